from __future__ import annotations

import threading
from types import SimpleNamespace

import pytest

from triage.core.job import Cancelled, Job, JobContext, JobRunner, JobState


@pytest.fixture
def runner():
    runner = JobRunner()
    yield runner
    runner.close()


def test_a_job_gives_what_its_function_returns(runner):
    assert runner.start("sum", lambda ctx: 1 + 1).future.result(5) == 2


def test_jobs_queue_one_after_another(runner):
    gate = threading.Event()
    first = runner.start("first", lambda ctx: gate.wait(5))
    second = runner.start("second", lambda ctx: first.future.done())
    assert second.state is JobState.QUEUED
    gate.set()
    assert second.future.result(5) is True


def test_a_queued_job_that_is_cancelled_never_starts(runner):
    gate = threading.Event()
    started: list[bool] = []
    runner.start("first", lambda ctx: gate.wait(5))
    second = runner.start("second", lambda ctx: started.append(True))
    second.cancel()
    gate.set()
    runner.start("last", lambda ctx: None).future.result(5)
    assert (second.state, started) == (JobState.CANCELLED, [])


def test_a_paused_job_waits_at_its_checkpoint_until_it_is_resumed(runner):
    reached = threading.Event()
    passed = threading.Event()

    def work(ctx: JobContext) -> None:
        ctx.pause()
        reached.set()
        ctx.checkpoint()
        passed.set()

    job = runner.start("pausing", work)
    assert reached.wait(5)
    assert (job.state, passed.is_set()) == (JobState.PAUSED, False)
    job.ctx.resume()
    job.future.result(5)
    assert passed.is_set()


def test_cancelling_frees_a_paused_job(runner):
    reached = threading.Event()

    def work(ctx: JobContext) -> None:
        ctx.pause()
        reached.set()
        ctx.checkpoint()

    job = runner.start("pausing", work)
    assert reached.wait(5)
    job.cancel()
    assert isinstance(job.future.exception(5), Cancelled)
    assert job.state is JobState.CANCELLED


def test_a_job_that_fails_carries_its_error():
    def work(ctx: JobContext) -> None:
        raise ValueError("no")

    job = Job("failing", work)
    job.run()
    assert job.state is JobState.FAILED
    assert str(job.future.exception()) == "no"


def test_progress_is_one_snapshot_with_time_left(monkeypatch: pytest.MonkeyPatch):
    # A clock of the test's own: on Windows the system's moves in steps of 16 ms.
    clock = SimpleNamespace(monotonic=iter((10.0, 12.0)).__next__)
    monkeypatch.setattr("triage.core.job.time", clock)
    ctx = JobContext()
    ctx.report("reading", 0, 10)
    ctx.report("reading", 5, 10, (("analysed", 5),))
    progress = ctx.progress
    assert (progress.done, progress.total, progress.counts) == (5, 10, (("analysed", 5),))
    assert (progress.rate, progress.seconds_left) == (2.5, 2.0)


def test_a_new_stage_forgets_the_pace_of_the_last():
    ctx = JobContext()
    ctx.report("reading", 0)
    ctx.report("reading", 1000)
    ctx.report("scoring", 0)
    assert ctx.progress.rate == 0
