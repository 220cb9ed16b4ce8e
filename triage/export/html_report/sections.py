"""How a report is divided: one section per category, then what no person graded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from triage.core.filters import Filter
from triage.core.records import State

if TYPE_CHECKING:
    from triage.core.hooks import Selection

CARDS_A_PAGE = 60
LINES_A_PAGE = 120


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report. ``key`` begins its file names; ``cards``: pictures, else a list."""

    key: str
    title: str
    within: Filter
    items: int
    cards: bool = True
    category: int | None = None

    @property
    def pages(self) -> int:
        """How many pages it fills."""
        return -(-self.items // self.page_size)

    @property
    def page_size(self) -> int:
        """How many items stand on one page."""
        return CARDS_A_PAGE if self.cards else LINES_A_PAGE

    def page_name(self, page: int) -> str:
        """File name of a page, counted from 1, in the folder ``pages``."""
        return f"{self.key}-{page:05d}.html"


def sections(selection: Selection) -> list[Section]:
    """Every section in its order, empty ones too: none of them is a fact as well."""
    graded = [_category(selection, row) for row in selection.about["categories"]]
    return [*graded, *(_ungraded(selection, *one) for one in _UNGRADED)]


_UNGRADED: tuple[tuple[str, str, tuple[State, ...], bool], ...] = (
    ("ungraded", "Not graded", (State.ANALYSED, State.PENDING), True),
    ("failed", "Failed: could not be read, not graded", (State.FAILED,), False),
    ("skipped", "Skipped: not read as pictures, not graded", (State.SKIPPED,), False),
)


def _category(selection: Selection, row: dict[str, Any]) -> Section:
    within = Filter(grades=(row["number"],))
    return Section(
        key=f"category-{row['number']}",
        title=f"Category {row['number']}: {row['name']}",
        within=within,
        items=selection.count(within),
        category=row["number"],
    )


def _ungraded(
    selection: Selection, key: str, title: str, states: tuple[State, ...], cards: bool
) -> Section:
    within = Filter(grades=(None,), states=states)
    return Section(key, title, within, selection.count(within), cards)
