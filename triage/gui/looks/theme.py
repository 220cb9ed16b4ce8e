"""Which theme is shown, and its fonts.

Custom painters call :func:`current` in their ``paintEvent``; whatever they cache by colour they
drop at ``QEvent.PaletteChange``, which :func:`apply` brings about.
"""

from __future__ import annotations

import sys
from functools import cache
from typing import Literal

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QApplication

from triage.gui.looks import style
from triage.gui.looks.tokens import Theme, load

__all__ = ["RADIUS", "SMALL_RADIUS", "Choice", "Theme", "apply", "current", "font", "load"]

Choice = Literal["system", "dark", "light"]
FontRole = Literal["base", "secondary", "heading", "title", "mono"]

RADIUS = 6
"""Corners of tiles, buttons and fields."""
SMALL_RADIUS = 4
"""Corners of thumbnails and badges."""

_PROPERTY = "triage-theme"  # the application holds its theme under this name: no global does
_FOLLOWER = "triage-theme-follower"
_SCHEMES = {
    "system": Qt.ColorScheme.Unknown,
    "dark": Qt.ColorScheme.Dark,
    "light": Qt.ColorScheme.Light,
}
_SIZES = {"base": 13, "secondary": 12, "heading": 13, "title": 20, "mono": 12}
_LIKED_FAMILY = "Segoe UI" if sys.platform == "win32" else "Inter"


def apply(app: QApplication, choice: Choice = "system") -> None:
    """Show the chosen theme in every window, and follow the system where it decides.

    Called again with another choice it changes every open window; widgets hear of it by
    ``QEvent.PaletteChange``.
    """
    follower = app.findChild(_Follower, _FOLLOWER)
    if follower is None:
        app.setStyle("Fusion")  # the same on every platform, and it obeys palettes
        app.setFont(font())
        follower = _Follower(app)
    follower.choice = choice
    app.styleHints().setColorScheme(_SCHEMES[choice])  # title bars and file choosers too
    follower.show_choice()


def choice_of(word: str) -> Choice:
    """A choice by its word; the system's for any other."""
    return "dark" if word == "dark" else "light" if word == "light" else "system"


def current() -> Theme:
    """The theme that the application shows now."""
    app = QApplication.instance()
    held = None if app is None else app.property(_PROPERTY)
    return held if isinstance(held, Theme) else load(wants_dark("system"))


def wants_dark(choice: str) -> bool:
    """Whether a person's choice, or the system's where it decides, is the dark theme."""
    if choice in {"dark", "light"}:
        return choice == "dark"
    return _scheme() == Qt.ColorScheme.Dark


def font(role: FontRole = "base") -> QFont:
    """The font of a role: pixel sizes, and digits of one width for numbers that line up."""
    if role == "mono":
        made = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        made.setStyleHint(QFont.StyleHint.Monospace)
    else:
        made = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
        if _LIKED_FAMILY in _families():
            made.setFamilies([_LIKED_FAMILY])
        made.setFeature(QFont.Tag("tnum"), 1)
    made.setPixelSize(_SIZES[role])
    if role in {"heading", "title"}:
        made.setWeight(QFont.Weight.DemiBold)
    return made


def _scheme() -> Qt.ColorScheme:
    if QGuiApplication.instance() is None:
        return Qt.ColorScheme.Unknown
    return QGuiApplication.styleHints().colorScheme()


@cache
def _families() -> frozenset[str]:
    return frozenset(QFontDatabase.families())


class _Follower(QObject):
    """Lives as long as the application and hears when the system turns dark or light."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.setObjectName(_FOLLOWER)
        self.choice: Choice = "system"
        self._app = app
        app.styleHints().colorSchemeChanged.connect(self.show_choice)

    def show_choice(self) -> None:
        """Show what is chosen now, unless it is shown already."""
        wanted = load(wants_dark(self.choice))
        if self._app.property(_PROPERTY) is wanted:
            return
        self._app.setProperty(_PROPERTY, wanted)
        self._app.setPalette(style.palette(wanted))
        self._app.setStyleSheet(style.sheet(wanted))
