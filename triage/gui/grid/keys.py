"""Where the arrows and their like lead in items laid out in rows."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt

from triage.gui.grid.picked import How

_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier

MOVES = frozenset(
    {
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
    }
)


@dataclass(frozen=True, slots=True)
class Extent:
    """How many items there are, how many a row, and how many rows a page."""

    count: int
    columns: int
    page_rows: int


def destination(key: Qt.Key, position: int, extent: Extent) -> int:
    """The position that a key of :data:`MOVES` leads to; itself where there is no way on.

    Left and right run on from row to row. Down from above a last row that is too short leads
    to its last item.
    """
    last = extent.count - 1
    row = extent.columns
    if key == Qt.Key.Key_Home:
        return 0
    if key == Qt.Key.Key_End:
        return last
    if key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
        target = position + (1 if key == Qt.Key.Key_Right else -1)
        return min(max(target, 0), last)
    rows = 1 if key in {Qt.Key.Key_Up, Qt.Key.Key_Down} else max(1, extent.page_rows)
    if key in {Qt.Key.Key_Up, Qt.Key.Key_PageUp}:
        return position - min(rows, position // row) * row
    target = position + min(rows, last // row - position // row) * row
    return min(target, last)


def how(modifiers: Qt.KeyboardModifier) -> How:
    """What moving with these modifiers held does to the selection."""
    ctrl, shift = bool(modifiers & _CTRL), bool(modifiers & _SHIFT)
    if shift:
        return How.ADD_RANGE if ctrl else How.RANGE
    return How.MOVE if ctrl else How.ONLY
