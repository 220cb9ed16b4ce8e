"""Rehearsed mishaps of a file, and what becomes of it, whichever pool it was given to."""

from __future__ import annotations

import os

from triage.core.records import Reason

MIB = 1 << 20
DEADLINE_S = 60
MISHAPS = (
    ("crash", Reason.CRASHED, "SIGSEGV"),
    ("sleep", Reason.TIMEOUT, "not done after 0.5 s"),
    ("hold", Reason.TIMEOUT, "not done after 0.5 s"),
    ("eat", Reason.OUT_OF_MEMORY, "needs more than 64 MiB"),
    ("fall", Reason.CRASHED, "LookupError: rehearsed"),
)
"""What happens, the reason it has in the end, and words that stand beside that."""
MEMORY = 64 * MIB
"""What a file gets above the idle child, for "eat" to need more."""


def seconds_for(reason: Reason) -> float:
    """The time a file gets, so that only who hangs uses it up."""
    return 0.5 if reason is Reason.TIMEOUT else 30.0


def says(detail: str, words: str) -> bool:
    """Whether a mishap is told in these words; Windows has others."""
    return os.name == "nt" or words in detail
