"""The one equation of every import, its reasons in plain words, and how the import went."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from triage.cli.shell.words import counted
from triage.core.plain_words import REASONS, duration

if TYPE_CHECKING:
    from collections.abc import Mapping

    from triage.ingest.request import ImportSummary


def equation(counts: Mapping[str, Any]) -> str:
    """``found N = analysed A + skipped S + failed F``, and ``+ pending P`` while there are.

    ``counts`` has the keys of ``status --json``.
    """
    parts = [f"{word} {counts[word]}" for word in ("analysed", "skipped", "failed")]
    if counts["pending"]:
        parts.append(f"pending {counts['pending']}")
    return f"found {counts['found']} = " + " + ".join(parts)


def reason_lines(reasons: Mapping[str, int]) -> list[str]:
    """One line a reason, the most frequent first, e.g. ``  3 not a picture (not-an-image)``."""
    counted = sorted(reasons.items(), key=lambda pair: (-pair[1], pair[0]))
    return [f"  {count:>7,} {REASONS.get(word, word)} ({word})" for word, count in counted if count]


def import_lines(done: ImportSummary, seconds: float) -> list[str]:
    """What an examiner reads when an import has ended."""
    counts = {
        "found": done.found,
        "analysed": done.analysed,
        "skipped": done.skipped,
        "failed": done.failed,
        "pending": done.pending,
    }
    lines = [*done.notes, equation(counts), *reason_lines(done.reasons)]
    rate = done.done / seconds if seconds > 0 else 0.0
    lines.append(f"{counted(done.done, 'item')} in {duration(seconds)}, {rate:,.1f} a second.")
    lines.append(f"Models ran on: {done.provider}." if done.provider else "No model ran.")
    lines.append(
        f"{done.new:,} new, {done.changed:,} changed; {done.missing:,} missing in the whole case."
    )
    return lines
