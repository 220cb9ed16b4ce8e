"""Closing while work is under way: asked once, in verbs, and nothing is lost either way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from triage.core.names import safe
from triage.gui.looks.dialogs import Question, ask

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

STOP, KEEP = "Stop and close", "Keep working"
_SHOWN = 3


def ask_closing(parent: QWidget | None, titles: Sequence[str]) -> Question:
    """``answered`` brings 0 for stopping and closing, 1 for leaving all as it is."""
    question = ask(
        parent,
        "Work is under way",
        f"{_named(titles)} What is done so far is in the case and stays there. An import goes "
        "on from where it stopped when the case is opened again; an export is made anew.",
        [(STOP, "plain"), (KEEP, "reject")],
    )
    question.buttons[1].setFocus()  # Enter pressed by habit stops nothing
    return question


def _named(titles: Sequence[str]) -> str:
    named = "; ".join(safe(title) for title in titles[:_SHOWN])
    more = len(titles) - _SHOWN
    rest = f"; and {more} more" if more > 0 else ""
    return f"{named}{rest}."
