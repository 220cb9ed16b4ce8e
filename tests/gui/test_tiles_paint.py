"""What a tile shows: by its pixels where it must, by its words where it can."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QAbstractTableModel, QSize, Qt
from PySide6.QtGui import QColor, QPixmap
from PySide6.QtWidgets import QTableView

from tests.support.tile_case import pixels
from triage.core.privacy import Privacy
from triage.core.records import Flag, Reason, State
from triage.gui.looks import theme
from triage.gui.session.facts import Suggested, TileFacts
from triage.gui.tiles import composed as composing
from triage.gui.tiles import delegate as delegates
from triage.gui.tiles.badges import flag_icons
from triage.gui.tiles.composed import Composed, composed
from triage.gui.tiles.delegate import TileDelegate
from triage.gui.tiles.drag_picture import drag_picture
from triage.gui.tiles.measures import SIZES, cell_size, measures, size_of_cell
from triage.gui.tiles.roles import CurrentRole, FactsRole
from triage.gui.tiles.second_line import quiet_words
from triage.gui.tiles.shelf import Shelf
from triage.gui.tiles.tile import Kit, Tile
from triage.gui.tiles.tile_paint import fit
from triage.gui.tiles.tile_text import TileText
from triage.gui.tiles.tooltip import markup

pytestmark = pytest.mark.usefixtures("qapp")
RGB = (250, 0, 0)
RED = QColor(*RGB)


@pytest.fixture(params=["dark", "light"])
def look(request, qapp):
    theme.apply(qapp, request.param)
    yield theme.current()
    theme.apply(qapp, "system")


def facts(**changes) -> TileFacts:
    values: dict[str, Any] = {"item_id": 1, "state": State.ANALYSED, "scored": True, **changes}
    return TileFacts(**values)


def text(name="IMG_1.jpg", **changes) -> TileText:
    values: dict[str, Any] = {
        "folder": "DCIM", "source": "Phone", "detail": "", "taken": None, "width": None,
        "height": None, "modified_ns": None, "content_id": 1, **changes,
    }  # fmt: skip
    return TileText(name=name, **values)


def picture(width=160, height=120, colour=RED) -> QPixmap:
    made = QPixmap(width, height)
    made.fill(colour)
    return made


def painted(tile, size=160, ratio=1.0):
    return pixels(composed(tile, size, Kit(ratio)))


def has(area, colour, least=1):
    apart = np.abs(area.astype(int) - np.array([colour.red(), colour.green(), colour.blue()])).max(
        axis=2
    )
    return int((apart <= 2).sum()) >= least


def part(area, rect):
    return area[rect.top() : rect.bottom() + 1, rect.left() : rect.right() + 1]


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0])
@pytest.mark.parametrize("size", SIZES)
def test_a_cell_is_whole_device_pixels_at_every_scale(size, ratio):
    cell = cell_size(size)
    assert (cell.width() * ratio).is_integer()
    assert (cell.height() * ratio).is_integer()
    assert size_of_cell(cell.width()) == size


@pytest.mark.parametrize("size", SIZES)
def test_every_part_lies_within_the_tile_below_the_one_before(size):
    places = measures(size)
    assert places.box.width() * 3 == places.box.height() * 4
    parts = [places.box, places.name, *([places.second] if places.second else [])]
    assert all(places.tile.contains(one) for one in parts)
    assert all(a.bottom() < b.top() for a, b in itertools.pairwise(parts))


def test_a_picture_is_shown_whole_and_never_larger_than_it_is():
    assert fit(QSize(320, 160), None, QSize(160, 120)) == QSize(160, 80)
    assert fit(QSize(24, 18), 24, QSize(160, 120)) == QSize(24, 18)
    assert fit(QSize(320, 240), 4000, QSize(640, 480)) == QSize(640, 480)
    assert fit(QSize(1, 4000), None, QSize(160, 120)) == QSize(1, 120)


def test_the_picture_lies_in_its_box_with_round_corners(look):
    area = part(painted(Tile(facts(), text(), picture())), measures(160).box)
    assert has(area, RED, least=160 * 120 - 100)
    assert tuple(area[0, 0]) != RGB


def test_a_selected_tile_has_the_ground_and_the_border(look):
    plain = painted(Tile(facts(), text(), picture()))
    chosen = painted(Tile(facts(), text(), picture(), selected=True))
    assert has(chosen, look.selection, least=500)
    assert has(chosen, look.accent, least=500)
    assert not has(plain, look.selection)


def test_the_current_tile_is_framed_and_with_the_focus_in_accent(look):
    quiet = painted(Tile(facts(suggestion=None), text(), current=True))
    focused = painted(Tile(facts(suggestion=None), text(), current=True, focused=True))
    assert has(quiet, look.secondary, least=300)
    assert not has(quiet, look.accent)
    assert has(focused, look.accent, least=500)


def test_a_suggestion_at_its_threshold_has_an_accent_bar_and_one_below_a_grey_one(look):
    def bar(score, reached):
        suggestion = Suggested("general", "x", "firearm", score, reached, notable=True)
        area = painted(Tile(facts(suggestion=suggestion), text()))
        return part(area, measures(160).second)

    assert has(bar(0.9, True), look.accent, least=100)
    assert not has(bar(0.4, False), look.accent)
    assert has(bar(0.4, False), look.secondary, least=60)


def test_a_grade_is_a_solid_chip_in_the_corner(look):
    ground = look.grade(3)[0]
    corner = measures(160).box.adjusted(0, 0, -120, -90)
    assert has(part(painted(Tile(facts(category=3), text())), corner), ground, least=150)
    assert not has(part(painted(Tile(facts(), text())), corner), ground)


def test_a_small_tile_has_room_for_the_grade_alone(look):
    bare = painted(Tile(facts(), text(), picture()), size=96)
    odd = painted(Tile(facts(gps=True, copies=4, flags=Flag.MISSING), text(), picture()), size=96)
    graded = painted(Tile(facts(category=1), text(), picture()), size=96)
    assert np.array_equal(bare, odd)
    assert not np.array_equal(bare, graded)


@pytest.mark.parametrize(
    "change", [{"gps": True}, {"copies": 4}, {"flags": Flag.CHANGED}, {"hidden": True}]
)
def test_each_mark_can_be_seen_over_the_picture(look, change):
    bare = painted(Tile(facts(), text(), picture()))
    marked = painted(Tile(facts(**change), text(), picture()))
    assert np.abs(bare.astype(int) - marked).max() > 100


def test_every_flag_has_an_icon_of_its_own_or_the_warning():
    assert flag_icons(Flag.TRUNCATED | Flag.CHANGED | Flag.MISSING) == [
        "gone",
        "history",
        "cut-short",
    ]
    assert flag_icons(Flag.EXTENSION_MISMATCH) == flag_icons(Flag.METADATA_DAMAGED) == ["warning"]
    assert flag_icons(Flag.NONE) == []


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"state": State.PENDING, "scored": False}, "not yet analysed"),
        ({}, "no suggestion"),
        ({"scored": False}, "not scored"),
        ({"state": State.SKIPPED, "reason": Reason.NOT_AN_IMAGE}, "not a picture"),
        ({"state": State.FAILED, "reason": Reason.EMPTY}, "empty file"),
    ],
)
def test_without_a_suggestion_the_second_line_says_why(changes, said):
    assert quiet_words(Tile(facts(**changes))) == said


def test_a_failed_tile_says_so_in_colour_and_words(look):
    failed = painted(Tile(facts(state=State.FAILED, reason=Reason.CORRUPT), text()))
    assert has(part(failed, measures(160).second), look.bad)


@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_text_is_drawn_in_device_pixels(look, ratio):
    area = painted(Tile(facts(), text()), ratio=ratio)
    assert area.shape[:2] == (176 * ratio, 176 * ratio)


class _Model(QAbstractTableModel):
    def __init__(self, all_facts):
        super().__init__()
        self.all_facts = all_facts

    def rowCount(self, parent=None):
        return 1

    def columnCount(self, parent=None):
        return len(self.all_facts) + 1

    def data(self, index, role: int = Qt.ItemDataRole.DisplayRole):
        if index.column() >= len(self.all_facts):
            return None
        if role == FactsRole:
            return self.all_facts[index.column()]
        return index.column() == 0 if role == CurrentRole else None


@pytest.fixture
def table(qtbot, shelf):
    view = QTableView()
    qtbot.addWidget(view)
    model = _Model([facts(item_id=1), facts(item_id=2)])
    view.setModel(model)
    view.setShowGrid(False)
    view.horizontalHeader().setDefaultSectionSize(176)
    view.verticalHeader().setDefaultSectionSize(176)
    view.setItemDelegate(TileDelegate(shelf, view))
    view.resize(700, 250)
    yield view
    view.setModel(None)


def named(shelf, monkeypatch):
    """As if the names of all items had come."""
    text = TileText("a.jpg", "", "phone", "", None, None, None, None, None)
    monkeypatch.setattr(shelf, "text", lambda item_id: text)


def test_a_tile_of_which_nothing_came_is_not_kept(table):
    table.grab()
    assert table.itemDelegate().memory_bytes == 0


def test_a_tile_is_painted_once_until_it_looks_different(table, shelf, monkeypatch):
    named(shelf, monkeypatch)
    times = []
    real = composing.composed
    monkeypatch.setattr(
        composing, "composed", lambda tile, *more: times.append(tile) or real(tile, *more)
    )
    table.grab()
    table.grab()
    assert [tile.facts.item_id for tile in times] == [1, 2]
    table.model().all_facts[1] = facts(item_id=2, category=1)
    table.grab()
    assert [tile.facts.item_id for tile in times] == [1, 2, 2]


def test_what_was_painted_of_pictures_goes_when_the_shelf_says_so(table, shelf, monkeypatch):
    named(shelf, monkeypatch)
    table.grab()
    assert table.itemDelegate().memory_bytes == 2 * 176 * 176 * 4
    shelf.set_privacy(Privacy())
    assert table.itemDelegate().memory_bytes == 0


def test_painting_a_tile_looks_after_its_tooltip(table, monkeypatch):
    looked = []
    monkeypatch.setattr(table.itemDelegate()._tip, "check", looked.append)
    table.grab()
    assert looked == table.model().all_facts


def test_another_theme_paints_every_tile_anew(table, qapp):
    theme.apply(qapp, "dark")
    dark = pixels(table.grab())
    theme.apply(qapp, "light")
    light = pixels(table.grab())
    theme.apply(qapp, "system")
    assert np.abs(dark[60:160, 60:160].astype(int) - light[60:160, 60:160]).max() > 20


def test_the_cell_behind_the_last_item_stays_empty(table):
    option = delegates.QStyleOptionViewItem()
    behind = table.model().index(0, 2)
    table.itemDelegate().paint(None, option, behind)


def test_painted_tiles_are_bounded_by_their_bytes():
    kept = Composed(most_bytes=3 * 176 * 176 * 4)
    for item_id in range(9):
        kept.tile(Tile(facts(item_id=item_id), text()), 160, 1.0)
    assert len(kept) == 3
    assert kept.memory_bytes == 3 * 176 * 176 * 4


def test_a_tooltip_says_everything_and_believes_no_name(look):
    said = markup(
        facts(
            state=State.FAILED, reason=Reason.CORRUPT, flags=Flag.CHANGED, size=3_400_000, copies=4,
            category=2,
        ),
        text("<b>x</b>\u202egpj.exe", detail="<script>", folder="a&b", width=4080, height=3072),
        None,
    )  # fmt: skip
    for part_of_it in ("&lt;b&gt;x&lt;/b&gt;\\u202egpj.exe", "a&amp;b", "&lt;script&gt;", "MB"):
        assert part_of_it in said
    assert "Graded: 2" in said
    assert "<script>" not in said


def test_a_tooltip_has_the_picture_in_itself(look):
    assert 'src="data:image/png;base64,' in markup(facts(), text(), picture())


def test_what_is_dragged_is_a_stack_with_its_count(look, qtbot):
    shelf = Shelf()
    some = [facts(item_id=n) for n in range(5)]
    one = drag_picture(shelf, some[:1], 1)
    many = drag_picture(shelf, some, 1234, 2.0)
    shelf.close()
    assert one.deviceIndependentSize().toSize() == cell_size(96)
    assert many.deviceIndependentSize().toSize() == cell_size(96) + QSize(16, 16)
    assert has(pixels(many), look.accent, least=100)
    assert not has(pixels(one), look.accent)


def test_the_tooltip_of_a_covered_tile_says_why(look):
    covered = markup(facts(hidden=True), text(), None)
    assert "Covered by privacy: its category, score or grade" in covered
    assert "Space" in covered
    assert "no score yet" in markup(facts(hidden=True, state=State.PENDING), text(), None)
    assert "Covered" not in markup(facts(), text(), None)
