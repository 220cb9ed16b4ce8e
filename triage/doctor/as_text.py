"""The self-test as plain text, to be copied into a mail, and as data for programs."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

from triage.core import clock, names
from triage.doctor.finding import Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from triage.doctor.finding import Row

_WIDTH = 90
_INDENT = " " * 4


def as_text(rows: Sequence[Row]) -> str:
    """One paragraph a check, and the verdict on all of them at the end."""
    parts = [f"Self-test of Forensic Triage, {clock.told(clock.now())}"]
    parts += [_paragraph(row) for row in rows]
    return "\n\n".join([*parts, verdict(rows)]) + "\n"


def as_data(rows: Sequence[Row]) -> dict[str, Any]:
    """What ``--json`` prints."""
    return {
        "at": clock.now(),
        "well": not any(row.finding.verdict is Verdict.FAULT for row in rows),
        "checks": [
            {
                "check": row.key,
                "title": row.title,
                "verdict": row.finding.verdict.value,
                "sentence": row.finding.sentence,
                "remedy": row.finding.remedy,
            }
            for row in rows
        ],
    }


def verdict(rows: Sequence[Row]) -> str:
    """All of it in one sentence."""
    faults = sum(row.finding.verdict is Verdict.FAULT for row in rows)
    warnings = sum(row.finding.verdict is Verdict.WARNING for row in rows)
    if not faults and not warnings:
        return "All is well."
    told = [f"{n} {word if n == 1 else word + 's'}" for n, word in _counts(faults, warnings) if n]
    return f"{' and '.join(told)}."


def _counts(faults: int, warnings: int) -> tuple[tuple[int, str], ...]:
    return (faults, "fault"), (warnings, "warning")


def _paragraph(row: Row) -> str:
    finding = row.finding
    lines = [f"{row.title}: {finding.verdict.value}"]
    lines += _wrapped(finding.sentence)
    if finding.remedy:
        lines += _wrapped(f"What helps: {finding.remedy}")
    return "\n".join(lines)


def _wrapped(text: str) -> list[str]:
    return [
        line
        for part in text.split("\n")
        for line in textwrap.wrap(
            names.safe(part),
            _WIDTH,
            initial_indent=_INDENT,
            subsequent_indent=_INDENT,
            break_long_words=False,
            break_on_hyphens=False,
        )
    ]
