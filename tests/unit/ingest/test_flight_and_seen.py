from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from triage.core.records import FileKind, FoundFile, Hashes, Identity
from triage.ingest.flight import Flight
from triage.ingest.hash_stage import Hashed, Work
from triage.ingest.place import Place
from triage.ingest.seen import SeenIds
from triage.store.worklist import WorkItem


def hashed(sha256: bytes) -> Hashed:
    work = Work(WorkItem(1, 1, b"", b"x", 1, 1), Place(1, "s", Path("s"), 0, 0))
    found = FoundFile(b"", b"x", FileKind.REGULAR)
    return Hashed(work, found, Hashes(b"", b"", sha256, 1), Identity(0, 0, 1, 0, 0))


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
