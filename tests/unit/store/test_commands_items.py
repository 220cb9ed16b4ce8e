from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.case_records import (
    add_files,
    add_source,
    begin_run,
    done,
    examined,
    found,
    hashes,
    vector,
)
from triage.core.errors import BugError
from triage.core.records import Examined, FileKind, Flag, Peek, Reason, State
from triage.store.commands import (
    MarkMissing,
    RecordFound,
    RecordItem,
    RecordPeek,
    RecordScores,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from triage.core.records import FoundFile
    from triage.store.case import Case


@pytest.fixture
def source(case: Case) -> int:
    return add_source(case)


def _see(case: Case, source: int, *files: FoundFile) -> tuple[str, ...]:
    return case.send(RecordFound(source, files, None)).result(10).value


def test_new_files_are_pending_and_others_have_their_end_state(
    case: Case, source: int, ask: Callable[..., list[Any]]
) -> None:
    files = [found(n, kind=kind) for n, kind in enumerate(FileKind)]
    assert _see(case, source, *files) == ("new",) * 4
    assert ask("SELECT kind, state, reason FROM item ORDER BY id") == [
        ("regular", State.PENDING, Reason.NONE),
        ("link", State.SKIPPED, Reason.LINK),
        ("special", State.SKIPPED, Reason.SPECIAL_FILE),
        ("unreadable", State.FAILED, Reason.UNREADABLE),
    ]


def test_ids_come_in_the_order_of_the_files(case: Case, source: int) -> None:
    first = add_files(case, source, [found(1), found(2, b"b")])
    again = add_files(case, source, [found(2, b"b"), found(3), found(1)])
    assert (again[0], again[2]) == (first[1], first[0])
    assert again[1] not in first


def test_a_file_named_twice_in_a_batch_is_one_item(case: Case, source: int) -> None:
    assert _see(case, source, found(1), found(1)) == ("new", "same")


def test_a_done_file_seen_again_unchanged_stays_done(
    case: Case, source: int, ask: Callable[..., list[Any]]
) -> None:
    (item,) = add_files(case, source, [found(1)])
    case.send(done(item, 1)).result(10)
    assert _see(case, source, found(1)) == ("same",)
    assert ask("SELECT state FROM item") == [(State.ANALYSED,)]


@pytest.mark.parametrize("change", [{"size": 7}, {"modified_ns": 7}])
def test_another_size_or_time_asks_for_a_new_look_and_keeps_the_content(
    case: Case, source: int, ask: Callable[..., list[Any]], change: dict[str, int]
) -> None:
    (item,) = add_files(case, source, [found(1)])
    case.send(done(item, 1)).result(10)
    assert _see(case, source, replace(found(1), **change)) == ("recheck",)
    assert ask("SELECT state, content_id, 7 IN (size, modified_ns) FROM item") == [(0, 1, 1)]


@pytest.mark.parametrize("reason", [Reason.UNREADABLE, Reason.DISAPPEARED])
def test_what_could_not_be_read_is_tried_again_when_seen_again(
    case: Case, source: int, ask: Callable[..., list[Any]], reason: Reason
) -> None:
    (item,) = add_files(case, source, [found(1)])
    case.send(RecordItem(item, None, None, None, State.FAILED, reason, "no")).result(10)
    assert _see(case, source, found(1)) == ("recheck",)
    assert ask("SELECT state, reason, detail FROM item") == [(0, 0, "")]


def test_a_missing_file_that_is_back_loses_the_flag(
    case: Case, source: int, ask: Callable[..., list[Any]]
) -> None:
    (item,) = add_files(case, source, [found(1)])
    case.send(done(item, 1)).result(10)
    assert case.send(MarkMissing((item,))).result(10).rows == 1
    assert ask("SELECT flags, state FROM item") == [(Flag.MISSING, State.ANALYSED)]
    assert _see(case, source, found(1)) == ("same",)
    assert ask("SELECT flags FROM item") == [(0,)]
    case.send(MarkMissing((item,))).result(10)
    assert _see(case, source, replace(found(1), size=7)) == ("recheck",)
    assert ask("SELECT flags FROM item") == [(0,)]


def test_a_file_that_became_a_link_keeps_its_bytes_as_an_earlier_content(
    case: Case, source: int, ask: Callable[..., list[Any]]
) -> None:
    (item,) = add_files(case, source, [found(1)])
    case.send(done(item, 1)).result(10)
    assert _see(case, source, found(1, kind=FileKind.LINK)) == ("recheck",)
    row = ask("SELECT state, reason, content_id, flags FROM item")
    assert row == [(State.SKIPPED, Reason.LINK, None, Flag.CHANGED)]
    assert ask("SELECT item_id, content_id FROM earlier_content") == [(item, 1)]


def test_a_done_file_that_cannot_be_looked_at_now_keeps_its_record(
    case: Case, source: int, ask: Callable[..., list[Any]]
) -> None:
    (item,) = add_files(case, source, [found(1)])
    case.send(done(item, 1)).result(10)
    assert _see(case, source, found(1, kind=FileKind.UNREADABLE)) == ("same",)
    assert ask("SELECT state, content_id FROM item") == [(State.ANALYSED, 1)]


def test_an_item_gets_hashes_metadata_camera_place_and_thumbnail(
    case: Case, source: int, ask: Callable[..., list[Any]]
) -> None:
    (item,) = add_files(case, source, [found(1)])
    tags = {"Make": " Maker ", "Model": "M", "GPSLatitude": -33.5, "GPSLongitude": 151}
    what = examined(1, metadata=tags, taken="2020-01-02T03:04:05", phash=b"12345678")
    answer = case.send(RecordItem(item, None, hashes(1), what, State.ANALYSED)).result(10)
    assert (answer.items, answer.ids, answer.value) == ((item,), (1,), True)
    row = ask(
        "SELECT sha256, taken, make, latitude, longitude, phash, jpeg FROM content "
        "JOIN camera ON camera.id = camera_id JOIN thumbnail ON content_id = content.id"
    )
    place = (-33.5, 151.0)
    assert row == [(hashes(1).sha256, what.taken, "Maker", *place, what.phash, what.thumbnail)]
    assert json.loads(ask("SELECT metadata FROM content")[0][0]) == tags


def test_a_copy_takes_the_state_of_its_content(
    case: Case, source: int, ask: Callable[..., list[Any]]
) -> None:
    first, copy = add_files(case, source, [found(1), found(2)])
    broken = Examined(State.FAILED, Reason.CORRUPT, "bad header")
    case.send(RecordItem(first, None, hashes(1), broken, State.FAILED)).result(10)
    answer = case.send(RecordItem(copy, None, hashes(1), None, State.ANALYSED)).result(10)
    assert answer.value is False
    assert (
        ask("SELECT state, reason, detail, content_id FROM item")
        == [(State.FAILED, Reason.CORRUPT, "bad header", 1)] * 2
    )


def test_of_two_examinations_of_one_content_the_first_counts(
    case: Case, source: int, ask: Callable[..., list[Any]]
) -> None:
    first, copy = add_files(case, source, [found(1), found(2)])
    case.send(done(first, 1)).result(10)
    late = RecordItem(copy, None, hashes(1), examined(1, width=99), State.ANALYSED)
    case.send(late).result(10)
    assert ask("SELECT width FROM content") == [(40,)]


def test_a_copy_of_nothing_is_a_bug(case: Case, source: int) -> None:
    (item,) = add_files(case, source, [found(1)])
    with pytest.raises(BugError, match="copy of a content that is not there"):
        case.send(RecordItem(item, None, hashes(1), None, State.ANALYSED)).result(10)


def test_an_empty_file_has_hashes_and_is_skipped(
    case: Case, source: int, ask: Callable[..., list[Any]]
) -> None:
    (item,) = add_files(case, source, [found(1)])
    command = RecordItem(item, None, hashes(1), None, State.SKIPPED, Reason.EMPTY)
    case.send(command).result(10)
    assert ask("SELECT state, reason, content_id FROM item") == [(State.SKIPPED, Reason.EMPTY, 1)]
    assert ask("SELECT state, reason FROM content") == [(State.SKIPPED, Reason.EMPTY)]


def test_flags_of_the_bytes_go_to_the_content_and_those_of_the_name_to_the_item(
    case: Case, source: int, ask: Callable[..., list[Any]]
) -> None:
    (item,) = add_files(case, source, [found(1)])
    what = examined(1, flags=Flag.TRUNCATED | Flag.EXTENSION_MISMATCH)
    case.send(RecordItem(item, None, hashes(1), what, State.ANALYSED)).result(10)
    assert ask("SELECT flags FROM content") == [(Flag.TRUNCATED,)]
    assert ask("SELECT flags FROM item") == [(Flag.EXTENSION_MISMATCH,)]


def test_a_changed_file_keeps_what_it_was_and_is_flagged_for_ever(
    case: Case, source: int, ask: Callable[..., list[Any]]
) -> None:
    (item,) = add_files(case, source, [found(1)])
    case.send(done(item, 1)).result(10)
    _see(case, source, replace(found(1), size=5))
    case.send(replace(done(item, 2), found=replace(found(1), size=6))).result(10)
    assert ask("SELECT state, content_id, flags, size FROM item") == [(1, 2, Flag.CHANGED, 6)]
    assert ask("SELECT content_id FROM earlier_content") == [(1,)]
    case.send(done(item, 2)).result(10)
    assert ask("SELECT flags FROM item") == [(Flag.CHANGED,)]


def test_a_file_read_again_with_the_same_bytes_is_not_changed(
    case: Case, source: int, ask: Callable[..., list[Any]]
) -> None:
    (item,) = add_files(case, source, [found(1)])
    case.send(done(item, 1)).result(10)
    _see(case, source, replace(found(1), modified_ns=5))
    case.send(done(item, 1)).result(10)
    assert ask("SELECT flags, content_id FROM item") == [(0, 1)]
    assert ask("SELECT * FROM earlier_content") == []


@pytest.mark.parametrize(("then", "flag", "earlier"), [(1, 0, []), (2, Flag.CHANGED, [(1,)])])
def test_a_file_unreadable_for_a_while_is_changed_only_if_its_bytes_did(
    case: Case,
    source: int,
    ask: Callable[..., list[Any]],
    then: int,
    flag: int,
    earlier: list[tuple[int]],
) -> None:
    (item,) = add_files(case, source, [found(1)])
    case.send(done(item, 1)).result(10)
    denied = RecordItem(item, None, None, None, State.FAILED, Reason.UNREADABLE, "denied")
    case.send(denied).result(10)
    assert ask("SELECT state, content_id FROM item") == [(State.FAILED, None)]
    case.send(done(item, then)).result(10)
    assert ask("SELECT flags FROM item") == [(flag,)]
    assert ask("SELECT content_id FROM earlier_content") == earlier


def test_a_known_file_that_is_gone_keeps_its_state_and_is_missing(
    case: Case, source: int, ask: Callable[..., list[Any]]
) -> None:
    (item,) = add_files(case, source, [found(1)])
    case.send(done(item, 1)).result(10)
    gone = RecordItem(item, None, None, None, State.FAILED, Reason.DISAPPEARED)
    case.send(gone).result(10)
    row = ask("SELECT state, reason, content_id, flags FROM item")
    assert row == [(State.ANALYSED, Reason.NONE, 1, Flag.MISSING)]


def test_a_peek_is_for_show_until_the_item_is_done(
    case: Case, source: int, ask: Callable[..., list[Any]]
) -> None:
    (item,) = add_files(case, source, [found(1)])
    peek = RecordPeek(item, Peek(b"jpeg", "2020-01-01T00:00:00", "Maker M"))
    case.send(peek).result(10)
    assert ask("SELECT jpeg, camera FROM peek") == [(b"jpeg", "Maker M")]
    case.send(done(item, 1)).result(10)
    assert ask("SELECT * FROM peek") == []
    assert case.send(peek).result(10).rows == 0
    assert ask("SELECT * FROM peek") == []


def test_scores_are_kept_as_given_and_never_written_over(
    case: Case, source: int, ask: Callable[..., list[Any]]
) -> None:
    run = begin_run(case)
    (item,) = add_files(case, source, [found(1)])
    case.send(done(item, 1, ((run, vector(0.25, 0.75)),))).result(10)
    late = RecordScores(1, ((begin_run(case), vector(0, 0)),))
    assert case.send(late).result(10).rows == 0
    assert ask("SELECT pack_id, content_id, run_id, scores FROM suggestion") == [
        (1, 1, run, vector(0.25, 0.75))
    ]


def test_text_that_is_no_unicode_and_numbers_that_are_none_are_kept_readable(
    case: Case, source: int, ask: Callable[..., list[Any]]
) -> None:
    (item,) = add_files(case, source, [found(1)])
    odd = examined(1, detail="name \udcff", metadata={"Make": "\udc80", "FNumber": float("nan")})
    case.send(RecordItem(item, None, hashes(1), odd, State.ANALYSED)).result(10)
    assert ask("SELECT detail FROM item") == [("name \\udcff",)]
    assert json.loads(ask("SELECT metadata FROM content")[0][0])["FNumber"] == "nan"
