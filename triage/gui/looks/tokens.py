"""The colours of the window, read from ``resources/theme.toml`` and nowhere else."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from typing import Any, cast

from PySide6.QtGui import QColor

from triage.core import resources


@dataclass(frozen=True, slots=True, eq=False)
class Theme:
    """One set of colours; what each is for stands in ``resources/theme.toml``."""

    dark: bool
    well: QColor
    window: QColor
    panel: QColor
    raised: QColor
    hover: QColor
    line: QColor
    text: QColor
    secondary: QColor
    disabled: QColor
    accent: QColor
    accent_hover: QColor
    on_accent: QColor
    selection: QColor
    selection_secondary: QColor
    good: QColor
    warning: QColor
    bad: QColor
    on_bad: QColor
    scrim: QColor
    on_scrim: QColor
    grades: tuple[QColor, ...]
    grade_ink: QColor

    def grade(self, number: int) -> tuple[QColor, QColor]:
        """Ground and ink of the chip of a category; numbers beyond nine take up again at one."""
        return self.grades[(number - 1) % len(self.grades)], self.grade_ink

    def color(self, token: str) -> QColor:
        """The colour of a token by its name in the file."""
        return cast("QColor", getattr(self, token))

    @property
    def tokens(self) -> dict[str, QColor]:
        """Every named colour, without the grades."""
        return {
            entry.name: self.color(entry.name)
            for entry in fields(self)
            if entry.name not in {"dark", "grades", "grade_ink"}
        }


@cache
def load(dark: bool) -> Theme:
    """The dark or the light theme as the file has it."""
    file = resources.folder("resources") / "theme.toml"
    told: dict[str, dict[str, Any]] = tomllib.loads(file.read_text(encoding="utf-8"))
    colors = {name: QColor(value) for name, value in told["dark" if dark else "light"].items()}
    grades = tuple(QColor(told["grades"][str(number)]) for number in range(1, 10))
    return Theme(dark=dark, grades=grades, grade_ink=QColor(told["grades"]["ink"]), **colors)
