"""Rules of style that no linter has: file length, reasons for exemptions, names."""

from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("triage", "benchmarks", "tests", "installer")
FILES = sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))

LONGEST_FILE = 400
LONGEST_FUNCTION = 40
MOST_METHODS = 20
BANNED_NAMES = {"utils", "util", "helpers", "helper", "misc", "common"}
EXEMPTION = re.compile(r"#\s*(noqa|type:\s*ignore|pyright:\s*ignore)(?P<rest>[^#]*)")
CODES = re.compile(r"^(:\s*[A-Z]+[0-9]+(,\s*[A-Z]+[0-9]+)*|\[[\w, -]+\])")


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def unexplained(line: str) -> bool:
    """Whether an exemption on this line lacks its codes or its reason."""
    for found in EXEMPTION.finditer(line):
        codes = CODES.match(found["rest"])
        if codes is None or len(found["rest"][codes.end() :].strip()) < 5:
            return True
    return False


def test_no_file_is_too_long():
    long = {relative(path): n for path in FILES if (n := line_count(path)) > LONGEST_FILE}
    assert long == {}


def line_count(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def too_big(path: Path) -> list[str]:
    """Functions and classes of a file that know too much."""
    found: list[str] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            if body_lines(node) > LONGEST_FUNCTION:
                found.append(f"{relative(path)}:{node.lineno} {node.name}")
        elif isinstance(node, ast.ClassDef):
            methods = [n for n in node.body if isinstance(n, ast.FunctionDef)]
            if len(methods) > MOST_METHODS:
                found.append(f"{relative(path)}:{node.lineno} {node.name}")
    return found


def body_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of the statements: signature and docstring are for the reader, not counted."""
    body = node.body
    if isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant):
        body = body[1:]
    return (node.end_lineno or 0) - body[0].lineno + 1 if body else 0


def test_no_function_or_class_is_too_big():
    assert [found for path in FILES for found in too_big(path)] == []


def test_every_exemption_has_a_reason_on_its_line():
    unreasoned = [
        f"{relative(path)}:{number}"
        for path in FILES
        if path != Path(__file__).resolve()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if unexplained(line)
    ]
    assert unreasoned == []


@pytest.mark.parametrize(
    "line",
    ["x = 1  # noqa", "x = 1  # noqa: E501", "x = 1  # type: ignore", "x  # type: ignore[arg]"],
)
def test_an_exemption_without_reason_is_seen(line: str):
    assert unexplained(line)


def test_an_exemption_with_a_reason_passes():
    assert not unexplained("x = 1  # noqa: E501  the address cannot be broken")


def test_no_file_is_named_for_nothing():
    assert [relative(path) for path in FILES if path.stem in BANNED_NAMES] == []


def test_no_two_test_files_share_a_name():
    # pytest imports them by their bare name where a folder is no package.
    names = Counter(path.name for path in FILES if path.name.startswith("test_"))
    assert [name for name, count in names.items() if count > 1] == []


def test_no_file_is_exempt_as_a_whole():
    whole = re.compile(
        r"^#\s*(ruff:\s*noqa|flake8:\s*noqa|type:\s*ignore|pyright:\s*(basic|ignore))"
    )
    exempt = [
        relative(path)
        for path in FILES
        if any(whole.match(line) for line in path.read_text(encoding="utf-8").splitlines())
    ]
    assert exempt == []
