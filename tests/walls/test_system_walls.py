"""What only one system has is touched only where the code has made sure to be on it.

On Windows an import of ``fcntl`` ends the program, and nobody on Linux sees it. Sure of its
system is code under ``if sys.platform == ...`` (or behind an ``if sys.platform != ...`` that
leaves), and a module named ``*_posix`` or ``*_windows``, which in turn only such code imports.
"""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / "triage").rglob("*.py"))

POSIX, WINDOWS = "posix", "windows"
MODULES = {
    **dict.fromkeys(
        ("fcntl", "resource", "pwd", "grp", "spwd", "crypt", "nis", "termios", "pty", "tty"), POSIX
    ),
    **dict.fromkeys(("syslog", "posix", "readline", "curses"), POSIX),
    **dict.fromkeys(("winreg", "msvcrt", "winsound", "nt", "_winapi", "_overlapped"), WINDOWS),
    "ctypes.wintypes": WINDOWS,
}
OF_CTYPES = {"wintypes", "WinDLL", "OleDLL", "windll", "oledll", "WinError", "get_last_error"}
"""Attributes of ``ctypes`` that Windows alone has, or that make sense there alone."""
BY_NAME = {"import_module", "__import__", "find_spec"}


def system_of(module: str) -> str:
    """Which system a module belongs to, "" for both."""
    for known, system in MODULES.items():
        if module == known or module.startswith(known + "."):
            return system
    for system in (POSIX, WINDOWS):
        if module.endswith("_" + system):
            return system
    return ""


def certain(test: ast.expr) -> tuple[str, str]:
    """Of which system an ``if`` makes its body, and its other branch, sure."""
    if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.And):
        return next((found[0] for part in test.values if (found := certain(part))[0]), ""), ""
    if not (isinstance(test, ast.Compare) and ast.unparse(test.left) == "sys.platform"):
        return "", ""
    [operator], [value] = test.ops[:1], test.comparators[:1]
    if not isinstance(value, ast.Constant):
        return "", ""
    if isinstance(operator, ast.Eq):
        return (WINDOWS, POSIX) if value.value == "win32" else (POSIX, "")
    if isinstance(operator, ast.NotEq) and value.value == "win32":
        return POSIX, WINDOWS
    return "", POSIX if isinstance(operator, ast.NotEq) else ""


class Breaches(ast.NodeVisitor):
    """Collects (line, what) of everything that belongs to a system the code is not sure of."""

    def __init__(self, sure: str) -> None:
        self.found: list[tuple[int, str]] = []
        self._sure = sure

    def visit_block(self, nodes: Sequence[ast.stmt], sure: str = "") -> None:
        before = self._sure
        self._sure = sure or before
        for node in nodes:
            self.visit(node)
            if isinstance(node, ast.If) and leaves(node.body):
                self._sure = certain(node.test)[1] or self._sure
        self._sure = before

    def visit_If(self, node: ast.If) -> None:
        self.visit(node.test)
        body, otherwise = certain(node.test)
        self.visit_block(node.body, body)
        self.visit_block(node.orelse, otherwise)

    def generic_visit(self, node: ast.AST) -> None:
        for _, value in ast.iter_fields(node):
            if isinstance(value, list) and value and isinstance(value[0], ast.stmt):
                self.visit_block(value)
            elif isinstance(value, ast.AST):
                self.visit(value)
            elif isinstance(value, list):
                for part in value:
                    if isinstance(part, ast.AST):
                        self.visit(part)

    def visit_Import(self, node: ast.Import) -> None:
        for alias in node.names:
            self._touch(node, alias.name)

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        module = "." * node.level + (node.module or "")
        self._touch(node, module)
        if not system_of(module):
            for alias in node.names:
                self._touch(node, f"{module}.{alias.name}")

    def visit_Attribute(self, node: ast.Attribute) -> None:
        if isinstance(node.value, ast.Name) and node.value.id == "ctypes":
            self._touch_of(node, WINDOWS if node.attr in OF_CTYPES else "", f"ctypes.{node.attr}")
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        name = ast.unparse(node.func).rpartition(".")[2]
        if name in BY_NAME and node.args and isinstance(node.args[0], ast.Constant):
            self._touch(node, str(node.args[0].value))
        self.generic_visit(node)

    def _touch(self, node: ast.stmt | ast.expr, module: str) -> None:
        by_attribute = module.startswith("ctypes.") and module[7:] in OF_CTYPES
        self._touch_of(node, WINDOWS if by_attribute else system_of(module), module)

    def _touch_of(self, node: ast.stmt | ast.expr, system: str, what: str) -> None:
        if system and system != self._sure:
            self.found.append((node.lineno, what))


def leaves(body: Sequence[ast.stmt]) -> bool:
    return isinstance(body[-1], ast.Return | ast.Raise | ast.Continue | ast.Break)


def breaches(code: str, name: str = "module") -> list[tuple[int, str]]:
    found = Breaches(system_of(name))
    found.visit_block(ast.parse(code).body)
    return found.found


def in_the_program() -> Iterator[str]:
    for path in FILES:
        for line, what in breaches(path.read_text(encoding="utf-8"), path.stem):
            yield f"{path.relative_to(ROOT).as_posix()}:{line} {what}"


def test_nothing_of_one_system_is_touched_unguarded() -> None:
    assert len(FILES) > 150
    assert list(in_the_program()) == []


@pytest.mark.parametrize(
    "code",
    [
        "import fcntl",
        "import os, pwd",
        "from resource import getrlimit",
        "def f():\n    import termios",
        "try:\n    import grp\nexcept ImportError:\n    grp = None",
        'import sys\nif sys.platform == "win32":\n    import fcntl',
        'import sys\nif sys.platform != "win32":\n    import msvcrt',
        'import sys\nif sys.platform == "linux":\n    pass\nelse:\n    import fcntl',
        'import sys\nif sys.platform == "win32":\n    pass\nimport winreg',
        'import sys\nif sys.platform != "win32":\n    x = 1\nimport winreg',
        "import ctypes.wintypes",
        "from ctypes import wintypes",
        "import ctypes\nctypes.windll.kernel32",
        "import ctypes\ndef f():\n    raise ctypes.WinError()",
        'importlib.import_module("pty")',
        "from triage.evidence import sandbox_posix",
        "from triage.evidence.sandbox_windows import Leash",
        'import sys\nif sys.platform == "linux" or x:\n    import fcntl',
        "class A:\n    def f(self):\n        with x:\n            import _winapi",
    ],
)
def test_a_breach_is_seen(code: str) -> None:
    assert breaches(code)


@pytest.mark.parametrize(
    "code",
    [
        "import os, ctypes\nctypes.CDLL(None)",
        'import sys\nif sys.platform == "win32":\n    import msvcrt\nelse:\n    import fcntl',
        'import sys\nif sys.platform != "win32":\n    import fcntl\nelse:\n    import winreg',
        'import sys\nif sys.platform == "linux" and x:\n    import resource',
        'def f():\n    if sys.platform != "win32":\n        return\n    import winreg',
        'def f():\n    if sys.platform == "win32":\n        return\n    import fcntl',
        'if sys.platform == "win32":\n    def f():\n        return ctypes.windll',
        'if sys.platform != "win32":\n    from triage.evidence import sandbox_posix',
        "from triage.evidence import sandbox",
        "from resources import folder",
    ],
)
def test_guarded_code_passes(code: str) -> None:
    assert breaches(code) == []


def test_a_module_named_for_its_system_is_sure_of_it() -> None:
    assert breaches("import fcntl", "sandbox_posix") == []
    assert breaches("from ctypes import wintypes", "sandbox_windows") == []
    assert breaches("import fcntl", "sandbox_windows") != []
