"""Colours: enough contrast for eyes, one file that holds them, one call that changes all."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPalette
from PySide6.QtWidgets import QCompleter, QWidget

from tests.support.gui_checks import contrast
from triage.gui.looks import style, theme
from triage.gui.looks.tokens import Theme

ROOT = Path(__file__).resolve().parents[2]
GROUNDS = ("well", "window", "panel", "raised")
PAIRS = [
    *[
        (ink, ground)
        for ink in ("text", "secondary", "accent", "good", "warning", "bad")
        for ground in GROUNDS
    ],
    ("text", "hover"),
    ("secondary", "hover"),
    ("accent", "hover"),
    ("text", "line"),  # a button held down
    ("text", "selection"),
    ("selection_secondary", "selection"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("on_bad", "bad"),
]
COLOR_LITERAL = re.compile(
    r"(?<!&)#(?:[0-9a-fA-F]{8}|[0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b|QColor\(\s*[\"'\d]"
    r"|GlobalColor\.(?!transparent)\w+|\b(?:rgb|hsl)a?\(\s*\d|fromRgb\w*\(\s*\d|setNamedColor"
)


@pytest.mark.parametrize("dark", [True, False])
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_text_can_be_read_on_its_ground(dark, ink, ground):
    look = theme.load(dark)
    assert contrast(look.color(ink), look.color(ground)) >= 4.5


@pytest.mark.parametrize("number", range(1, 10))
def test_the_digit_of_a_grade_can_be_read_on_its_chip(number):
    ground, ink = theme.load(dark=True).grade(number)
    assert contrast(ink, ground) >= 4.5


@pytest.mark.parametrize("picture", ["white", "black"])
def test_a_badge_can_be_read_over_any_picture(picture):
    look = theme.load(dark=True)
    assert contrast(look.on_scrim, over(look.scrim, QColor(picture))) >= 4.5


def over(upper: QColor, lower: QColor) -> QColor:
    def mixed(a: float, b: float) -> float:
        return a * upper.alphaF() + b * (1 - upper.alphaF())

    return QColor.fromRgbF(
        mixed(upper.redF(), lower.redF()),
        mixed(upper.greenF(), lower.greenF()),
        mixed(upper.blueF(), lower.blueF()),
    )


@pytest.mark.parametrize("dark", [True, False])
def test_what_fills_a_bar_stands_out_from_the_empty_part(dark):
    look = theme.load(dark)
    assert contrast(look.accent, look.line) >= 3


def test_no_two_grades_share_a_colour():
    look = theme.load(dark=True)
    assert len({look.grade(number)[0].rgb() for number in range(1, 10)}) == 9


def test_dark_and_light_name_the_same_tokens():
    dark, light = theme.load(dark=True), theme.load(dark=False)
    assert set(dark.tokens) == set(light.tokens)
    assert {f.name for f in fields(Theme)} == {*dark.tokens, "dark", "grades", "grade_ink"}


@pytest.mark.parametrize("dark", [True, False])
def test_every_token_is_a_colour(dark):
    look = theme.load(dark)
    assert [name for name, color in look.tokens.items() if not color.isValid()] == []


def test_no_colour_is_written_outside_the_theme_file():
    files = [*(ROOT / "triage" / "gui").rglob("*.py"), *(ROOT / "resources").glob("*.qss")]
    files += (ROOT / "resources" / "icons").glob("*.svg")
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in files
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if COLOR_LITERAL.search(line)
    ]
    assert found == []


@pytest.mark.parametrize(
    "line",
    ["x = '#ff0000'", 'QColor("red")', "Qt.GlobalColor.red", "QColor(1, 2, 3)", "rgba(0, 0, 0)"],
)
def test_a_colour_literal_is_seen(line):
    assert COLOR_LITERAL.search(line)


@pytest.mark.parametrize(
    "line", ["pixmap.fill(Qt.GlobalColor.transparent)", "'&#8203;'", "QColor.fromRgbF(r, g, b)"]
)
def test_what_is_no_colour_passes(line):
    assert not COLOR_LITERAL.search(line)


@pytest.mark.parametrize("choice", ["dark", "light"])
def test_the_choice_is_shown_at_once(qapp, choice):
    theme.apply(qapp, choice)
    look = theme.load(choice == "dark")
    assert theme.current() is look
    assert qapp.palette().color(QPalette.ColorRole.Window) == look.window


def test_a_widget_hears_of_a_change_of_theme(qapp, qtbot):
    class Listener(QWidget):
        heard = 0

        def changeEvent(self, event):
            self.heard += event.type() == QEvent.Type.PaletteChange

    widget = Listener()
    qtbot.addWidget(widget)
    widget.show()
    before = widget.heard
    theme.apply(qapp, "light")
    qapp.processEvents()
    assert widget.heard > before
    assert widget.palette().color(QPalette.ColorRole.Window) == theme.load(dark=False).window


def test_system_follows_what_the_system_says(qapp, monkeypatch):
    said = Qt.ColorScheme.Dark
    monkeypatch.setattr(theme, "_scheme", lambda: said)
    theme.apply(qapp, "system")
    assert theme.current().dark
    said = Qt.ColorScheme.Light
    qapp.styleHints().colorSchemeChanged.emit(said)
    assert not theme.current().dark


def test_a_choice_of_ones_own_does_not_follow_the_system(qapp, monkeypatch):
    monkeypatch.setattr(theme, "_scheme", lambda: Qt.ColorScheme.Light)
    theme.apply(qapp, "dark")
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert theme.current().dark


@pytest.mark.parametrize("dark", [True, False])
def test_the_style_sheet_has_no_placeholder_left(dark):
    assert "$" not in style.sheet(theme.load(dark))


@pytest.mark.parametrize("role", ["base", "secondary", "heading"])
def test_digits_are_of_one_width(role):
    metrics = QFontMetricsF(theme.font(role))
    widths = [metrics.horizontalAdvance(digit * 8) for digit in "0123456789"]
    assert max(widths) - min(widths) < 0.5


def test_fonts_have_the_sizes_of_the_design():
    sizes = {role: theme.font(role).pixelSize() for role in ("base", "secondary", "heading")}
    assert sizes == {"base": 13, "secondary": 12, "heading": 13}
    assert theme.font("heading").weight() == 600


@pytest.mark.parametrize("choice", ["dark", "light"])
def test_what_completes_a_text_stands_on_a_ground(qapp, choice):
    theme.apply(qapp, choice)
    completer = QCompleter(["alpha", "alps"])
    popup = completer.popup()
    assert popup is not None
    popup.resize(200, 120)
    seen = popup.grab().toImage()
    assert seen.pixelColor(100, 110) == theme.current().raised
