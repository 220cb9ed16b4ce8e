"""Fields for numbers and days."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QAbstractSpinBox

_Field = TypeVar("_Field", bound=QAbstractSpinBox)
_LEFT = 8


def padded(field: _Field) -> _Field:
    """A spin box or date field with room before its text.

    Qt heeds a style sheet's padding in every field but these, whose text then touches the border.
    """
    field.lineEdit().setTextMargins(_LEFT, 0, 0, 0)
    return field
