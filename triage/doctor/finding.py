"""What a check gives: a verdict, one sentence with what was measured, and what helps."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """How it stands, in the words that people read."""

    OK = "ok"
    WARNING = "warning"
    FAULT = "fault"
    NOT_APPLICABLE = "not applicable"


@dataclass(frozen=True, slots=True)
class Finding:
    """``sentence`` says what was measured; ``remedy`` what helps, empty where nothing need."""

    verdict: Verdict
    sentence: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A finding with the check that gave it. ``key`` is its name for programs."""

    key: str
    title: str
    finding: Finding


def fine(sentence: str) -> Finding:
    """All is well."""
    return Finding(Verdict.OK, sentence)


def warning(sentence: str, remedy: str) -> Finding:
    """It works, but not as well or as safely as it could."""
    return Finding(Verdict.WARNING, sentence, remedy)


def fault(sentence: str, remedy: str) -> Finding:
    """Results cannot be trusted, or work cannot be done."""
    return Finding(Verdict.FAULT, sentence, remedy)


def not_applicable(sentence: str) -> Finding:
    """There is nothing to check here."""
    return Finding(Verdict.NOT_APPLICABLE, sentence)
