from __future__ import annotations

import sys

import pytest

from triage.core import clock, resources
from triage.core.errors import BugError
from triage.core.records import Flag, Reason, State


def test_reasons_have_the_words_of_the_contract():
    skipped = {r.word for r in Reason if r and r.state is State.SKIPPED}
    failed = {r.word for r in Reason if r and r.state is State.FAILED}
    assert skipped == {"not-an-image", "unsupported-format", "empty", "link", "special-file"}
    assert failed == {
        *("corrupt", "truncated", "too-large", "timeout"),
        *("crashed", "out-of-memory", "unreadable", "disappeared"),
    }


def test_flags_have_the_words_of_the_contract():
    everything = Flag(31)
    assert everything.words == [
        *("truncated", "extension-mismatch", "metadata-damaged", "changed", "missing")
    ]
    assert Flag.NONE.words == []


def test_a_time_is_utc_to_the_microsecond():
    assert clock.from_ns(1_700_000_000_123_456_789) == "2023-11-14T22:13:20.123456Z"
    assert clock.from_ns(-1_000_000_000) == "1969-12-31T23:59:59Z"


def test_a_sentence_tells_a_time_to_the_second_without_the_marks_of_a_format():
    assert clock.told("2026-11-24T12:42:24.120Z") == "2026-11-24 12:42:24 UTC"


@pytest.mark.parametrize("absurd", [None, 10**22, -(10**22)])
def test_a_time_that_is_none_or_absurd_is_unknown(absurd):
    assert clock.from_ns(absurd) is None


def test_our_data_is_found_beside_the_package():
    assert (resources.folder("models") / "general" / "pack.toml").is_file()


def test_our_data_is_found_in_a_frozen_bundle(tmp_path, monkeypatch):
    (tmp_path / "resources").mkdir()
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert resources.folder("resources") == tmp_path / "resources"


def test_missing_data_is_a_fault_of_the_packing():
    with pytest.raises(BugError, match="nonsense is missing"):
        resources.folder("nonsense")
