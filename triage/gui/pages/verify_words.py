"""What a check of the case is asked for and what it answers, as data and in sentences."""

from __future__ import annotations

from dataclasses import dataclass

from triage.gui.looks import words


@dataclass(frozen=True, slots=True)
class VerifyChoice:
    """``evidence``: hash every file again. ``rescore``: so many items are analysed again."""

    evidence: bool = False
    rescore: int | None = None


@dataclass(frozen=True, slots=True)
class VerifyResult:
    """``differences`` are sentences; ``rows`` and ``head`` are those of the audit log.

    ``said`` is what else there is to say: scores compared, and what could not be.
    """

    differences: tuple[str, ...]
    rows: int
    head: str
    said: str = ""


def verdict(result: VerifyResult) -> str:
    """The one sentence that matters."""
    number = len(result.differences)
    if number:
        return f"{words.noun(number, 'difference was', 'differences were')} found."
    return "No difference was found: the case is whole."


def about_log(result: VerifyResult) -> str:
    """What only a comparison by eye can show, for a log's end can be cut off unseen."""
    return (
        f"The audit log has {words.noun(result.rows, 'row', 'rows')}, head {result.head}. Compare "
        "both with those in an earlier report or export: a log that was cut off at its end "
        "shows in no other way."
    )
