"""Keys as this system writes them, and which of them are in each other's way."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtGui import QKeySequence

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

EVERYWHERE = "window"
PLACES = {
    EVERYWHERE: "Everywhere",
    "pictures": "Pictures",
    "large picture": "Large picture",
    "category": "Category row",
}


class KeyDeed(NamedTuple):
    """A deed with its keys now and its ``usual`` ones, Qt's portable texts.

    Where ``fixed``, a view itself answers to the keys: they are shown but cannot be changed.
    """

    name: str
    words: str
    place: str
    usual: tuple[str, ...]
    keys: tuple[str, ...]
    fixed: bool = False


def place(name: str) -> str:
    """Where a key counts."""
    return PLACES.get(name, name)


def native(keys: Iterable[str]) -> str:
    """Several keys as a person reads them: ``Ctrl+Y or Ctrl+Shift+Z``, ``Shift+Up, Down or End``.

    Where there are many, what all of them begin with is said once.
    """
    form = QKeySequence.SequenceFormat.NativeText
    told = [QKeySequence(key).toString(form) for key in keys if key]
    if len(told) <= 2:
        return " or ".join(told)
    held = told[0][: told[0].rfind("+") + 1]
    if all(key.startswith(held) for key in told):
        told[1:] = [key.removeprefix(held) for key in told[1:]]
    return f"{', '.join(told[:-1])} or {told[-1]}"


def holder(deeds: Sequence[KeyDeed], name: str, key: str) -> KeyDeed | None:
    """Another deed that has the key already, where both would count at the same time."""
    own = next((deed for deed in deeds if deed.name == name), None)
    wanted = QKeySequence(key)
    if own is None or wanted.isEmpty():
        return None
    for deed in deeds:
        meets = deed.place == own.place or EVERYWHERE in {deed.place, own.place}
        if deed.name != name and meets and wanted in map(QKeySequence, deed.keys):
            return deed
    return None
