"""The SVGs of ``resources/icons``: drawn in one colour that is put in when they are used."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from triage.core import resources

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QColor


def svg(name: str, color: QColor) -> bytes:
    """The text of an icon with its one colour put in; transparency is the painter's."""
    return _source(name).replace("currentColor", color.name()).encode()


def names() -> list[str]:
    """Every icon there is."""
    return sorted(path.stem for path in _folder().glob("*.svg"))


def _folder() -> Path:
    return resources.folder("resources") / "icons"


@cache
def _source(name: str) -> str:
    return (_folder() / f"{name}.svg").read_text(encoding="utf-8")
