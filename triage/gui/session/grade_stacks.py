"""What can be taken back and done again, newest last."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from triage.gui.session.grade_step import Step

Kind = Literal["grade", "undo", "redo"]
MOST_STEPS = 500
MOST_ITEMS = 4_000_000
"""So many items are remembered in all; the newest deed always is."""


class GradeStacks:
    """Only deeds that the case has are in here."""

    def __init__(self) -> None:
        self.done: list[Step] = []
        self.undone: list[Step] = []

    def did(self, step: Step) -> None:
        """A new deed: what was taken back before can be done again no more."""
        self.undone.clear()
        self.did_again(step)

    def did_again(self, step: Step) -> None:
        """A deed that had been taken back stands again."""
        self.done.append(step)
        del self.done[:-MOST_STEPS]
        room = MOST_ITEMS
        for place in range(len(self.done) - 1, -1, -1):
            room -= len(self.done[place].ids)
            if room < 0:
                del self.done[: min(place + 1, len(self.done) - 1)]
                return

    def depths(self, coming: Iterable[Kind]) -> tuple[int, int]:
        """How many can be taken back and done again, once what is ``coming`` went well."""
        done, undone = len(self.done), len(self.undone)
        for kind in coming:
            if kind == "grade":
                done, undone = done + 1, 0
            elif kind == "undo" and done:
                done, undone = done - 1, undone + 1
            elif kind == "redo" and undone:
                done, undone = done + 1, undone - 1
        return done, undone
