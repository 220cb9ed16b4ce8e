from __future__ import annotations

import pytest

from triage.cli.shell.progress import PlainView, duration, line
from triage.core.job import Progress


@pytest.mark.parametrize(
    ("seconds", "told"),
    [(0.4, "0 s"), (42, "42 s"), (200, "3 min 20 s"), (5 * 3600 + 120, "5 h 02 min")],
)
def test_durations_read_as_people_say_them(seconds, told):
    assert duration(seconds) == told


def test_a_line_has_rate_time_left_and_counts():
    told = line(Progress("scoring", 120, 4000, 31.0, 125.0, (("failed", 2), ("skipped", 0))))
    assert told == "scoring: 120 of 4,000, 31.0 a second, 2 min 05 s left, 2 failed"


@pytest.mark.parametrize(("done", "told"), [(9, "less than a minute left"), (10, "10 of 10")])
def test_no_time_is_promised_for_the_last_minute(done, told):
    shown = line(Progress("scoring", done, 10, 0.0, 0.0))
    assert shown.endswith(told)


def test_plain_lines_come_when_their_time_is_up(capfd):
    with PlainView(every_s=3600) as quiet, PlainView(every_s=0) as loud:
        quiet.show(Progress("scanning", 1))
        loud.show(Progress("scanning", 2))
    assert capfd.readouterr().err == "scanning: 2\n"
