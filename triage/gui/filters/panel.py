"""The left panel: every group of the filter, with counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from triage.core.filters import Filter
from triage.gui.filters import choice_kinds
from triage.gui.filters.amount_section import AmountSection
from triage.gui.filters.choice_section import ChoiceSection
from triage.gui.filters.date_section import DateSection
from triage.gui.filters.folder_tree import FolderSection
from triage.gui.filters.label_section import LabelSection

if TYPE_CHECKING:
    from triage.gui.filters.section import Section
    from triage.gui.session.counted import Category, Counts

WIDTH = 296
_BAR = 12
_CUT_FROM = 8
_FOLDED_AT_FIRST = {"Media type", "Camera", "Date", "Place", "Flags", "Copies", "Size"}


class FilterPanel(QScrollArea):
    """Shows a filter and counts; what a person wants is emitted, and shown at once.

    The sections are told only what changed: nothing is made anew under the pointer.
    """

    filter_changed = Signal(object)
    """The :class:`Filter` that is wanted."""
    threshold_moved = Signal(str, str, float)
    """Pack, label and value, while a threshold is in hand."""
    threshold_set = Signal(str, str, object)
    """Pack, label and the value at rest, None for the default: this is to be written."""
    threshold_restored = Signal(str, str, float)
    """Nothing is to be written: the value from before."""
    groups_changed = Signal()
    """Other facets are to be seen now, see :meth:`open_groups`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wanted = Filter()
        self.labels = LabelSection()
        self.grade = ChoiceSection(choice_kinds.GradeKind())
        self.grader = ChoiceSection(choice_kinds.GRADED_BY, _CUT_FROM)
        self.state = ChoiceSection(choice_kinds.StateKind())
        self.source = FolderSection()
        self.media_type = ChoiceSection(choice_kinds.MEDIA_TYPE, _CUT_FROM)
        self.camera = ChoiceSection(choice_kinds.CAMERA, _CUT_FROM)
        self.date = DateSection()
        self.place = ChoiceSection(choice_kinds.PLACE)
        self.flags = ChoiceSection(choice_kinds.FLAGS)
        self.copies = ChoiceSection(choice_kinds.COPIES)
        self.size_section = AmountSection()
        self.setFixedWidth(WIDTH)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("Filters")
        self.setProperty("role", "panel")
        self._arrange()
        for section in self.sections():
            section.filter_changed.connect(self._want)
            section.toggled.connect(self._folded)
        self.labels.threshold_moved.connect(self.threshold_moved)
        self.labels.threshold_set.connect(self.threshold_set)
        self.labels.threshold_restored.connect(self.threshold_restored)
        self.show_filter(Filter())

    def sections(self) -> tuple[Section, ...]:
        """All parts, from top to bottom."""
        return (
            self.labels,
            self.grade,
            self.grader,
            self.state,
            self.source,
            self.media_type,
            self.camera,
            self.date,
            self.place,
            self.flags,
            self.copies,
            self.size_section,
        )

    def show_filter(self, wanted: Filter) -> None:
        """Show what is chosen; emits nothing."""
        self._wanted = wanted
        for section in self.sections():
            section.show_filter(wanted)

    def show_counts(self, counts: Counts, categories: tuple[Category, ...]) -> None:
        """Show newer numbers in place; a threshold in hand is left where it is."""
        for section in self.sections():
            section.show_counts(counts, categories)
        graded_by = counts.facets.get("grader", {})
        if any(graded_by) or self._wanted.graded_by:
            self.grader.show()

    def open_groups(self) -> frozenset[str]:
        """The facets that are to be seen: names of groups of the store."""
        sections = (section for section in self.sections() if section.is_open())
        return frozenset(group for section in sections for group in section.groups)

    def layout_state(self) -> dict[str, Any]:
        """What a person folded, to be remembered."""
        return {
            "open": {section.title: section.is_open() for section in self.sections()},
            "all": [pack for pack, rows in self.labels.packs.items() if rows.shows_all],
        }

    def restore_layout(self, state: object) -> None:
        """Fold as it was; whatever is damaged or unknown is passed over."""
        told: Any = state if isinstance(state, dict) else {}
        folded: Any = told.get("open")
        if isinstance(folded, dict):
            for section in self.sections():
                is_open: Any = folded.get(section.title)
                if isinstance(is_open, bool):
                    section.set_open(is_open)
        packs: Any = told.get("all")
        if isinstance(packs, list):
            self.labels.unfold({pack for pack in packs if isinstance(pack, str)})

    def _arrange(self) -> None:
        inner = QWidget()
        inner.setProperty("role", "panel")
        inner.setFixedWidth(WIDTH - _BAR)  # a bar that comes and goes moves nothing
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 4, 0, 16)
        column.setSpacing(0)
        for section in self.sections():
            section.set_open(section.title not in _FOLDED_AT_FIRST)
            column.addWidget(section)
        column.addStretch(1)
        self.grader.hide()
        self.setWidget(inner)

    def _folded(self, is_open: bool) -> None:
        self.groups_changed.emit()

    def _want(self, wanted: Filter) -> None:
        """A section knows the whole filter: the others show the same at once."""
        self.show_filter(wanted)
        self.filter_changed.emit(wanted)
