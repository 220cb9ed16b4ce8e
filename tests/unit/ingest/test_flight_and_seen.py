from __future__ import annotations

from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from triage.ingest.flight import Flight
from triage.ingest.seen import SeenIds


def hashed(sha256: bytes):
    return SimpleNamespace(hashes=SimpleNamespace(sha256=sha256))


def test_the_second_of_a_content_waits_for_the_first():
    flight = Flight()
    first, second = hashed(b"x"), hashed(b"x")
    assert flight.enter(first)
    assert not flight.enter(second)
    assert flight.leave(b"x") == [second]


def test_a_content_that_left_may_enter_again():
    flight = Flight()
    flight.enter(hashed(b"x"))
    flight.leave(b"x")
    assert flight.enter(hashed(b"x"))


@given(st.sets(st.integers(0, 100_000)), st.integers(0, 100_000))
def test_seen_ids_are_a_set(ids, probe):
    seen = SeenIds()
    seen.add(ids)
    assert seen.holds(probe) == (probe in ids)
