from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QFile, QSize
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QToolButton

from triage.core import resources
from triage.gui.looks import drawings, icons, marks, theme

WANTED = re.findall(
    r"\S+",
    """
    search close check chevron-right chevron-down folder folder-open image image-off file link
    warning info lock eye eye-off location copies clock play pause stop undo redo rotate-left
    rotate-right zoom-in zoom-out fit grid list sort settings export help shield plus case
    device history trash open-external copy camera calendar sun moon
    """,
)


def test_every_icon_that_is_asked_for_is_there():
    assert [name for name in WANTED if name not in drawings.names()] == []


@pytest.mark.parametrize("name", drawings.names())
def test_an_icon_is_drawn_in_the_colour_asked_for(qapp, name):
    bad = theme.current().bad
    image = icons.pixmap(name, bad, 32).toImage()
    inked = [
        image.pixelColor(x, y)
        for x in range(32)
        for y in range(32)
        if image.pixelColor(x, y).alpha() == 255
    ]
    assert inked
    assert all(abs(color.red() - bad.red()) + abs(color.blue() - bad.blue()) < 4 for color in inked)


@pytest.mark.parametrize("name", drawings.names())
def test_an_icon_names_no_colour_of_its_own(name):
    text = (resources.folder("resources") / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    told = set(re.findall(r'(?:fill|stroke|color)="([^"]*)"', text))
    assert told <= {"none", "currentColor"}


def test_an_icon_has_the_pixels_of_a_sharp_screen(qapp):
    drawn = icons.pixmap("search", theme.current().text, 16, 2.0)
    assert drawn.size() == QSize(32, 32)
    assert drawn.deviceIndependentSize().toSize() == QSize(16, 16)


def test_an_icon_is_paler_where_its_control_is_disabled(qapp):
    made = icons.icon("stop")
    normal = made.pixmap(16, QIcon.Mode.Normal).toImage()
    assert made.pixmap(16, QIcon.Mode.Disabled).toImage() != normal


def test_a_worn_icon_follows_the_theme(qapp, qtbot):
    button = QToolButton()
    qtbot.addWidget(button)
    icons.wear(button, "stop")
    button.show()
    dark = button.icon().pixmap(16).toImage()
    theme.apply(qapp, "light")
    qapp.processEvents()
    assert button.icon().pixmap(16).toImage() != dark


def test_a_button_wears_one_icon_at_a_time(qapp, qtbot):
    button = QToolButton()
    qtbot.addWidget(button)
    icons.wear(button, "stop")
    icons.wear(button, "play")
    button.show()
    theme.apply(qapp, "light")
    qapp.processEvents()
    assert button.icon().pixmap(16).toImage() == icons.icon("play").pixmap(16).toImage()


@pytest.mark.parametrize("dark", [True, False])
def test_the_style_sheet_finds_every_mark(qapp, dark):
    look = theme.load(dark)
    found = {}
    for name, address in marks.register(look).items():
        file = QFile(address)
        assert file.open(QFile.OpenModeFlag.ReadOnly), address
        found[name] = bytes(file.readAll().data())
        file.close()
    assert found["mark_down"] == drawings.svg("chevron-down", look.secondary)
    assert found["mark_check"] == drawings.svg("check", look.on_accent)


def test_a_folder_of_one_file_is_laid_out_as_rcc_does():
    tree, names, data = marks.compiled("a", {"b": b"xyz"})
    assert data == b"\0\0\0\3xyz"
    assert names == b"\0\1\0\0\0\x61\0a\0\1\0\0\0\x62\0b"
    assert len(tree) == 3 * 14
