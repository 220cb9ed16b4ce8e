"""When pictures were taken: a range of days, and those without a date."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from triage.gui.filters.choice_kinds import UNDATED
from triage.gui.filters.choice_list import ChoiceList
from triage.gui.filters.day_field import DayField
from triage.gui.filters.month_bars import MonthBars
from triage.gui.filters.section import Section

if TYPE_CHECKING:
    from collections.abc import Hashable

    from triage.core.filters import Filter
    from triage.gui.session.counted import Category, Counts


class DateSection(Section):
    """Bars to press, two fields to type in, one row for items without a date."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Date", ("taken",), parent)
        self._facets: dict[str, dict[str | None, int]] = {}
        self.bars = MonthBars()
        self.bars.chosen.connect(self._span)
        self.after = DayField("Taken from", "from")
        self.before = DayField("Taken until", "until")
        self.undated = ChoiceList("Without a date")
        self.undated.wished.connect(self._undated)
        line = QHBoxLayout()
        line.setContentsMargins(8, 2, 8, 4)
        line.setSpacing(8)
        for field in (self.after, self.before):
            field.entered.connect(self._typed)
            line.addWidget(field, 1)
        self.lines.addWidget(self.bars)
        self.lines.addLayout(line)
        self.lines.addWidget(self.undated)

    def show_filter(self, wanted: Filter) -> None:
        """The range in force."""
        super().show_filter(wanted)
        self.after.show_day(wanted.after)
        self.before.show_day(wanted.before)
        self.bars.show_range(wanted.after, wanted.before)
        self.undated.show_choices(UNDATED.choices(wanted, self._facets, ()))

    def show_counts(self, counts: Counts, categories: tuple[Category, ...]) -> None:
        """Counts by month."""
        if "taken" not in counts.facets:
            return
        months = counts.facets["taken"]
        self._facets = {"taken": months}
        self.bars.show_months({month: number for month, number in months.items() if month})
        self.undated.show_choices(UNDATED.choices(self.wanted, self._facets, ()))

    def _typed(self) -> None:
        after, before = self.after.day(), self.before.day()
        if after and before and after > before:
            after, before = before, after
        self.want(replace(self.wanted, after=after, before=before))

    def _span(self, first: str, last: str) -> None:
        """Pressed again, the same bars are let go."""
        if (self.wanted.after, self.wanted.before) == (first, last):
            self.want(replace(self.wanted, after=None, before=None))
        else:
            self.want(replace(self.wanted, after=first, before=last))

    def _undated(self, value: Hashable, on: bool) -> None:
        self.want(UNDATED.toggled(self.wanted, value, on=on))
