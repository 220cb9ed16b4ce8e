"""Long work: in line, watched, held, stopped, and never waited for."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QObject

from tests.support.open_session import add_scored, opened, scored_case
from triage.core.errors import SourceError
from triage.core.job import JobState
from triage.gui.session.jobs import Jobs


class Heard:
    """The states of jobs, as they were told."""

    def __init__(self, jobs):
        self.moved = []
        self.ended = []
        self.idle = []
        jobs.progressed.connect(self.moved.append)
        jobs.ended.connect(self.ended.append)
        jobs.idle.connect(lambda: self.idle.append(None))


@pytest.fixture
def jobs(qapp):
    owner = QObject()
    jobs = Jobs(owner)
    yield jobs
    jobs.close()
    jobs.wait()


@pytest.fixture
def heard(jobs):
    return Heard(jobs)


class Work:
    """Goes on until it is told to end; says at each checkpoint where it is."""

    def __init__(self):
        self.begun = threading.Event()
        self.end = threading.Event()
        self.steps = 0

    def __call__(self, ctx):
        self.begun.set()
        while not self.end.wait(0.001):
            ctx.checkpoint()
            self.steps += 1
            ctx.report("working", self.steps, 100)
        return "result"


def state(jobs, number):
    return jobs.views()[number - 1].state


def until(qtbot, happened):
    qtbot.waitUntil(happened, timeout=10_000)


def held_still(views):
    """Whether a job was paused, and did nothing between two looks."""
    paused = [view.state is JobState.PAUSED for view in views]
    return paused == [True, True] and views[0].progress.done == views[1].progress.done


def test_a_job_is_told_from_its_start_to_its_end(qtbot, jobs, heard):
    work = Work()
    with qtbot.waitSignal(jobs.started) as started:
        number = jobs.start("import", "Importing", work)
    assert started.args[0].number == number
    until(qtbot, lambda: any(view.progress.done for view in heard.moved))
    assert jobs.running
    assert jobs.titles() == ["Importing"]
    work.end.set()
    until(qtbot, lambda: bool(heard.idle))
    (view,) = heard.ended
    assert (view.state, view.result, view.error) == (JobState.DONE, "result", None)
    assert not jobs.running


def test_the_second_job_waits_in_line(qtbot, jobs, heard):
    first, second = Work(), Work()
    jobs.start("import", "One", first)
    jobs.start("export", "Two", second)
    until(qtbot, lambda: state(jobs, 1) is JobState.RUNNING)
    assert state(jobs, 2) is JobState.QUEUED
    assert not second.begun.is_set()
    first.end.set()
    until(qtbot, second.begun.is_set)
    second.end.set()
    until(qtbot, lambda: len(heard.ended) == 2)
    assert [view.title for view in heard.ended] == ["One", "Two"]
    assert len(heard.idle) == 1


def test_a_paused_job_holds_and_goes_on(qtbot, jobs, heard):
    work = Work()
    number = jobs.start("import", "One", work)
    until(qtbot, lambda: work.steps > 0)
    jobs.pause(number)
    until(qtbot, lambda: held_still(heard.moved[-2:]))
    held = work.steps
    jobs.resume(number)
    until(qtbot, lambda: work.steps > held + 1)
    assert state(jobs, number) is JobState.RUNNING


def test_a_cancelled_job_ends_at_its_next_checkpoint(qtbot, jobs, heard):
    number = jobs.start("import", "One", Work())
    until(qtbot, lambda: state(jobs, number) is JobState.RUNNING)
    jobs.cancel(number)
    until(qtbot, lambda: bool(heard.ended))
    assert heard.ended[0].state is JobState.CANCELLED


def test_a_paused_job_can_be_cancelled(qtbot, jobs, heard):
    work = Work()
    number = jobs.start("import", "One", work)
    until(qtbot, lambda: work.steps > 0)
    jobs.pause(number)
    jobs.cancel(number)
    until(qtbot, lambda: bool(heard.ended))
    assert heard.ended[0].state is JobState.CANCELLED


def test_a_waiting_job_that_is_cancelled_never_begins(qtbot, jobs, heard):
    first, second = Work(), Work()
    jobs.start("import", "One", first)
    number = jobs.start("export", "Two", second)
    jobs.cancel(number)
    until(qtbot, lambda: len(heard.ended) == 1)
    first.end.set()
    until(qtbot, lambda: bool(heard.idle))
    assert not second.begun.is_set()


def test_cancelling_all_begins_none(qtbot, jobs, heard):
    works = [Work() for _ in range(3)]
    for work in works:
        jobs.start("import", "Work", work)
    until(qtbot, works[0].begun.is_set)
    jobs.cancel_all()
    until(qtbot, lambda: bool(heard.idle))
    assert [view.state for view in heard.ended] == [JobState.CANCELLED] * 3
    assert not any(work.begun.is_set() for work in works[1:])


def test_a_job_that_fails_bears_its_error(qtbot, jobs, heard):
    fault = SourceError("The evidence is gone.")

    def work(ctx):
        raise fault

    jobs.start("import", "One", work)
    until(qtbot, lambda: bool(heard.ended))
    assert (heard.ended[0].state, heard.ended[0].error) == (JobState.FAILED, fault)


def test_a_job_begun_as_another_ends_keeps_the_line_from_being_idle(qtbot, jobs, heard):
    work = Work()
    work.end.set()
    jobs.ended.connect(lambda view: jobs.start("export", "Two", work) if view.number == 1 else None)
    jobs.start("import", "One", work)
    until(qtbot, lambda: len(heard.ended) == 2)
    assert len(heard.idle) == 1


def test_closing_stops_what_runs_and_begins_nothing(qtbot, jobs, heard):
    first, second = Work(), Work()
    jobs.start("import", "One", first)
    jobs.start("import", "Two", second)
    until(qtbot, first.begun.is_set)
    jobs.close()
    jobs.wait()
    assert state(jobs, 1) is JobState.CANCELLED
    assert not second.begun.is_set()
    assert jobs.start("import", "Three", first) == 0


def test_what_an_import_brings_is_shown_while_it_runs(qtbot, tmp_path):
    case, _ids = scored_case(tmp_path)
    end = threading.Event()
    brought = []

    def work(ctx):
        brought.extend(add_scored(case, [40, 41]))
        end.wait(10)

    with opened(qtbot, case) as told:
        told.rows()
        told.session.jobs.start("import", "Importing", work)
        told.until(lambda: bool(brought) and told.rows().position_of(brought[-1]) is not None)
        assert told.session.jobs.running
        end.set()
        told.until(lambda: not told.session.jobs.running)


def test_what_an_import_brought_last_is_shown_when_it_is_over(qtbot, tmp_path):
    case, ids = scored_case(tmp_path)
    with opened(qtbot, case) as told:
        told.rows()
        told.session.jobs.start("import", "Importing", lambda ctx: add_scored(case, [40, 41]))
        told.until(lambda: len(told.rows()) == len(ids) + 2)
