"""Which key does what over a large picture."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent


class Act(Enum):
    """What a key means. LEFT and RIGHT move the picture where it is larger than its view."""

    LEFT = auto()
    RIGHT = auto()
    UP = auto()
    DOWN = auto()
    PREVIOUS = auto()
    NEXT = auto()
    FIRST = auto()
    LAST = auto()
    LARGER = auto()
    SMALLER = auto()
    FIT = auto()
    TOGGLE_FIT = auto()
    TURN_RIGHT = auto()
    TURN_LEFT = auto()
    REVEAL = auto()
    ENTER = auto()
    CLOSE = auto()


_NONE: Final = Qt.KeyboardModifier.NoModifier
_SHIFT: Final = Qt.KeyboardModifier.ShiftModifier
_CONTROL: Final = Qt.KeyboardModifier.ControlModifier
_KEYPAD: Final = Qt.KeyboardModifier.KeypadModifier

_PLAIN: Final = {
    Qt.Key.Key_Left: Act.LEFT,
    Qt.Key.Key_Right: Act.RIGHT,
    Qt.Key.Key_Up: Act.UP,
    Qt.Key.Key_Down: Act.DOWN,
    Qt.Key.Key_PageUp: Act.PREVIOUS,
    Qt.Key.Key_Backspace: Act.PREVIOUS,
    Qt.Key.Key_PageDown: Act.NEXT,
    Qt.Key.Key_Home: Act.FIRST,
    Qt.Key.Key_End: Act.LAST,
    Qt.Key.Key_Z: Act.TOGGLE_FIT,
    Qt.Key.Key_R: Act.TURN_RIGHT,
    Qt.Key.Key_Space: Act.REVEAL,
    Qt.Key.Key_Return: Act.ENTER,
    Qt.Key.Key_Enter: Act.ENTER,
    Qt.Key.Key_Escape: Act.CLOSE,
}
_ZOOMS: Final = {
    Qt.Key.Key_Plus: Act.LARGER,
    Qt.Key.Key_Equal: Act.LARGER,
    Qt.Key.Key_Minus: Act.SMALLER,
}


def act_of(event: QEvent) -> Act | None:
    """The meaning of a key, None where it has none here."""
    if not isinstance(event, QKeyEvent):
        return None
    key = Qt.Key(event.key())
    held = event.modifiers() & ~_KEYPAD
    # Where plus needs Shift, or has Ctrl as in browsers, it is plus all the same.
    if key in _ZOOMS and not held & ~(_SHIFT | _CONTROL):
        return _ZOOMS[key]
    if key == Qt.Key.Key_0 and held == _CONTROL:
        return Act.FIT
    if key == Qt.Key.Key_R and held == _SHIFT:
        return Act.TURN_LEFT
    return _PLAIN.get(key) if held == _NONE else None


def graded_by(event: QKeyEvent) -> int | None:
    """The digit of a grade, 0 to take it away; None for any other key."""
    if event.modifiers() & ~_KEYPAD != _NONE:
        return None
    digit = event.key() - Qt.Key.Key_0.value
    return digit if 0 <= digit <= 9 else None
