"""One plain sentence for each thing that happened to an item."""

from __future__ import annotations

from typing import TYPE_CHECKING

from triage.gui.looks import words

if TYPE_CHECKING:
    from triage.store.item_history import HistoryRow

_NOTES = {"undo": "undone", "redo": "done again"}


def sentence(row: HistoryRow) -> str:
    """What happened; an event that is unknown here stands as it is called."""
    told = {"grade-set": _graded, "content-changed": _changed}.get(row.what)
    try:
        return told(row) if told else _as_it_is(row)
    except (KeyError, TypeError, ValueError):
        # A newer program wrote it, or someone who did not keep to the form.
        return _as_it_is(row)


def _as_it_is(row: HistoryRow) -> str:
    return words.safe(row.what.replace("-", " "))


def _graded(row: HistoryRow) -> str:
    detail = row.detail
    told = _grade_told(detail["category"], detail.get("name"), detail.get("old"))
    others = int(detail.get("items") or 1) - 1
    if others > 0:
        told += f", with {words.noun(others, 'other item', 'other items')}"
    note = str(detail.get("note") or "")
    return f"{told} ({_NOTES.get(note, words.safe(note))})" if note else told


def _grade_told(category: int | None, name: object, old: int | None) -> str:
    if category is None:
        return f"Grade {old} taken away" if old else "Grade taken away"
    told = f"Graded {category} {words.safe(str(name or ''))}".rstrip()
    return f"{told}, before {old}" if old and old != category else told


def _changed(row: HistoryRow) -> str:
    sha256 = words.safe(str(row.detail["sha256"]))
    return f"Content changed; until then SHA-256 {sha256[:12]}…"
