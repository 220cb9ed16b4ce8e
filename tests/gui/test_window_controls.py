"""Every sight of the whole window: all is named, within the keyboard's reach, and fits."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from itertools import groupby
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from tests.support import every_page
from tests.support.gui_checks import not_met_by_tab
from tests.support.whole_window import Whole, imported_case, whole_window

ROOT = Path(__file__).resolve().parents[2]
SIGHTS = 36
_OF_NO_SCREEN = "does not support propagateSizeHints"


def screen(folder: Path, scale: float) -> str:
    """The platform without a screen, with one of 1920 x 1080 at this scale."""
    width, height = round(1920 * scale), round(1080 * scale)
    told = {"name": "one", "x": 0, "y": 0, "width": width, "height": height}
    dots = {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1.0}
    file = folder / "screen.json"
    file.write_text(json.dumps({"screens": [{**told, **dots}]}), encoding="utf-8")
    return f"offscreen:configfile={file}"


@pytest.mark.parametrize("scale", [1, 1.5, 2])
def test_every_control_has_a_name_a_way_by_keyboard_and_room(tmp_path: Path, scale: float):
    environment = {
        **os.environ,
        "QT_SCALE_FACTOR": str(scale),
        "QT_QPA_PLATFORM": screen(tmp_path, scale),
    }
    done = subprocess.run(
        [sys.executable, "-m", every_page.__name__, tmp_path],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = [json.loads(line) for line in done.stdout.splitlines()]
    seen = {(one["theme"], *one["size"]) for one in told}
    assert seen == {(look, *size) for look in every_page.THEMES for size in every_page.SIZES}
    assert len(told) >= SIGHTS * len(seen)
    assert [one for one in told if one["faults"]] == []
    warned = [line for line in done.stderr.splitlines() if _OF_NO_SCREEN not in line]
    assert warned == []


@pytest.mark.usefixtures("qtbot")
def test_what_tab_never_meets_is_seen():
    window = QWidget()
    lines = QVBoxLayout(window)
    jump, passed_over, far = QWidget(), QPushButton("passed over"), QPushButton("far")
    last = QPushButton("last")
    for one in (jump, passed_over, far, last):
        lines.addWidget(one)
    window.show()
    far.setFocus()
    assert not_met_by_tab(window) == []
    # As a stack of pages does that hands its focus on: the next stop of Tab is beyond the others.
    jump.setFocusProxy(far)
    far.setFocus()
    assert not_met_by_tab(window) == ["QPushButton 'passed over' in QWidget"]
    window.close()


@pytest.fixture
def whole(qtbot, tmp_path: Path):
    case = imported_case(tmp_path)
    with whole_window(tmp_path / "settings.json") as opened:
        opened.program.begin(None, [])
        opened.window.resize(1600, 1000)
        opened.open(case)
        opened.case.pictures.items.picked.pick(opened.singles()[0])
        opened.until(lambda: opened.case.inspect.detail is not None)
        opened.until(lambda: bool(opened.case.screen.filters.labels.rows()))
        QTest.qWait(100)
        yield opened


def one_round(whole: Whole) -> list[QWidget]:
    """The stops of Tab from the search field until it comes there again."""
    search = whole.case.screen.search
    search.setFocus()
    stops: list[QWidget] = [search]
    while True:
        QTest.keyClick(stops[-1], Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        assert focus is not None
        if focus is search:
            return stops
        assert len(stops) < 200, "Tab goes round without the search field"
        stops.append(focus)


def height(stop: QWidget, panel: QWidget) -> int:
    """How far down a stop stands in a panel, however far that is scrolled by now."""
    scrolled = 0
    above = stop.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            scrolled += above.verticalScrollBar().value()
        above = None if above is panel else above.parentWidget()
    return stop.mapTo(panel, QPoint(0, stop.height() // 2)).y() + scrolled


def test_tab_goes_through_one_panel_after_the_other_as_they_stand(whole: Whole):
    screen = whole.case.screen
    panels = {
        "header": screen.header,
        "filters": screen.filters,
        "chips": screen.chips,
        "pictures": screen.pictures,
        "inspector": screen.inspector,
        "status": screen.status,
    }
    stops = one_round(whole)
    found = [next(n for n, p in panels.items() if p.isAncestorOf(stop)) for stop in stops]
    assert [name for name, _ in groupby(found)] == list(panels)


@pytest.mark.parametrize("panel", ["filters", "inspector"])
def test_tab_goes_down_a_panel(whole: Whole, panel: str):
    within: QWidget = getattr(whole.case.screen, panel)
    stops = [stop for stop in one_round(whole) if within.isAncestorOf(stop)]
    assert len(stops) > 8
    heights = [height(stop, within) for stop in stops]
    names = [stop.accessibleName() for stop in stops]
    back = [names[n] for n in range(1, len(stops)) if heights[n] < heights[n - 1] - 8]
    assert back == []


def test_f6_comes_to_every_panel(whole: Whole):
    screen = whole.case.screen
    panels = [screen.header, screen.filters, screen.chips, screen.pictures, screen.inspector]
    screen.search.setFocus()
    met: set[QWidget] = set()
    for _ in range(len(panels) + 1):
        whole.program.actions["next-panel"].trigger()
        focus = QApplication.focusWidget()
        met |= {panel for panel in panels if focus and panel.isAncestorOf(focus)}
    assert met == set(panels)


def test_no_label_of_evidence_is_rich_text(whole: Whole):
    labels = whole.window.findChildren(QLabel)
    rich = [one.text() for one in labels if one.textFormat() == Qt.TextFormat.RichText]
    assert rich == []


def test_no_markup_is_read_out(whole: Whole):
    kinds = (QAccessible.Text.Name, QAccessible.Text.Description)
    read: list[str] = []
    for widget in whole.window.findChildren(QWidget):
        spoken = QAccessible.queryAccessibleInterface(widget)
        read += [spoken.text(kind) for kind in kinds]
    assert [text for text in read if "<" in text] == []
    assert len(read) > 200
