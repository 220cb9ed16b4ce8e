"""The categories of one model pack, the plain ones behind "5 more…"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from triage.gui.filters import label_choice
from triage.gui.filters.label_row import CategoryRow
from triage.gui.looks import words
from triage.gui.looks.widgets import ElidedLabel, LinkButton

if TYPE_CHECKING:
    from collections.abc import Sequence

    from triage.core.filters import Filter
    from triage.gui.session.counted import LabelRow

SHOWN_AT_FIRST = 7
"""Notable categories are always shown; the first others fill up to this."""
_SAME = 5e-4


class PackRows(QWidget):
    """Rows are made once and changed in place: nothing moves under the pointer."""

    row_made = Signal(object)
    """A new :class:`CategoryRow`, to be connected."""
    expanded = Signal()

    def __init__(self, pack: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pack = pack
        self.rows: list[CategoryRow] = []
        self._order: list[LabelRow] = []
        self._all = False
        self.heading = ElidedLabel(words.safe(pack), Qt.TextElideMode.ElideRight, "secondary")
        self.heading.setContentsMargins(8, 4, 8, 0)
        self.heading.hide()
        self.more = LinkButton()
        self.more.clicked.connect(lambda: self.show_all(not self._all))
        self.more.hide()
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)
        self._lines.addWidget(self.heading)
        foot = QVBoxLayout()
        foot.setContentsMargins(6, 0, 8, 0)
        foot.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self._lines.addLayout(foot)

    @property
    def shows_all(self) -> bool:
        """Whether the plain ones are unfolded."""
        return self._all

    def show_all(self, everything: bool) -> None:
        """Unfold the plain ones, or fold them away again."""
        if everything != self._all:
            self._all = everything
            self._fold()
            self.expanded.emit()

    def show_rows(
        self, records: Sequence[LabelRow], wanted: Filter, instead: tuple[float, float] | None
    ) -> None:
        """The pack's categories with the numbers of now."""
        known = {row.record.key: row for row in self.rows}
        order = label_choice.in_order(records)
        same = [record.key for record in order] == [record.key for record in self._order]
        self._order = order
        for record in order:
            row = known.get(record.key) or self._made(record)
            row.show_row(record, chosen=label_choice.is_chosen(wanted, record), instead=instead)
        if not same:
            self._arrange()
        self._fold()

    def visible_rows(self) -> list[CategoryRow]:
        """What can be walked through, from top to bottom."""
        return [row for row in self.rows if not row.isHidden()]

    def _made(self, record: LabelRow) -> CategoryRow:
        row = CategoryRow(record)
        self.rows.append(row)
        self.row_made.emit(row)
        return row

    def _arrange(self) -> None:
        """Rows in their order; those of categories that are gone go."""
        known = {row.record.key: row for row in self.rows}
        kept = [known.pop(record.key) for record in self._order]
        for gone in known.values():
            gone.hide()
            gone.deleteLater()
        self.rows = kept
        for place, row in enumerate(kept):
            self._lines.insertWidget(1 + place, row)

    def _fold(self) -> None:
        least = max(SHOWN_AT_FIRST, sum(row.record.notable for row in self.rows))
        plain = self.rows[least:]
        folds = len(plain) > 1
        for row in self.rows:
            hides = folds and not self._all and row in plain and not _matters(row)
            if hides != row.isHidden():
                row.setVisible(not hides)
        hidden = sum(row.isHidden() for row in plain)
        self.more.setText("Show fewer" if self._all else f"{words.count(hidden)} more…")
        self.more.setAccessibleName(f"{self.more.text()} categories of {words.safe(self.pack)}")
        self.more.setVisible(folds and (self._all or hidden > 0))


def _matters(row: CategoryRow) -> bool:
    """Not to be folded away: chosen, changed by the examiner, or in use at this moment."""
    changed = abs(row.record.threshold - row.record.default) > _SAME
    return row.check.isChecked() or changed or row.slider.hasFocus() or row.slider.hand.moving
