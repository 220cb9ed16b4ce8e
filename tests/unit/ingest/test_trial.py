"""A trial of a model: drawn pictures, the provider that really ran, nothing of evidence."""

from __future__ import annotations

import pytest

from triage.core.job import Cancelled, JobContext
from triage.inference.providers import Provider, cpu
from triage.ingest.trial import PICTURES, drawn, trial


def test_a_trial_says_how_fast_and_on_what(tiny):
    result = trial(JobContext(), tiny, cpu())
    assert (result.pack, result.provider, result.notes) == ("tiny", "CPU", ())
    assert result.rate > 0
    assert result.pictures >= PICTURES


def test_a_device_that_is_not_there_is_told(tiny):
    result = trial(JobContext(), tiny, Provider("dml", "no such card"))
    assert (result.asked, result.provider) == ("dml", "CPU")
    assert "no such card" in result.notes[0]


def test_a_trial_can_be_stopped(tiny):
    ctx = JobContext()
    ctx.cancel()
    with pytest.raises(Cancelled):
        trial(ctx, tiny, cpu())


def test_drawn_pictures_differ(tiny):
    pictures = drawn(20, 12, PICTURES)
    assert pictures[0].shape == (12, 20, 3)
    assert len({picture.tobytes() for picture in pictures}) == PICTURES
