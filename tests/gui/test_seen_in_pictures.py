"""What was cut off or could not be seen in the pictures of the window, and was mended."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialogButtonBox, QFileDialog, QWidget

from triage.core.filters import Filter
from triage.core.records import Reason
from triage.gui.filters.folder_tree import FolderSection
from triage.gui.filters.panel import WIDTH as FILTERS_WIDTH
from triage.gui.grid.list_columns import COLUMNS, PLACES, Key
from triage.gui.inspector.panel import WIDTH as INSPECTOR_WIDTH
from triage.gui.looks import theme, words
from triage.gui.looks.widgets import PlainLabel, Toast
from triage.gui.pages import key_words
from triage.gui.pages.help_page import HelpPage
from triage.gui.session.counted import Counts
from triage.gui.session.facts import TileFacts
from triage.gui.tiles.measures import DEFAULT_SIZE, SIZES, measures
from triage.gui.tiles.second_line import quiet_words_as_fit
from triage.gui.tiles.tile import Kit, Tile
from triage.gui.tiles.tile_paint import name_as_fits
from triage.gui.viewing.view_bar import ViewBar

pytestmark = pytest.mark.usefixtures("qapp")
LEAST_WINDOW = 1280
SCROLL_BAR = 12
MARKS = ("backButton", "forwardButton", "toParentButton", "newFolderButton", "listModeButton")


@pytest.fixture(params=["dark", "light"])
def look(request, qapp):
    theme.apply(qapp, request.param)
    yield theme.current()
    theme.apply(qapp, "system")


@pytest.fixture
def chooser(look, qtbot):
    made = QFileDialog()
    made.setOption(QFileDialog.Option.DontUseNativeDialog)
    qtbot.addWidget(made)
    made.ensurePolished()
    return made


@pytest.mark.parametrize("reason", [one for one in Reason if one])
def test_why_a_file_was_not_analysed_can_be_read_whole_below_its_tile(reason: Reason):
    tile = Tile(TileFacts(item_id=1, state=reason.state, reason=reason))
    said = quiet_words_as_fit(tile, measures(DEFAULT_SIZE).name.width() - 4, Kit())
    assert said in {words.reason(reason), words.short_reason(reason)}


@pytest.mark.parametrize("size", SIZES)
def test_a_name_from_a_camera_can_be_read_whole_below_every_tile(size: int):
    assert name_as_fits("IMG_1008.JPG", measures(size), Kit()) == "IMG_1008.JPG"


def test_the_name_below_a_small_tile_is_in_smaller_letters():
    kit, places = Kit(), measures(min(SIZES))
    name = "0"
    while kit.base_metrics.horizontalAdvance(name) <= places.name.width():
        name += "0"
    assert name_as_fits(name, places, kit) == name


def test_the_grade_is_in_sight_in_the_list_of_the_least_window():
    room = LEAST_WINDOW - FILTERS_WIDTH - INSPECTOR_WIDTH - SCROLL_BAR
    first = COLUMNS[: PLACES[Key.SCORE] + 1]
    assert Key.GRADE in {column.key for column in first}
    assert sum(column.width for column in first if column.shown) <= room


@pytest.mark.parametrize("name", MARKS)
def test_the_marks_of_the_folder_chooser_stand_out_from_their_ground(chooser, look, name: str):
    button = chooser.findChild(QAbstractButton, name)
    drawn = button.icon().pixmap(QSize(16, 16)).toImage()
    assert inks(drawn) == {look.secondary.rgb()}


def test_the_buttons_of_the_folder_chooser_have_words_alone(chooser):
    (box,) = chooser.findChildren(QDialogButtonBox)
    assert box.buttons()
    assert all(button.icon().isNull() for button in box.buttons())


def test_a_case_without_evidence_says_so_where_its_sources_would_stand(qtbot):
    section = FolderSection()
    qtbot.addWidget(section)
    assert section.none.isVisibleTo(section)
    section.show_counts(Counts(Filter(), shown=3, total=3, folders=(("Phone", "", 3),)), ())
    assert not section.none.isVisibleTo(section)


def test_without_a_picture_the_zoom_is_a_dash_and_no_empty_field(qtbot):
    bar = ViewBar()
    qtbot.addWidget(bar)
    bar.show_zoom(None, fitted=True)
    assert bar.zoom_field.text() == ""
    assert bar.zoom_field.placeholderText() == "\N{EN DASH}"


def test_a_long_toast_is_read_to_its_end(qtbot):
    ground = QWidget()
    qtbot.addWidget(ground)
    ground.resize(600, 400)
    toast = Toast(ground)
    toast.show_text("Privacy is on, and much more is to be said of it. " * 4)
    (label,) = toast.findChildren(PlainLabel)
    toast.ensurePolished()
    QApplication.sendPostedEvents(toast, QEvent.Type.LayoutRequest.value)
    assert toast.rect().contains(label.geometry())
    assert label.heightForWidth(label.width()) <= label.height()
    assert label.minimumSizeHint().width() <= label.width()
    assert ground.rect().contains(toast.geometry())


def test_one_row_of_many_keys_leaves_room_for_the_words_of_the_others(qtbot):
    keys = tuple(f"Shift+{key}" for key in ("Left", "Right", "Up", "Down", "PgUp", "PgDown"))
    page = HelpPage()
    qtbot.addWidget(page)
    page.resize(1000, 600)
    page.show_keys([("window", "Quit", ("Ctrl+Q",)), ("pictures", "Extend it", keys)])
    page.show()
    told = next(one for one in page.findChildren(PlainLabel) if one.text() == "Extend it")
    assert told.width() >= 240
    assert key_words.native(keys) == "Shift+Left, Right, Up, Down, PgUp or PgDown"


def inks(image: QImage) -> set[int]:
    """The colours of what is drawn with its full strength."""
    pixels = (
        image.pixelColor(across, down)
        for down in range(image.height())
        for across in range(image.width())
    )
    return {QColor(one.rgb()).rgb() for one in pixels if one.alpha() == 255}
