"""A theme as Qt wants it: one palette and one style sheet for the whole program."""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QPalette

from triage.core import resources
from triage.gui.looks import marks

if TYPE_CHECKING:
    from triage.gui.looks.tokens import Theme


def palette(look: Theme) -> QPalette:
    """The theme as a palette, for everything that the style sheet does not reach."""
    made = QPalette()
    role = QPalette.ColorRole
    for which, color in {
        role.Window: look.window,
        role.WindowText: look.text,
        role.Base: look.raised,
        role.AlternateBase: look.panel,
        role.Text: look.text,
        role.Button: look.raised,
        role.ButtonText: look.text,
        role.BrightText: look.text,
        role.PlaceholderText: look.secondary,
        role.ToolTipBase: look.raised,
        role.ToolTipText: look.text,
        role.Highlight: look.selection,
        role.HighlightedText: look.text,
        role.Accent: look.accent,
        role.Link: look.accent,
        role.LinkVisited: look.accent,
        role.Light: look.raised,
        role.Midlight: look.hover,
        role.Mid: look.line,
        role.Dark: look.line,
        role.Shadow: look.well,
    }.items():
        made.setColor(which, color)
    for which in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        made.setColor(QPalette.ColorGroup.Disabled, which, look.disabled)
    return made


def sheet(look: Theme) -> str:
    """The style sheet with the theme's colours in it."""
    template = (resources.folder("resources") / "style.qss").read_text(encoding="utf-8")
    words = {name: css(color) for name, color in look.tokens.items()}
    return Template(template).substitute(words, **marks.register(look))


def css(color: QColor) -> str:
    """A colour as a style sheet takes it, transparency included."""
    return color.name(QColor.NameFormat.HexArgb)
