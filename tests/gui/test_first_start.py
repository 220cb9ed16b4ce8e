from __future__ import annotations

import json
import threading

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.support.gui_checks import (
    clipped_labels,
    not_met_by_tab,
    unreachable_by_keyboard,
    without_accessible_name,
)
from tests.support.whole_window import Opened
from triage.gui.looks import theme
from triage.gui.looks.settings import Settings
from triage.gui.looks.widgets import PlainButton
from triage.gui.session.courier import Courier
from triage.gui.start.device_panel import DevicePanel
from triage.gui.start.first_start import FirstStart
from triage.gui.start.new_case import NewCaseDialog
from triage.gui.start.trial_words import result_words
from triage.gui.window import device_desk
from triage.gui.window.beginning import Beginning
from triage.gui.window.welcome import is_due
from triage.ingest.device_trial import Comparison, TriedDevice

CPU = TriedDevice("cpu", "CPU", "Acme 3000", 42.4)
CARD = TriedDevice("dml", "DirectML", "Acme Graphics", 310.0)


class Started(Opened):
    """A program as ``triage-gui`` begins it."""

    def __init__(self, settings):
        super().__init__(settings)
        self.beginning = Beginning(self.program)

    @property
    def shown(self):
        return self.window.pages.currentWidget()

    @property
    def page(self):
        assert self.beginning.welcome is not None
        return self.beginning.welcome.page

    def press(self, text):
        next(b for b in self.page.findChildren(PlainButton) if b.text() == text).click()


@pytest.fixture
def trials(monkeypatch):
    """What the next trials do; each adds to it that it ran."""
    ran = []

    def compare(ctx):
        ran.append(ctx)
        return Comparison((CARD, CPU), "dml")

    monkeypatch.setattr(device_desk, "_compare", compare)
    return ran


@pytest.fixture
def start(settings, trials, monkeypatch):
    """Begin a program; every one ends with the test. No model is loaded beside it."""
    made = []

    def begin(case=None):
        one = Started(settings)
        made.append(one)
        monkeypatch.setattr(one.beginning.readiness, "begin", lambda provider: None)
        one.beginning.begin(case, [])
        return one

    yield begin
    for one in made:
        if shiboken6.isValid(one.window):
            one.quit()


def test_the_first_start_welcomes(start):
    assert isinstance(start().shown, FirstStart)


def test_it_comes_again_until_it_is_answered(start):
    start().quit()
    assert isinstance(start().shown, FirstStart)


@pytest.mark.parametrize("answer", ["Open the demo case", "New case", "Not now"])
def test_it_never_comes_again_once_answered(start, answer):
    first = start()
    first.program.start_page.demo_wanted.disconnect()  # nobody draws a demo here
    first.press(answer)
    assert first.shown is first.program.start_page
    first.settle()
    for dialog in first.dialogs():
        dialog.reject()
    first.quit()
    assert start().beginning.welcome is None


def test_who_was_here_before_this_version_is_not_welcomed(start, settings):
    settings.write_text('{"theme": "dark"}')
    assert start().beginning.welcome is None


def test_a_case_that_is_named_goes_before_and_the_welcome_is_kept(start, tmp_path, settings):
    start(tmp_path / "new.triage").quit()
    assert is_due(Settings(settings))


def test_the_devices_are_tried_once_the_page_is_seen(start, trials):
    first = start()
    first.until(lambda: "Chosen" in first.page.device.words())
    assert len(trials) == 1
    assert first.page.device.words().splitlines() == [
        "DirectML (Acme Graphics): 310 pictures a second",
        "CPU (Acme 3000): 42 pictures a second",
        "Chosen: DirectML.",
    ]


def test_what_was_chosen_is_what_imports_take(start, settings):
    first = start()
    first.until(lambda: "Chosen" in first.page.device.words())
    assert json.loads(settings.read_text())["provider"] == "dml"


def test_a_device_that_was_alone_is_not_fixed(start, settings, monkeypatch):
    monkeypatch.setattr(device_desk, "_compare", lambda ctx: Comparison((CPU,), "cpu"))
    first = start()
    first.until(lambda: "Chosen" in first.page.device.words())
    assert json.loads(settings.read_text())["provider"] == "auto"


def test_skipping_keeps_what_counted_and_says_so(start, monkeypatch, settings):
    stopped = []

    def endless(ctx):
        try:
            while True:
                ctx.checkpoint()
        finally:
            stopped.append(True)

    monkeypatch.setattr(device_desk, "_compare", endless)
    first = start()
    first.until(lambda: any(b.text() == "Skip" and b.isVisible() for b in _buttons(first.page)))
    first.press("Skip")
    assert first.page.device.words().startswith("Skipped.")
    first.until(lambda: bool(stopped))
    assert "provider" not in json.loads(settings.read_text())


def test_a_program_that_ends_waits_for_a_trial_that_is_inside_the_runtime(start, monkeypatch):
    seen = []

    def look(ctx):
        seen.append(threading.current_thread().daemon)
        return Comparison((CPU,), "cpu")

    monkeypatch.setattr(device_desk, "_compare", look)
    first = start()
    first.until(lambda: bool(seen))
    assert seen == [False]


def test_the_model_is_loaded_on_the_device_once_the_trial_is_over(start):
    first = start()
    told = []
    first.beginning.welcome.settled.connect(told.append)
    first.until(lambda: bool(told))
    assert told == ["dml"]


def test_a_device_that_an_administrator_chose_is_only_told(qtbot, settings, trials, tmp_path):
    managed = tmp_path / "managed.json"
    managed.write_text('{"provider": "cpu"}')
    panel = DevicePanel()
    qtbot.addWidget(panel)
    courier = Courier()
    desk = device_desk.DeviceDesk(panel, Settings(settings, managed), courier)
    with qtbot.waitSignal(desk.settled) as told:
        desk.begin()
    assert told.args == ["cpu"]
    assert panel.words() == "Your administrator has chosen the device for this machine: CPU."
    courier.close()
    assert not trials
    assert not any(button.isVisibleTo(panel) for button in _buttons(panel))


def test_new_case_leads_to_the_dialog(start):
    first = start()
    first.press("New case")
    first.until(lambda: any(isinstance(one, NewCaseDialog) for one in first.dialogs()))
    first.dialogs()[0].reject()


@pytest.mark.parametrize("look", ["dark", "light"])
@pytest.mark.parametrize("size", [(1366, 768), (960, 540)])
def test_the_page_is_whole_for_eyes_and_keys(qtbot, qapp, look, size):
    theme.apply(qapp, look)
    page = FirstStart()
    qtbot.addWidget(page)
    page.resize(*size)
    page.device.begin()
    page.show()
    for state in ("running", "done"):
        if state == "done":
            page.device.show_result(result_words(Comparison((CARD, CPU), "dml")))
        QApplication.processEvents()
        assert clipped_labels(page) == []
        assert without_accessible_name(page) == []
        assert unreachable_by_keyboard(page) == []
        assert not_met_by_tab(page) == []


def test_nothing_below_jumps_when_the_result_of_one_device_comes(qtbot):
    page = FirstStart()
    qtbot.addWidget(page)
    page.resize(1366, 768)
    page.device.begin()
    page.show()
    QApplication.processEvents()
    later = next(b for b in _buttons(page) if b.text() == "Not now")
    before = later.mapTo(page, later.rect().topLeft())
    page.device.show_result(result_words(Comparison((CPU,), "cpu")))
    QApplication.processEvents()
    assert later.mapTo(page, later.rect().topLeft()) == before


def test_enter_on_a_fresh_page_opens_the_demo(qtbot):
    page = FirstStart()
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    page.setFocus()
    with qtbot.waitSignal(page.demo_wanted):
        QTest.keyClick(page.focusWidget() or page, Qt.Key.Key_Return)


def test_a_slower_card_leaves_the_cpu_free_and_says_so():
    slow = TriedDevice("dml", "DirectML", "Acme Graphics", 40.0)
    assert result_words(Comparison((slow, CPU), "dml"))[-1] == (
        "Chosen: DirectML. It leaves the CPU free to read the files."
    )


def test_a_device_that_failed_says_why():
    broken = TriedDevice("dml", "DirectML", "Acme Graphics", 0.0, "it could not be started")
    assert result_words(Comparison((broken, CPU), "cpu"))[0] == (
        "DirectML (Acme Graphics): cannot be used. it could not be started."
    )


def test_preferences_compare_the_devices_again(start, settings):
    settings.write_text('{"theme": "dark"}')
    one = start()
    one.program.front_pages.show_preferences()
    one.program.front_pages.preferences.comparison_wanted.emit()
    one.until(lambda: one.sees("Chosen: DirectML."))
    assert one.program.settings.get("provider", "auto") == "dml"
    one.dialogs()[0].accept()


def _buttons(widget):
    return widget.findChildren(PlainButton)
