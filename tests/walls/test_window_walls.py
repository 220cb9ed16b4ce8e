"""What the window is made of: Qt in it alone, no SQL and no model inside, colours in one file.

Import-linter sees imports (``test_import_walls.py``); these rules are about what code says.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest
from PySide6.QtWidgets import QWidget

import triage.gui

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
WINDOW = sorted((ROOT / "triage" / "gui").rglob("*.py"))
OUTSIDE = sorted(path for path in (ROOT / "triage").rglob("*.py") if path not in WINDOW)

SQL = re.compile(
    r"\bselect\b.+\bfrom\s+\w+|\binsert\s+(or\s+\w+\s+)?into\b|\bupdate\s+\w+\s+set\b"
    r"|\bdelete\s+from\b|\bpragma\s+\w+|\b(create|drop|alter)\s+(temp\s+)?(table|index|view|trigger)\b",
    re.IGNORECASE | re.DOTALL,
)
RUNS_SQL = {"execute", "executemany", "executescript"}
COLOUR = re.compile(
    r"(?<!&)#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})\b|\b(rgb|hsl|hsv)a?\(\s*\d", re.IGNORECASE
)
MAKES_COLOUR = {"QColor", "fromRgb", "fromRgbF", "fromHsv", "fromHsl", "setNamedColor"}
NO_COLOUR = {"transparent"}
TOO_MUCH = re.compile(r"\b(MainWindow|Program|OpenCase|Tools|Session|Case)\b")
"""What knows so much that a widget that has it could do anything."""
BY_NAME = {"import_module", "__import__", "find_spec"}


def texts(code: str) -> Iterator[tuple[int, str]]:
    """(line, text) of every text in code that is not its documentation."""
    tree = ast.parse(code)
    documentation = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            parts = [part.value for part in node.values if isinstance(part, ast.Constant)]
            yield node.lineno, " x ".join(map(str, parts))
        elif (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in documentation
        ):
            yield node.lineno, node.value


def calls(code: str) -> Iterator[tuple[str, ast.Call]]:
    """(name, call) of every call, whatever it is called on."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call):
            called = node.func
            name = called.attr if isinstance(called, ast.Attribute) else ""
            yield called.id if isinstance(called, ast.Name) else name, node


def sql_in(code: str) -> list[int]:
    """Lines that speak to a database."""
    spoken = [line for line, text in texts(code) if SQL.search(text)]
    return spoken + [call.lineno for name, call in calls(code) if name in RUNS_SQL]


def colours_in(code: str) -> list[int]:
    """Lines that say a colour instead of the name of a token."""
    found = [line for line, text in texts(code) if COLOUR.search(text)]
    for name, call in calls(code):
        if name in MAKES_COLOUR and call.args and isinstance(call.args[0], ast.Constant):
            found.append(call.lineno)
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Attribute) and node.attr not in NO_COLOUR:
            above = node.value
            if isinstance(above, ast.Attribute) and above.attr == "GlobalColor":
                found.append(node.lineno)
    return found


def imports_by_name(code: str, *modules: str) -> list[int]:
    """Lines that import one of these in a way that no linter follows."""
    return [
        call.lineno
        for name, call in calls(code)
        if name in BY_NAME
        and call.args
        and isinstance(call.args[0], ast.Constant)
        and str(call.args[0].value).partition(".")[0] in modules
    ]


def lines_of(paths: list[Path], finds: Any) -> list[str]:
    return [
        f"{path.relative_to(ROOT).as_posix()}:{line}"
        for path in paths
        for line in finds(path.read_text(encoding="utf-8"))
    ]


def widgets() -> list[type[QWidget]]:
    """Every widget class of the window."""
    found: dict[str, type[QWidget]] = {}
    for module in pkgutil.walk_packages(triage.gui.__path__, "triage.gui."):
        if module.name.endswith("__main__"):
            continue
        for kind in vars(importlib.import_module(module.name)).values():
            of_qt = inspect.isclass(kind) and issubclass(kind, QWidget)
            if of_qt and kind.__module__ == module.name:
                found[f"{kind.__module__}.{kind.__qualname__}"] = cast("type[QWidget]", kind)
    return list(found.values())


def given_too_much(kind: type) -> list[str]:
    """Methods of a class that take the whole window, program or case."""
    return [
        f"{kind.__qualname__}.{name}({parameter.name}: {parameter.annotation})"
        for name, method in vars(kind).items()
        if inspect.isfunction(method)
        for parameter in inspect.signature(method).parameters.values()
        if TOO_MUCH.search(str(parameter.annotation))
    ]


def test_the_window_says_no_sql():
    assert lines_of(WINDOW, sql_in) == []


@pytest.mark.parametrize(
    "line",
    [
        'x = "select id from item"',
        'x = f"SELECT {1} FROM item"',
        'x = "UPDATE item SET state = 1"',
        'x = "pragma cache_size"',
        "connection.execute(text)",
        'x = ("insert or ignore "\n "into item")',
    ],
)
def test_sql_is_seen(line: str):
    assert sql_in(line)


@pytest.mark.parametrize("line", ['x = "Select all"', '"""Select one from many."""', "run(x)"])
def test_words_for_people_are_no_sql(line: str):
    assert sql_in(line) == []


def test_colours_are_said_in_the_theme_alone():
    assert lines_of(WINDOW, colours_in) == []
    said_by_style = (ROOT / "resources" / "style.qss").read_text(encoding="utf-8")
    assert COLOUR.search(said_by_style) is None
    drawn = [path.name for path in (ROOT / "resources" / "icons").glob("*.svg")]
    assert len(drawn) > 20
    for name in drawn:
        text = (ROOT / "resources" / "icons" / name).read_text(encoding="utf-8")
        assert COLOUR.search(text) is None, name


@pytest.mark.parametrize(
    "line",
    [
        'x = "color: #fff"',
        'x = "#1b1b1b"',
        'x = "rgba(0, 0, 0, 40%)"',
        'QColor("red")',
        "QtGui.QColor(255, 0, 0)",
        "QColor.fromRgb(12, 12, 12)",
        "painter.fill(Qt.GlobalColor.red)",
    ],
)
def test_a_colour_is_seen(line: str):
    assert colours_in(line)


@pytest.mark.parametrize(
    "line",
    [
        "QColor(theme.accent)",
        'x = "&#8203;"',
        "x.fill(Qt.GlobalColor.transparent)",
        'x = "item #12345"',
    ],
)
def test_what_is_no_colour_passes(line: str):
    assert colours_in(line) == []


def test_nothing_is_imported_past_the_linter():
    assert lines_of(OUTSIDE, lambda code: imports_by_name(code, "PySide6", "shiboken6")) == []
    banned = ("onnxruntime", "sqlite3", "PIL", "piexif", "torch")
    assert lines_of(WINDOW, lambda code: imports_by_name(code, *banned)) == []
    assert imports_by_name('importlib.import_module("PySide6.QtCore")', "PySide6") == [1]


def test_the_program_without_its_window_loads_no_qt():
    code = (
        "import pkgutil, importlib, sys, triage\n"
        "skipped = ('triage.gui', 'triage.training')\n"
        "ends = ('__main__', '_windows')\n"
        "for module in pkgutil.walk_packages(triage.__path__, 'triage.'):\n"
        "    if not module.name.startswith(skipped) and not module.name.endswith(ends):\n"
        "        importlib.import_module(module.name)\n"
        "print([name for name in sys.modules if name.startswith(('PySide6', 'shiboken6'))])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    assert (done.stdout.strip(), done.returncode) == ("[]", 0), done.stderr


def test_no_widget_is_given_the_window_or_the_whole_case():
    kinds = widgets()
    assert len(kinds) > 60
    assert [told for kind in kinds for told in given_too_much(kind)] == []


def test_a_widget_that_is_given_the_window_is_seen():
    class Greedy:
        def __init__(self, owner: MainWindow) -> None:  # noqa: F821  a name will do  # pyright: ignore[reportUndefinedVariable]  it is
            self.owner = owner

        def show(self, session: Session | None) -> None:  # noqa: F821  a name will do  # pyright: ignore[reportUndefinedVariable]  it is
            self.session = session

    assert [told.partition("(")[0].rpartition(".")[2] for told in given_too_much(Greedy)] == [
        "__init__",
        "show",
    ]


def test_only_the_window_s_own_room_knows_the_main_window():
    elsewhere = [path for path in WINDOW if path.parent.name != "window"]
    named = re.compile(r"\b(MainWindow|Program|OpenCase|Tools)\b")
    told = {
        path.relative_to(ROOT).as_posix(): node.id
        for path in elsewhere
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Name) and named.fullmatch(node.id)
    }
    assert told == {}
