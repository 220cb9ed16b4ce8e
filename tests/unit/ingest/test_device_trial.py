"""Which device imports take: each is tried, and the choice follows from what they did."""

from __future__ import annotations

import pytest

from triage.core.job import Cancelled, JobContext
from triage.inference.providers import Provider, cpu
from triage.ingest.device_trial import TriedDevice, compare, fastest


def tried(key, rate):
    return TriedDevice(key, key, "", rate)


def test_every_device_is_tried_and_one_that_fell_back_has_no_rate(tiny):
    done = compare(JobContext(), tiny, [Provider("dml", "no such card"), cpu()])
    assert [one.key for one in done.tried] == ["dml", "cpu"]
    assert done.tried[0].rate == 0
    assert "no such card" in done.tried[0].note
    assert done.tried[1].rate > 0
    assert done.chosen == "cpu"


def test_of_two_cards_of_one_kind_the_first_is_tried(tiny):
    done = compare(JobContext(), tiny, [Provider("dml", "first"), Provider("dml", "second"), cpu()])
    assert [one.device for one in done.tried][:-1] == ["first"]


def test_it_can_be_stopped(tiny):
    ctx = JobContext()
    ctx.cancel()
    with pytest.raises(Cancelled):
        compare(ctx, tiny, [cpu()])


def test_progress_names_the_device(tiny):
    ctx = JobContext()
    compare(ctx, tiny, [cpu()])
    assert (ctx.progress.stage, ctx.progress.done, ctx.progress.total) == ("CPU", 50, 50)


@pytest.mark.parametrize(
    ("rates", "chosen"),
    [
        ({"dml": 100, "cpu": 40}, "dml"),
        ({"dml": 40, "cpu": 50}, "dml"),
        ({"dml": 40, "cpu": 80}, "cpu"),
        ({"dml": 0, "cpu": 1}, "cpu"),
        ({"cuda": 100, "dml": 120, "cpu": 40}, "dml"),
    ],
)
def test_the_cpu_is_chosen_only_where_it_is_much_faster(rates, chosen):
    assert fastest(tried(*one) for one in rates.items()) == chosen
