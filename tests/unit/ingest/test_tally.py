from __future__ import annotations

from triage.core.job import JobContext
from triage.core.records import State
from triage.ingest.tally import Tally


def test_what_the_scan_decides_alone_is_done_when_it_is_over():
    ctx = JobContext()
    tally = Tally(ctx)
    tally.count(State.ANALYSED)
    tally.expect(found=10, to_read=6)
    assert (ctx.progress.done, ctx.progress.total) == (4, 10)
    assert tally.done == 1


def test_what_the_scan_decided_is_no_rate_of_reading():
    ctx = JobContext()
    tally = Tally(ctx)
    tally.count(State.ANALYSED)
    tally.expect(found=1000, to_read=1)
    assert (ctx.progress.rate, ctx.progress.seconds_left) == (0, None)


def test_everything_found_is_done_at_the_end():
    ctx = JobContext()
    tally = Tally(ctx)
    tally.expect(found=5, to_read=2)
    tally.count(State.SKIPPED)
    tally.count(State.FAILED)
    assert (ctx.progress.done, ctx.progress.total) == (5, 5)


def test_work_that_another_import_left_counts_too():
    ctx = JobContext()
    Tally(ctx).expect(found=1, to_read=8)
    assert (ctx.progress.done, ctx.progress.total) == (0, 8)


def test_the_file_that_everything_waits_for_is_named_until_it_is_done():
    ctx = JobContext()
    tally = Tally(ctx)
    tally.wait_for("disk\u202e.dd")
    assert ctx.progress.message == "reading disk\\u202e.dd"
    tally.count(State.SKIPPED)
    assert ctx.progress.message == ""
