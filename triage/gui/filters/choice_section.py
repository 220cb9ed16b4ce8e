"""A section with a list of values; a long list is cut, and has a search of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from triage.gui.filters.choice_list import ChoiceList
from triage.gui.filters.section import Section
from triage.gui.looks import words
from triage.gui.looks.widgets import LinkButton

if TYPE_CHECKING:
    from collections.abc import Hashable

    from triage.core.filters import Filter
    from triage.gui.filters.choice_kinds import Facets, Kind
    from triage.gui.filters.choice_model import Choice
    from triage.gui.session.counted import Category, Counts

SEARCH_FROM = 20
"""With more values than this there is a field to look for one."""
_MOST = 200
"""So many rows are shown at once; the search finds the others."""


class ChoiceSection(Section):
    """Counts change in place, and the order of rows only while the pointer is elsewhere."""

    def __init__(self, kind: Kind, least: int | None = None, parent: QWidget | None = None) -> None:
        super().__init__(kind.title, kind.groups, parent)
        self.kind = kind
        self._least = least
        self._all = False
        self._facets: Facets = {}
        self._categories: tuple[Category, ...] = ()
        self.search = QLineEdit()
        self.search.setPlaceholderText(f"Find a {kind.title.lower()}")
        self.search.setAccessibleName(f"Find a {kind.title.lower()}")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._show_choices)
        self.search.hide()
        self.list = ChoiceList(f"{kind.title} filter")
        self.list.wished.connect(self._wish)
        self.more = LinkButton()
        self.more.clicked.connect(self._turn)
        self.more.hide()
        around = QVBoxLayout()
        around.setContentsMargins(8, 0, 8, 0)
        around.addWidget(self.search)
        foot = QHBoxLayout()
        foot.setContentsMargins(4, 0, 8, 0)
        foot.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        foot.addStretch(1)
        self.lines.addLayout(around)
        self.lines.addWidget(self.list)
        self.lines.addLayout(foot)

    def show_filter(self, wanted: Filter) -> None:
        """Which values are chosen."""
        super().show_filter(wanted)
        self._show_choices()

    def show_counts(self, counts: Counts, categories: tuple[Category, ...]) -> None:
        """Newer counts; a value that nothing has any more counts 0, and stays."""
        self._categories = categories
        for group in self.groups:
            if group in counts.facets:
                self._facets[group] = _met(self._facets.get(group, {}), counts.facets[group])
        self._show_choices()

    def _show_choices(self) -> None:
        choices = self.kind.choices(self.wanted, self._facets, self._categories)
        choices = self._steady(choices)
        searches = self._all and len(choices) > SEARCH_FROM
        self.search.setVisible(searches)
        shown = self._cut(choices, self.search.text().casefold() if searches else "")
        self.list.show_choices(shown)
        self._show_foot(len(choices), len(choices) - len(shown))

    def _cut(self, choices: list[Choice], looked_for: str) -> list[Choice]:
        if self._all:
            found = [one for one in choices if one.on or looked_for in one.words.casefold()]
            return found[:_MOST]
        if self._least is None or len(choices) <= self._least + 1:
            return choices
        first = {choice.value for choice in choices[: self._least]}
        return [choice for choice in choices if choice.value in first or choice.on]

    def _steady(self, choices: list[Choice]) -> list[Choice]:
        """Under the pointer, or in the keyboard's hands, nothing changes its place."""
        in_use = self.list.underMouse() or self.list.hasFocus()
        if not in_use or not self.kind.by_count:
            return choices
        place = {choice.value: row for row, choice in enumerate(self.list.choices.choices())}
        return sorted(choices, key=lambda choice: place.get(choice.value, len(place)))

    def _show_foot(self, number: int, hidden: int) -> None:
        foldable = self._least is not None and number > self._least + 1
        text = "Show fewer" if self._all else f"{words.count(hidden)} more…"
        self.more.setText(text)
        self.more.setAccessibleName(f"{text} in {self.title}")
        self.more.setVisible(foldable and (self._all or hidden > 0))

    def _turn(self) -> None:
        self._all = not self._all
        self.search.clear()
        self._show_choices()

    def _wish(self, value: Hashable, on: bool) -> None:
        self.want(self.kind.toggled(self.wanted, value, on=on))


def _met(earlier: dict[Any, int], now: dict[Any, int]) -> dict[Any, int]:
    """The counts of now, with 0 for what was met before; what never occurred is left out."""
    kept = dict.fromkeys(earlier, 0)
    kept.update((value, count) for value, count in now.items() if count or value in earlier)
    return kept
