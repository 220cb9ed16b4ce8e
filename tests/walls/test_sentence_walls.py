"""What a known error says is a sentence, and it fits wherever it is read."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from triage.core import errors
from triage.core.errors import KnownError

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2] / "triage"
NAMES = {
    name
    for name, kind in vars(errors).items()
    if isinstance(kind, type) and issubclass(kind, KnownError)
}
COMMAND = re.compile(r"\btriage [a-z]+\b|(?<![\w-])--[a-z]")
TYPED = "cli"
"""The room whose sentences are read only where commands are typed."""
ELSEWHERE = "training"
"""No part of the program: it has errors of its own."""


def sentences(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and text of every known error whose sentence is written where it is raised.

    What is filled in stands there as ``{}``.
    """
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in NAMES and node.args:
            said = node.args[0]
            if isinstance(said, ast.JoinedStr | ast.Constant):
                yield node.lineno, text_of(said)


def text_of(said: ast.expr) -> str:
    """A text as written."""
    if isinstance(said, ast.JoinedStr):
        return "".join(text_of(part) for part in said.values)
    return str(said.value) if isinstance(said, ast.Constant) else "{}"


def faults(text: str, *, typed: bool) -> list[str]:
    """What is wrong with a sentence."""
    found: list[str] = []
    if not text.endswith("."):
        found.append("it has no full stop")
    if not typed and COMMAND.search(text):
        found.append("it names a command, which the window has not: give the error a remedy")
    return found


def test_what_known_errors_say_are_sentences_for_every_front_end():
    wrong: list[str] = []
    seen = 0
    for path in sorted(ROOT.rglob("*.py")):
        room = path.relative_to(ROOT).parts[0]
        if room == ELSEWHERE:
            continue
        for line, text in sentences(ast.parse(path.read_text("utf-8"))):
            seen += 1
            name = path.relative_to(ROOT)
            wrong += [
                f"{name}:{line} {text!r}: {what}" for what in faults(text, typed=room == TYPED)
            ]
    assert seen > 40
    assert wrong == []


@pytest.mark.parametrize(
    "source",
    [
        'raise KnownError("No end")',
        'raise SourceError(f"It is gone: {place}")',
        'raise SourceError(f"Go on with triage import {case}.")',
        'raise CaseError("Give --all.")',
    ],
)
def test_a_wrong_sentence_is_seen(source: str):
    ((_line, text),) = sentences(ast.parse(source))
    assert len(faults(text, typed=False)) == 1
