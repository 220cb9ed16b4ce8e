"""A hidden picture is never in anything that the shelf gives away, and comes only by Space."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QSize
from PySide6.QtGui import QHelpEvent, QStandardItemModel
from PySide6.QtWidgets import QApplication, QListView

from tests.support.tile_case import (
    add_items,
    checker,
    fill,
    finish,
    jpeg,
    new_case,
    pixels,
    shows_secret,
)
from triage.core.privacy import COVERS_ALL, Privacy
from triage.core.records import Peek, State
from triage.gui.session.facts import TileFacts
from triage.gui.tiles import loader, tooltip
from triage.gui.tiles.composed import Composed
from triage.gui.tiles.delegate import TileDelegate
from triage.gui.tiles.drag_picture import drag_picture
from triage.gui.tiles.roles import FactsRole
from triage.gui.tiles.shelf import Shelf
from triage.gui.tiles.tile import Tile
from triage.store.commands import RecordPeek

BOX = QSize(320, 240)
ON = COVERS_ALL


@dataclass
class Rule:
    """What the window knows of which items are covered."""

    hidden: set[int] = field(default_factory=set)
    contents: dict[int, int | None] = field(default_factory=dict)

    def covers(self, item_id, content_id):
        known = self.contents.get(item_id, content_id)
        return item_id in self.hidden or known != content_id


@pytest.fixture
def case(tmp_path):
    with new_case(tmp_path) as made:
        yield made


@pytest.fixture
def rule():
    return Rule()


@pytest.fixture
def shelf(qtbot, case, rule):
    made = Shelf()
    made.set_guard(rule.covers)
    made.set_reader_path(case.path)
    made.set_privacy(ON)
    yield made
    made.close()


@pytest.fixture
def secret(case):
    return fill(case, [checker(cell=8)])[0]


def settle(qtbot, shelf):
    """Wait until nothing is on its way any more."""
    qtbot.waitUntil(lambda: not shelf._orders._asked)


def seen(qtbot, shelf, item_id, hidden):
    """The picture once it is there, and that nothing before it showed the secret if hidden."""

    def there():
        picture = shelf.picture(item_id, hidden, BOX)
        assert not (hidden and shows_secret(picture))
        return picture is not None

    qtbot.waitUntil(there)
    return shelf.picture(item_id, hidden, BOX)


def pictures_kept(shelf):
    return [kept.pixmap for kept in shelf._stock.kept._all.values() if kept.pixmap is not None]


def test_the_test_sees_the_secret_where_it_is_open(qtbot, shelf, secret):
    assert shows_secret(seen(qtbot, shelf, secret, hidden=False))


@pytest.mark.parametrize("style", ["blur", "grey"])
def test_a_hidden_picture_is_veiled_in_either_style(qtbot, shelf, secret, style):
    shelf.set_privacy(Privacy(on=True, style=style))
    picture = seen(qtbot, shelf, secret, hidden=True)
    assert picture.size() == BOX
    assert not any(map(shows_secret, pictures_kept(shelf)))


def test_until_a_rule_is_told_everything_is_covered(qtbot, case, secret):
    shelf = Shelf()
    try:
        shelf.set_reader_path(case.path)
        assert not shows_secret(seen(qtbot, shelf, secret, hidden=False))
    finally:
        shelf.close()


def test_whoever_paints_is_not_believed_where_the_guard_knows_better(qtbot, shelf, secret, rule):
    rule.hidden.add(secret)
    assert not shows_secret(seen(qtbot, shelf, secret, hidden=False))
    assert not any(map(shows_secret, pictures_kept(shelf)))


def test_with_nobody_to_ask_everything_is_covered(qtbot, shelf, secret):
    shelf.set_guard(None)
    assert not shows_secret(seen(qtbot, shelf, secret, hidden=False))


def test_a_picture_of_another_content_than_the_rule_judged_is_covered(qtbot, shelf, case, rule):
    (item_id,) = add_items(case, 1)
    finish(case, item_id, 1, jpeg((0, 0, 0)))
    with case.reader() as reader:
        content = reader.connection.execute("SELECT content_id FROM item").fetchone()[0]
    rule.contents[item_id] = content
    seen(qtbot, shelf, item_id, hidden=False)
    finish(case, item_id, 2, checker(cell=8))
    shelf.forget([item_id])
    for _ in range(3):
        assert not shows_secret(shelf.picture(item_id, False, BOX))
        settle(qtbot, shelf)
    assert not any(map(shows_secret, pictures_kept(shelf)))


def test_what_becomes_hidden_leaves_the_shelf(qtbot, shelf, secret):
    seen(qtbot, shelf, secret, hidden=False)
    assert not shows_secret(shelf.picture(secret, True, BOX))
    assert not any(map(shows_secret, pictures_kept(shelf)))


def test_what_becomes_hidden_while_it_is_on_its_way_is_not_kept(qtbot, shelf, secret, rule):
    assert shelf.picture(secret, False, BOX) is None
    rule.hidden.add(secret)
    settle(qtbot, shelf)
    assert pictures_kept(shelf) == []
    assert not shows_secret(seen(qtbot, shelf, secret, hidden=False))


def test_a_new_rule_drops_all_pictures_and_what_is_on_its_way(qtbot, shelf, secret, rule):
    shelf.set_privacy(Privacy())
    assert shelf.picture(secret, False, BOX) is None
    told = []
    shelf.dropped.connect(lambda: told.append(shelf.memory_bytes))
    rule.hidden.add(secret)
    shelf.set_privacy(ON)
    assert told == [0]
    assert not shows_secret(seen(qtbot, shelf, secret, hidden=False))
    settle(qtbot, shelf)
    assert not any(map(shows_secret, pictures_kept(shelf)))


def test_an_answer_made_under_the_rule_before_is_dropped(qtbot, shelf, secret, monkeypatch):
    begun, go_on, made = threading.Event(), threading.Event(), []
    real = loader.drawn

    def held_up(data, wish):
        begun.set()
        go_on.wait(10)
        made.append(wish.style)
        return real(data, wish)

    monkeypatch.setattr(loader, "drawn", held_up)
    shelf.picture(secret, True, BOX)
    qtbot.waitUntil(begun.is_set)
    shelf.set_privacy(Privacy(on=True, style="grey"))
    go_on.set()
    greys = np.unique(pixels(seen(qtbot, shelf, secret, hidden=True)))
    assert made == ["blur", "grey"]
    assert len(greys) == 1


def test_said_again_the_guard_clears_the_shelf_of_what_it_covers(qtbot, shelf, secret, rule):
    seen(qtbot, shelf, secret, hidden=False)
    told = []
    shelf.dropped.connect(lambda: told.append(len(pictures_kept(shelf))))
    shelf.set_guard(rule.covers)
    assert told == []
    rule.hidden.add(secret)
    shelf.set_guard(rule.covers)
    assert told == [0]


def test_an_embedded_thumbnail_is_veiled_too(qtbot, shelf, case):
    (item_id,) = add_items(case, 1)
    case.send(RecordPeek(item_id, Peek(checker(160, 120, 8)))).result(10)
    assert not shows_secret(seen(qtbot, shelf, item_id, hidden=True))


def test_space_shows_the_picture_while_it_is_held_and_no_longer(qtbot, shelf, secret):
    covered = seen(qtbot, shelf, secret, hidden=True)
    shelf.reveal(secret)
    qtbot.waitUntil(lambda: shows_secret(shelf.picture(secret, True, BOX)))
    assert not any(map(shows_secret, pictures_kept(shelf)))
    told = []
    shelf.arrived.connect(told.extend)
    shelf.reveal(None)
    assert shelf.picture(secret, True, BOX).cacheKey() == covered.cacheKey()
    assert told == [secret]
    assert shelf._bare is None


def test_a_revealed_picture_that_comes_after_the_release_is_dropped(qtbot, shelf, secret):
    shelf.reveal(secret)
    shelf.reveal(None)
    settle(qtbot, shelf)
    assert shelf._bare is None
    assert not shows_secret(seen(qtbot, shelf, secret, hidden=True))


def test_space_reveals_one_item_alone(qtbot, shelf, case):
    first, second = fill(case, [checker(cell=8), checker(320, 200, 8)])
    shelf.reveal(first)
    qtbot.waitUntil(lambda: shows_secret(shelf.picture(first, True, BOX)))
    assert not shows_secret(seen(qtbot, shelf, second, hidden=True))


def test_a_new_rule_covers_what_space_revealed(qtbot, shelf, secret):
    shelf.reveal(secret)
    qtbot.waitUntil(lambda: shows_secret(shelf.picture(secret, True, BOX)))
    shelf.set_privacy(ON)
    assert not shows_secret(shelf.picture(secret, True, BOX))
    assert shelf.revealed is None


def facts_of(item_id, hidden=True):
    return TileFacts(item_id, state=State.ANALYSED, hidden=hidden)


def test_a_tile_painted_for_the_moment_of_space_is_not_kept(qtbot, shelf, secret):
    composed = Composed()
    shelf.reveal(secret)
    qtbot.waitUntil(lambda: shows_secret(shelf.picture(secret, True, BOX)))
    picture = shelf.picture(secret, True, BOX)
    painted = composed.tile(Tile(facts_of(secret), picture=picture, revealed=True), 320, 1.0)
    assert shows_secret(painted)
    assert len(composed) == 0


def test_the_picture_that_is_dragged_is_veiled_even_while_space_is_held(qtbot, shelf, secret):
    seen(qtbot, shelf, secret, hidden=True)
    assert not shows_secret(drag_picture(shelf, [facts_of(secret)], 1, 2.0))
    shelf.reveal(secret)
    qtbot.waitUntil(lambda: shows_secret(shelf.picture(secret, True, BOX)))
    assert not shows_secret(drag_picture(shelf, [facts_of(secret)], 1, 2.0))


@pytest.fixture
def tips(monkeypatch):
    """The pictures that tooltips were given, and None each time one was hidden."""
    given, texts = [], [""]
    tool = tooltip.QToolTip
    monkeypatch.setattr(tooltip, "_image", lambda picture: given.append(picture) or str(len(given)))
    monkeypatch.setattr(tool, "showText", lambda place, text, *_: texts.append(text))
    monkeypatch.setattr(tool, "hideText", lambda: texts.append("") or given.append(None))
    monkeypatch.setattr(tool, "isVisible", lambda: bool(texts[-1]))
    monkeypatch.setattr(tool, "text", lambda: texts[-1])
    return given


@pytest.fixture
def hover(qtbot, shelf):
    """Show the tooltip of an item as a view does: what Qt gives it is gone right after."""
    view = QListView()
    qtbot.addWidget(view)
    model = QStandardItemModel(1, 1)
    view.setModel(model)
    delegate = TileDelegate(shelf, view)

    view.setItemDelegate(delegate)
    view.resize(400, 400)

    def shown(facts):
        model.setData(model.index(0, 0), facts, FactsRole)
        view.doItemsLayout()
        place = view.visualRect(model.index(0, 0)).center()
        event = QHelpEvent(QEvent.Type.ToolTip, place, place)
        return QApplication.sendEvent(view.viewport(), event)

    yield delegate, shown
    view.setModel(None)


def test_the_tooltip_of_a_hidden_picture_is_veiled(qtbot, shelf, secret, tips, hover):
    seen(qtbot, shelf, secret, hidden=True)
    _, show = hover
    assert show(facts_of(secret))
    shelf.reveal(secret)
    qtbot.waitUntil(lambda: shows_secret(shelf.picture(secret, True, BOX)))
    assert show(facts_of(secret))
    assert not any(map(shows_secret, tips))


def test_an_open_tooltip_goes_when_its_picture_becomes_hidden(qtbot, shelf, secret, tips, hover):
    seen(qtbot, shelf, secret, hidden=False)
    delegate, show = hover
    show(facts_of(secret, hidden=False))
    delegate._tip.check(facts_of(secret, hidden=False))
    assert len(tips) == 1
    delegate._tip.check(facts_of(secret, hidden=True))
    assert tips[1:] == [None]


def test_a_new_rule_closes_the_tooltip_of_a_tile(qtbot, shelf, secret, tips, hover):
    seen(qtbot, shelf, secret, hidden=False)
    hover[1](facts_of(secret, hidden=False))
    shelf.set_privacy(ON)
    assert tips[1:] == [None]


@pytest.mark.qt_log_ignore("This plugin does not support raise")
def test_a_tooltip_that_a_new_rule_closes_is_gone_at_once(qtbot, shelf, secret, hover):
    _, shown = hover
    assert shows_secret(seen(qtbot, shelf, secret, hidden=False))
    assert shown(facts_of(secret, hidden=False))
    assert tooltip.QToolTip.isVisible()
    shelf.set_privacy(ON)
    assert not tooltip.QToolTip.isVisible()


def test_a_tooltip_whose_picture_is_not_kept_any_more_is_judged_anew(
    qtbot, shelf, secret, rule, tips, hover
):
    _, shown = hover
    seen(qtbot, shelf, secret, hidden=False)
    shown(facts_of(secret, hidden=False))
    shelf._stock.kept.clear()
    before = tooltip.QToolTip.text()
    rule.hidden.add(secret)
    shelf.set_guard(rule.covers)
    assert tooltip.QToolTip.text() != before
    settle(qtbot, shelf)
    assert [shows_secret(picture) for picture in tips] == [True, *[False] * (len(tips) - 1)]


def test_a_new_rule_leaves_the_tooltip_of_a_button_alone(qtbot, shelf, secret, tips, hover):
    seen(qtbot, shelf, secret, hidden=False)
    hover[1](facts_of(secret, hidden=False))
    tooltip.QToolTip.showText(QPoint(0, 0), "of a button")
    shelf.set_privacy(ON)
    assert None not in tips


def test_an_open_tooltip_takes_the_larger_picture_when_it_comes(qtbot, shelf, secret, tips, hover):
    small = QSize(160, 120)
    qtbot.waitUntil(lambda: shelf.picture(secret, False, small) is not None)
    hover[1](facts_of(secret, hidden=False))
    qtbot.waitUntil(lambda: [picture.width() for picture in tips] == [160, 320])
