"""EXIF dates as ISO 8601."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.evidence.dates import iso
from triage.evidence.metadata import taken


def test_a_date_without_offset_stays_without_one() -> None:
    assert iso("2017:08:21 15:08:07") == "2017-08-21T15:08:07"


def test_sub_seconds_keep_their_digits_and_the_offset_follows() -> None:
    assert iso("2017:08:21 15:08:07", "07", "+02:00") == "2017-08-21T15:08:07.07+02:00"


@pytest.mark.parametrize(
    "text",
    [
        "2017:08:21 15:08:70",
        "2004-07-13T21:23:44Z",
        "0000:00:00 00:00:00",
        "2017:02:30 01:01:01",
        "",
    ],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert iso(text) is None


@pytest.mark.parametrize("offset", ["+25:00", "Z", "02:00", "+2:00", None])
def test_what_is_no_offset_is_left_out(offset: str | None) -> None:
    assert iso("2017:08:21 15:08:07", None, offset) == "2017-08-21T15:08:07"


def test_the_digitised_date_stands_in_with_its_own_offset() -> None:
    values = {
        "DateTimeOriginal": "unknown",
        "OffsetTimeOriginal": "+01:00",
        "CreateDate": "2001:01:01 10:00:00",
        "OffsetTimeDigitized": "-05:00",
    }
    assert taken(values) == "2001-01-01T10:00:00-05:00"


@given(st.text(max_size=25), st.text(max_size=4), st.text(max_size=7))
def test_any_text_gives_iso_8601_or_none(text: str, subseconds: str, offset: str) -> None:
    found = iso(text, subseconds, offset)
    assert found is None or re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", found)
