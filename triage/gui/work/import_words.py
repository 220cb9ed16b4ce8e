"""What an import did, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from triage.core import plain_words
from triage.core.names import safe
from triage.gui.looks import remedies, words

if TYPE_CHECKING:
    from triage.ingest.request import ImportSummary

_REASONS_SHOWN = 3


def import_words(summary: ImportSummary) -> list[str]:
    """Found, skipped, failed, what changed, and the notes for the examiner."""
    told = [_found(summary)]
    if summary.reasons:
        told.append(_reasons(summary.reasons))
    if summary.changed:
        verb = "has" if summary.changed == 1 else "have"
        told.append(f"{words.noun(summary.changed, 'file', 'files')} {verb} other content now.")
    if summary.missing:
        verb = "is" if summary.missing == 1 else "are"
        told.append(f"{words.noun(summary.missing, 'file', 'files')} {verb} gone.")
    if summary.pending:
        verb = "is" if summary.pending == 1 else "are"
        told.append(f"{words.noun(summary.pending, 'file', 'files')} {verb} still to be read.")
    told += [_whole(note) for note in summary.notes]
    if summary.remedy is not None:
        told.append(remedies.in_words(summary.remedy))
    return told


def _found(summary: ImportSummary) -> str:
    if not summary.found:
        return "No files were found."
    new = f"{words.noun(summary.new, 'new file', 'new files')}; " if summary.new else ""
    return (
        f"Import done: {new}{words.count(summary.found)} in the case"
        f" = {words.count(summary.analysed)} analysed"
        f" + {words.count(summary.skipped)} skipped + {words.count(summary.failed)} failed"
        + (f" + {words.count(summary.pending)} pending." if summary.pending else ".")
    )


def _reasons(reasons: dict[str, int]) -> str:
    """The most frequent ones; the rest is a number, for the case page has them all."""
    order = sorted(reasons.items(), key=lambda entry: (-entry[1], entry[0]))
    told = [
        f"{words.count(n)} {plain_words.REASONS.get(reason, reason)}"
        for reason, n in order[:_REASONS_SHOWN]
    ]
    rest = sum(n for _reason, n in order[_REASONS_SHOWN:])
    if rest:
        told.append(f"{words.count(rest)} for other reasons")
    return f"Not analysed: {'; '.join(told)}."


def _whole(note: str) -> str:
    text = safe(note.strip())
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "!", "?")) else f"{text}."
