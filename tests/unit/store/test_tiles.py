from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.support.case_records import add_files, add_source, done, found
from triage.core.errors import CaseError
from triage.core.records import Peek
from triage.store import thumbnails, tiles
from triage.store.commands import RecordPeek
from triage.store.item_detail import item_detail
from triage.store.reader import Reader
from triage.store.tiles import TileRow, read_tiles

if TYPE_CHECKING:
    from pathlib import Path

    from triage.store.case import Case


@pytest.fixture
def items(case: Case) -> tuple[int, ...]:
    """A done item, a pending one with a peek, a pending one without."""
    ids = add_files(case, add_source(case), [found(n) for n in range(3)])
    case.send(done(ids[0], 0)).result(10)
    peek = Peek(b"embedded", "2020-01-02T03:04:05", "Maker M1")
    case.send(RecordPeek(ids[1], peek)).result(10)
    return ids


def read(case: Case, ids, **how) -> list[TileRow]:
    with case.reader() as reader:
        return read_tiles(reader.connection, ids, **how)


def test_a_tile_has_name_place_and_thumbnail(case: Case, items: tuple[int, ...]):
    (row,) = read(case, items[:1])
    assert (row.name, row.folder, row.source) == (b"f0.jpg", b"a", "evidence")
    assert (row.width, row.height, row.modified_ns) == (40, 30, 0)
    assert (row.jpeg, row.from_peek) == (b"\xff\xd8 thumbnail 0", False)


def test_a_pending_item_shows_its_peek_and_says_so(case: Case, items: tuple[int, ...]):
    (row,) = read(case, items[1:2])
    assert (row.jpeg, row.from_peek, row.taken) == (b"embedded", True, "2020-01-02T03:04:05")


def test_an_item_without_a_picture_has_none(case: Case, items: tuple[int, ...]):
    (row,) = read(case, items[2:])
    assert (row.jpeg, row.from_peek) == (None, False)


def test_the_order_is_that_of_the_ids_and_strangers_are_left_out(
    case: Case, items: tuple[int, ...], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(tiles, "CHUNK", 2)
    asked = [items[2], 99, items[0], items[1]]
    assert [row.item_id for row in read(case, asked)] == [items[2], items[0], items[1]]


def test_texts_alone_need_no_pictures(case: Case, items: tuple[int, ...]):
    assert [row.jpeg for row in read(case, items, pictures=False)] == [None] * 3


@pytest.fixture
def bare(case: Case, case_path: Path, items: tuple[int, ...]) -> Path:
    """The case with its table of thumbnails dropped."""
    case.close()
    with closing(sqlite3.connect(case_path, isolation_level=None)) as conn:
        conn.execute("DROP TABLE thumbnail")
    return case_path


def test_a_lost_table_of_thumbnails_is_one_plain_sentence(bare: Path, items: tuple[int, ...]):
    with Reader.open(bare) as reader:
        with pytest.raises(CaseError, match="has lost its small pictures"):
            read_tiles(reader.connection, items)
        assert "names, scores and grades are all there" in thumbnails.pictures_gone(
            reader.connection
        )


def test_without_the_table_texts_and_details_can_still_be_read(bare: Path, items: tuple[int, ...]):
    with Reader.open(bare) as reader:
        assert len(read_tiles(reader.connection, items, pictures=False)) == 3
        assert item_detail(reader.connection, None, items[0]).jpeg is None
        assert item_detail(reader.connection, None, items[1]).jpeg == b"embedded"


def test_a_whole_case_has_nothing_to_say(case: Case):
    with case.reader() as reader:
        assert thumbnails.pictures_gone(reader.connection) == ""
