from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from tests.support.gui_checks import (
    clipped_labels,
    unreachable_by_keyboard,
    without_accessible_name,
)
from triage.gui.looks import theme
from triage.gui.looks.widgets import (
    Banner,
    Chip,
    ElidedLabel,
    IconButton,
    KeyValue,
    LinkButton,
    PlainButton,
    SectionHeader,
    Toast,
    ValueText,
    padded,
)

LONG = "DCIM/Camera/a folder with a long name/IMG_20240412_183107.jpg"
NASTY = "<b>x</b><img src='http://x'>"


@pytest.fixture
def ground(qtbot):
    """A window with a column, to put widgets into."""
    window = QWidget()
    window.resize(320, 480)
    QVBoxLayout(window)
    qtbot.addWidget(window)
    window.show()
    return window


def put(ground, *widgets):
    for widget in widgets:
        ground.layout().addWidget(widget)
    QApplication.processEvents()
    return widgets[0]


def test_a_long_text_is_cut_in_the_middle_and_whole_in_the_tooltip(ground):
    label = put(ground, ElidedLabel(LONG))
    label.setFixedWidth(160)
    QApplication.processEvents()
    assert "\N{HORIZONTAL ELLIPSIS}" in label.shown_text()
    assert label.shown_text().endswith(".jpg")
    assert LONG in label.toolTip()
    assert label.text() == LONG


def test_a_text_that_fits_has_no_tooltip(ground):
    label = put(ground, ElidedLabel("a.jpg"))
    assert label.shown_text() == "a.jpg"
    assert label.toolTip() == ""


def test_a_name_is_never_markup_in_a_tooltip(ground):
    label = put(ground, ElidedLabel(NASTY * 9))
    label.setFixedWidth(80)
    QApplication.processEvents()
    assert "<img" not in label.toolTip()
    assert "&lt;img" in label.toolTip()


def test_a_cut_text_is_copied_whole(ground):
    label = put(ground, ElidedLabel(LONG))
    label.setFixedWidth(80)
    label.actions()[0].trigger()
    assert QApplication.clipboard().text() == LONG


def test_a_secondary_label_is_painted_in_its_colour(ground):
    label = put(ground, ElidedLabel("mmmmmmmmm", role="secondary"))
    assert theme.current().secondary.rgb() in colors_of(label)


def colors_of(widget):
    image = widget.grab().toImage()
    return {image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}


def test_a_value_grows_until_all_of_it_is_seen(ground):
    value = put(ground, ValueText("1b7e44a9" * 16))
    wide = value.height()
    ground.resize(160, 400)
    QApplication.processEvents()
    assert value.height() > wide
    assert value.document().size().height() <= value.height()
    assert not value.verticalScrollBar().isVisible()


def test_a_value_is_plain_text(ground):
    value = put(ground, ValueText())
    value.set_value(NASTY)
    assert value.toPlainText() == NASTY


def test_pairs_replace_each_other(ground):
    facts = put(ground, KeyValue())
    facts.show_pairs([("Taken", "2024"), ("Camera", "Pixel 7")])
    facts.show_pairs([("Size", "3.4 MB")])
    assert facts.pairs() == [("Size", "3.4 MB")]


def test_a_section_folds_by_click_and_by_key(ground, qtbot):
    head = put(ground, SectionHeader("State"))
    told = []
    head.toggled.connect(told.append)
    button = head.findChild(PlainButton)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.keyClick(button, Qt.Key.Key_Return)
    assert told == [False, True]
    assert head.is_open()


def test_a_chip_is_removed_by_click_and_by_delete(ground, qtbot):
    chip = put(ground, Chip("Phone-1 / DCIM"))
    told = []
    chip.removed.connect(lambda: told.append(chip.text()))
    qtbot.mouseClick(chip.stop, Qt.MouseButton.LeftButton)
    qtbot.keyClick(chip.stop, Qt.Key.Key_Delete)
    assert told == ["Phone-1 / DCIM"] * 2
    assert chip.stop.accessibleName() == "Remove Phone-1 / DCIM"


def test_a_banner_says_which_verb_was_pressed(ground, qtbot):
    banner = put(ground, Banner())
    told = []
    banner.acted.connect(told.append)
    banner.show_sentence("Work remains.", "info", ["Go on", "Leave as is"])
    qtbot.mouseClick(banner.verbs()[1], Qt.MouseButton.LeftButton)
    assert told == [1]
    assert banner.text() == "Work remains."


def test_a_banner_can_be_dismissed(ground, qtbot):
    banner = put(ground, Banner())
    banner.show_sentence("The disk is full.", "bad")
    with qtbot.waitSignal(banner.dismissed):
        qtbot.mouseClick(banner.findChild(IconButton), Qt.MouseButton.LeftButton)
    assert banner.text() == ""


def test_a_banner_replaces_its_verbs(ground):
    banner = put(ground, Banner())
    banner.show_sentence("One.", "info", ["Go on"])
    banner.show_sentence("Two.", "warning", ["Locate"])
    assert [verb.text() for verb in banner.verbs()] == ["Locate"]


def test_a_toast_goes_by_itself(ground, qtbot):
    toast = Toast(ground)
    toast.show_text("Graded 12 pictures", seconds=0.05)
    assert toast.text() == "Graded 12 pictures"
    qtbot.waitUntil(lambda: toast.text() == "", timeout=5000)


def test_a_toast_does_what_its_verb_says_and_goes(ground, qtbot):
    toast = Toast(ground)
    toast.show_text("Graded 12 pictures", "Undo")
    with qtbot.waitSignal(toast.acted):
        qtbot.mouseClick(toast.findChild(LinkButton), Qt.MouseButton.LeftButton)
    assert toast.text() == ""


def test_a_toast_stands_at_the_bottom_in_the_middle(ground):
    toast = Toast(ground)
    toast.show_text("Done")
    ground.resize(600, 400)
    QApplication.processEvents()
    middle = toast.geometry().center()
    assert abs(middle.x() - 300) <= 1
    assert toast.geometry().bottom() < 400
    assert ground.childAt(QPoint(300, middle.y())) in {toast, *toast.findChildren(QWidget)}


def test_a_field_says_what_it_is_for_in_the_secondary_colour(ground):
    field = put(ground, QLineEdit())
    field.setPlaceholderText("mmmmmmmm")
    assert theme.current().secondary.rgb() in colors_of(field)


def test_the_number_in_a_field_stands_off_its_border(ground):
    field = put(ground, padded(QSpinBox()))
    assert field.lineEdit().textMargins().left() == 8


def everything(ground):
    head = SectionHeader("State")
    head.add_link("Undo")
    banner = Banner()
    banner.show_sentence("A sentence that takes more than one line here.", "bad", ["Go on"])
    facts = KeyValue()
    facts.show_pairs([("Path", LONG)])
    row = (head, banner, facts, Chip("any"), PlainButton("Export"), IconButton("grid", "Grid"))
    put(ground, *row)


@pytest.mark.parametrize(
    "check", [clipped_labels, without_accessible_name, unreachable_by_keyboard]
)
def test_every_small_control_fits_has_a_name_and_a_way_by_keyboard(ground, check):
    everything(ground)
    assert check(ground) == []


def test_a_value_that_is_only_asked_about_other_widths_keeps_its_lines(qtbot):
    value = ValueText("0123456789abcdef" * 4)
    qtbot.addWidget(value)
    value.resize(900, 20)
    value.show()
    before = value.document().textWidth()
    assert value.heightForWidth(120) > value.height()
    assert value.document().textWidth() == before
