"""What each deed of the key map does in the case that is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from triage.gui.window.actions import Actions
    from triage.gui.window.open_case import OpenCase

ALWAYS = frozenset(
    {
        *("new-case", "open-case", "quit", "full-screen", "preferences", "models-page"),
        *("keys", "self-test", "about"),
    }
)
"""Deeds that need no open case."""


def case_deeds(case: OpenCase) -> dict[str, Callable[[], object]]:
    """Deeds of the window with a case; those of grades and items are their desks' own."""
    screen, pictures = case.screen, case.pictures
    return {
        "add-evidence": case.evidence.ask,
        "go-on": case.evidence.go_on,
        "export": case.exports.ask,
        "case-page": case.pages.show_case,
        "jobs-page": case.pages.show_jobs,
        "find": screen.search.take_focus,
        "clear-filter": case.filters.clear,
        "grid": lambda: case.show_view("grid"),
        "list": lambda: case.show_view("list"),
        "larger": lambda: pictures.grid.step_tile_size(1),
        "smaller": lambda: pictures.grid.step_tile_size(-1),
        "filters-panel": lambda: _toggle(case, "filters"),
        "inspector": lambda: _toggle(case, "inspector"),
        "next-panel": screen.focus_next_panel,
        "previous-panel": lambda: screen.focus_next_panel(back=True),
        "open-large": case.open_large,
    }


def enable(actions: Actions, *, with_case: bool) -> None:
    """Which deeds can be done now."""
    names = [deed.name for deed in actions.deeds() if deed.name not in ALWAYS]
    actions.enable(names, on=with_case)


def _toggle(case: OpenCase, panel: str) -> None:
    case.screen.want_panel(panel, open_=not case.screen.panel_wanted(panel))
