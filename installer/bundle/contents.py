"""What goes into the frozen folder: our data, and the packages that state what they are."""

from __future__ import annotations

from importlib import metadata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

LEFT_OUT_MODULES = (
    # Ours: training needs torch, and nobody trains with the frozen program.
    "triage.training", "torch",
    # Tests, tools, and what would bring libraries under the GPL (readline, gdbm).
    "pytest", "_pytest", "hypothesis", "doctest", "pdb", "pip", "setuptools", "pkg_resources",
    "pydoc", "lib2to3", "test", "readline", "curses", "_curses", "dbm", "_dbm", "_gdbm",
    # Asked for by rich where it happens to be installed.
    "attr", "attrs",
    # Parts of packages that only their tools use.
    "sympy", "mpmath", "flatbuffers", "google", "onnx", "pygments", "IPython", "numpy.f2py",
    "numpy.distutils", "onnxruntime.tools", "onnxruntime.transformers", "onnxruntime.datasets",
    "onnxruntime.quantization", "onnxruntime.backend", "sqlite_utils.cli",
    # Other people's windows, and the Qt that ours does not use.
    "tkinter", "_tkinter", "PIL.ImageTk", "PIL.ImageQt", "PySide6.QtNetwork", "PySide6.QtQml",
    "PySide6.QtQuick", "PySide6.QtOpenGL", "PySide6.QtSql", "PySide6.QtTest",
    "PySide6.QtPrintSupport",
    # The network: the program opens no connection.
    "ssl", "_ssl", "ftplib", "smtplib", "poplib", "imaplib", "nntplib", "telnetlib", "xmlrpc",
    "http.server",
)  # fmt: skip
"""Modules that no import may bring in."""

_STATED = (
    "pyside6-essentials", "shiboken6", "onnxruntime", "onnxruntime-directml", "onnxruntime-gpu",
    "pillow", "pi-heif", "piexif", "defusedxml", "sqlite-utils", "numpy", "pluggy", "rich",
    "click",
)  # fmt: skip
"""Packages whose metadata the program reads: for scores, the audit log and the page About."""

_OUR_FOLDERS = ("resources", "models")


def modules(root: Path) -> list[str]:
    """Every module of ours: commands and pages are imported by name, late."""
    found: list[str] = []
    for path in sorted((root / "triage").rglob("*.py")):
        parts = path.relative_to(root).with_suffix("").parts
        if parts[-1] == "__init__":
            parts = parts[:-1]
        name = ".".join(parts)
        if not f"{name}.".startswith("triage.training."):
            found.append(name)
    return found


def data(root: Path) -> list[tuple[str, str]]:
    """Our files that are no code, each with the folder it goes to."""
    files = [path for name in _OUR_FOLDERS for path in (root / name).rglob("*")]
    files += (root / "triage").rglob("*.sql")
    return [
        (str(path), path.relative_to(root).parent.as_posix())
        for path in sorted(files)
        if path.is_file()
    ]


def stated_packages() -> list[str]:
    """Those of the packages that are installed where the program is frozen."""
    found: list[str] = []
    for name in _STATED:
        try:
            metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
        found.append(name)
    return found
