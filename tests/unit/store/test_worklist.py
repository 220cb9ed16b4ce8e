from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.case_records import add_files, add_source, begin_run, done, found, hashes, vector
from triage.core.records import FileKind, State
from triage.store import provenance, worklist

if TYPE_CHECKING:
    from collections.abc import Iterator
    from sqlite3 import Connection

    from triage.store.case import Case


@pytest.fixture
def reading(case: Case) -> Iterator[Connection]:
    """Items 1 and 2 are copies with scores, 3 is analysed without, 4 is a link, 5 pending."""
    files = [*(found(n) for n in (1, 2, 3)), found(4, kind=FileKind.LINK), found(5, b"\xff")]
    ids = add_files(case, add_source(case), files)
    run = begin_run(case)
    case.send(done(ids[0], 1, ((run, vector(0.25, 0.75)),))).result(10)
    case.send(done(ids[1], 1)).result(10)
    case.send(done(ids[2], 3)).result(10)
    with case.reader() as reader:
        yield reader.connection


def test_pending_items_come_by_id_with_what_the_scan_saw(reading: Connection) -> None:
    (item,) = worklist.pending(reading)
    assert (item.id, item.folder, item.name, item.size) == (5, b"\xff", b"f5.jpg", 105)
    assert worklist.pending(reading, after_id=5) == []
    assert worklist.count_pending(reading) == 1


def test_of_items_asked_for_only_pending_ones_come(reading: Connection) -> None:
    (item,) = worklist.pending(reading)
    assert worklist.pending_among(reading, [3, 5, 99]) == [item]
    assert worklist.pending_among(reading, []) == []


def test_pending_items_come_once_in_the_order_asked(case: Case) -> None:
    ids = add_files(case, add_source(case), [found(n) for n in range(4)])
    asked = [ids[2], ids[0], ids[3]]
    with case.reader() as reader:
        among = worklist.pending_among(reader.connection, [*asked, ids[2]])
    assert [item.id for item in among] == asked


def test_unscored_contents_come_with_their_places(reading: Connection) -> None:
    pack = provenance.pack_id(reading, "a" * 64)
    (content,) = worklist.unscored(reading, pack)
    assert content.sha256 == hashes(3).sha256
    assert [place.item_id for place in content.places] == [3]
    assert worklist.count_unscored(reading, pack) == 1


def test_for_a_new_pack_every_analysed_content_is_unscored(reading: Connection) -> None:
    assert provenance.pack_id(reading, "b" * 64) is None
    first, second = worklist.unscored(reading, None)
    assert [place.item_id for place in first.places] == [1, 2]
    assert worklist.unscored(reading, None, after_content_id=first.content_id) == [second]


def test_a_content_is_known_by_its_hash(reading: Connection) -> None:
    known = worklist.find_content(reading, hashes(1).sha256)
    assert known is not None
    assert (known.state, known.media_type) == (State.ANALYSED, "image/jpeg")
    assert known.scored_by == {1}
    assert worklist.find_content(reading, bytes(32)) is None


def test_a_sample_of_scores_has_the_vectors(reading: Connection) -> None:
    (scored,) = worklist.random_scored(reading, 5)
    assert (scored.sha256, scored.scores) == (hashes(1).sha256, vector(0.25, 0.75))


def test_recorded_items_come_with_hashes_where_they_have_any(reading: Connection) -> None:
    items = worklist.recorded(reading, source_id=1)
    assert [item.id for item in items] == [1, 2, 3, 4, 5]
    assert items[0].sha256 == hashes(1).sha256
    assert (items[3].kind, items[3].sha256) == (FileKind.LINK, None)
    assert worklist.recorded(reading, source_id=2) == []
    assert worklist.item_ids(reading, 1) == [1, 2, 3, 4, 5]
