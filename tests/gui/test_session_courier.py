"""Between threads and Qt: in the GUI thread, or not at all."""

from __future__ import annotations

import threading
from concurrent.futures import Future

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject

from triage.gui.session.courier import Courier


@pytest.fixture
def courier(qapp):
    courier = Courier()
    yield courier
    if shiboken6.isValid(courier):
        courier.close()


def in_thread(call):
    thread = threading.Thread(target=call)
    thread.start()
    thread.join(10)


def die(thing):
    """As Qt lets children die: now, in the GUI thread."""
    thing.deleteLater()
    QCoreApplication.sendPostedEvents(thing, QEvent.Type.DeferredDelete)
    assert not shiboken6.isValid(thing)


def run_all():
    QCoreApplication.sendPostedEvents()


def test_a_call_runs_in_the_gui_thread(qtbot, courier):
    owner = QObject()
    ran = []
    in_thread(lambda: courier.post(owner, lambda: ran.append(threading.current_thread())))
    assert ran == []
    run_all()
    assert ran == [threading.main_thread()]


def test_calls_keep_their_order(qtbot, courier):
    owner = QObject()
    ran = []
    in_thread(lambda: [courier.post(owner, lambda n=n: ran.append(n)) for n in range(50)])
    run_all()
    assert ran == list(range(50))


def test_nothing_runs_for_an_owner_that_died_meanwhile(qtbot, courier):
    owner = QObject()
    ran = []
    in_thread(lambda: courier.post(owner, lambda: ran.append(None)))
    die(owner)
    run_all()
    assert ran == []


def test_nothing_runs_for_an_owner_that_died_before(qtbot, courier):
    owner = QObject()
    future = Future()
    ran = []
    courier.deliver(future, owner, ran.append)
    die(owner)
    in_thread(lambda: future.set_result(1))
    run_all()
    assert ran == []


def test_a_future_is_given_once_it_is_done(qtbot, courier):
    owner = QObject()
    future = Future()
    given = []
    courier.deliver(future, owner, given.append)
    run_all()
    assert given == []
    in_thread(lambda: future.set_exception(ValueError("no")))
    run_all()
    assert given == [future]


def test_a_cancelled_future_is_not_given(qtbot, courier):
    owner = QObject()
    given = []
    for cancelled_before in (True, False):
        future = Future()
        if cancelled_before:
            future.cancel()
        courier.deliver(future, owner, given.append)
        future.cancel()
    run_all()
    assert given == []


def test_what_is_on_the_way_when_it_closes_is_dropped(qtbot, courier):
    owner = QObject()
    ran = []
    in_thread(lambda: courier.post(owner, lambda: ran.append(None)))
    courier.close()
    in_thread(lambda: courier.post(owner, lambda: ran.append(None)))
    run_all()
    assert ran == []


def test_threads_may_post_to_a_courier_that_is_gone(qtbot, courier):
    owner = QObject()
    future = Future()
    ran = []
    courier.deliver(future, owner, ran.append)
    die(courier)
    in_thread(lambda: future.set_result(1))
    in_thread(lambda: courier.post(owner, lambda: ran.append(None)))
    run_all()
    assert ran == []


def test_posting_while_it_dies_is_harmless(qtbot):
    owner = QObject()
    for _ in range(200):
        courier = Courier()
        gone = threading.Event()

        def post(courier=courier, gone=gone):
            while not gone.is_set():
                courier.post(owner, lambda: None)

        thread = threading.Thread(target=post)
        thread.start()
        die(courier)
        gone.set()
        thread.join(10)
    run_all()


def test_a_call_that_fails_does_not_keep_the_next_from_running(qtbot, courier):
    owner = QObject()
    ran = []

    def fail():
        raise ValueError("broken")

    courier.post(owner, fail)
    courier.post(owner, lambda: ran.append(None))
    with qtbot.captureExceptions() as faults:
        run_all()
    assert ran == [None]
    assert [str(fault[1]) for fault in faults] == ["broken"]


def test_a_delivered_future_holds_nothing_of_the_window(qtbot, courier):
    import weakref

    class Slot:
        def __call__(self, done):
            pass

    owner = QObject()
    future = Future()
    slot = Slot()
    courier.deliver(future, owner, slot)
    in_thread(lambda: future.set_result(1))
    run_all()
    held = weakref.ref(slot)
    del slot
    assert held() is None
