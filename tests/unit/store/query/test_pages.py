import hashlib
import json

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from triage.core.filters import Filter, Sort
from triage.core.records import Flag, Reason, State
from triage.store import pages
from triage.store.json_text import json_line, shortest

KEYS = (
    *("id", "path", "source", "size", "modified", "created", "md5", "sha1", "sha256"),
    *("media_type", "width", "height", "state", "reason", "flags", "taken", "metadata"),
    *("scores", "suggestions", "top", "grade", "copies", "duplicates"),
)


def records(case, wanted=None):
    query = case.query()
    rows = query.rows(wanted or Filter(), Sort.PATH)
    return pages.hydrate(case.connection, query.columns, rows)


def test_keys_stand_in_the_order_of_the_contract(case):
    case.item("a.jpg")
    case.item("b.jpg", None)
    for record in records(case):
        assert tuple(record) == KEYS


def test_an_item_with_everything(case):
    pack = case.pack("p", {"cat": 0.5, "dog": 0.5})
    item = case.item(
        "x/a.jpg",
        b"data",
        size=4,
        modified_ns=1_500_000_000,
        flags=Flag.MISSING,
        width=40,
        height=30,
        taken="2020-01-01T00:00:00",
        metadata={"ISO": 100},
    )
    case.score(item, pack, 0.7, 0.1)
    case.grade(item, 2, by="ben")
    [record] = records(case)
    assert record == {
        "id": item,
        "path": "x/a.jpg",
        "source": "Card",
        "size": 4,
        "modified": "1970-01-01T00:00:01.500000Z",
        "created": None,
        **{kind: hashlib.new(kind, b"data").hexdigest() for kind in ("md5", "sha1", "sha256")},
        "media_type": "image/jpeg",
        "width": 40,
        "height": 30,
        "state": "analysed",
        "reason": None,
        "flags": ["missing"],
        "taken": "2020-01-01T00:00:00",
        "metadata": {"ISO": 100},
        "scores": {"p": {"cat": 0.7, "dog": 0.1}},
        "suggestions": [{"pack": "p", "label": "cat", "score": 0.7, "threshold": 0.5}],
        "top": {"pack": "p", "label": "cat", "score": 0.7},
        "grade": {"category": 2, "by": "ben", "at": "2026-01-01T00:00:00.000Z"},
        "copies": 1,
        "duplicates": [],
    }


def test_a_link_has_nulls_and_its_reason(case):
    case.item("a.jpg", None, size=None, state=State.SKIPPED, reason=Reason.LINK)
    [record] = records(case)
    assert record["state"] == "skipped"
    assert record["reason"] == "link"
    unknown = ("size", "modified", "sha256", "md5", "sha1", "media_type", "width", "taken", "top")
    assert [record[key] for key in unknown] == [None] * len(unknown)
    assert record["copies"] == 1
    assert record["scores"] == record["metadata"] == {}


def test_rows_keep_their_order_over_several_chunks(case, monkeypatch):
    monkeypatch.setattr(pages, "CHUNK", 2)
    for number in range(5):
        case.item(f"{number}.jpg")
    columns = case.columns()
    rows = np.array([4, 0, 3, 1, 2], dtype=np.int32)
    found = [record["id"] for record in pages.stream(case.connection, columns, rows)]
    assert found == columns.ids[rows].tolist()


def test_duplicates_are_the_first_twenty_others(case):
    items = [case.item(f"{number:02}.jpg", b"same") for number in range(30)]
    found = records(case)
    assert found[0]["duplicates"] == items[1:21]
    assert found[25]["duplicates"] == items[:20]
    assert {record["copies"] for record in found} == {30}


def test_an_older_hash_of_a_pack_shows_its_scores_alone(case):
    old = case.pack("p", {"cat": 0.5}, sha256="12345678" + "0" * 56)
    new = case.pack("p", {"cat": 0.5}, sha256="2" * 64)
    item = case.item("a.jpg")
    case.score(item, old, 0.9)
    case.score(item, new, 0.25)
    [record] = records(case)
    assert record["scores"] == {"p": {"cat": 0.25}, "p@12345678": {"cat": 0.9}}
    assert record["suggestions"] == []
    assert record["top"] is None


def test_top_is_the_same_as_in_the_columns(case):
    pack = case.pack("p", {"cat": 0.5, "gun": 0.5, "bomb": 0.5}, notable=("gun", "bomb"))
    case.score(case.item("a.jpg"), pack, 0.9, 0.7, 0.7)
    [record] = records(case)
    columns = case.columns()
    scored, number = columns.top.labels[columns.top.code[0]]
    assert record["top"]["label"] == scored.labels[number].name == "gun"


def test_suggestions_follow_a_threshold_moved_in_memory(case):
    pack = case.pack("p", {"cat": 0.5})
    case.score(case.item("a.jpg"), pack, 0.6)
    query = case.query()
    query.set_threshold("p", "cat", 0.65)
    [record] = pages.hydrate(case.connection, query.columns, query.rows(Filter()))
    assert record["suggestions"] == []


def test_a_changed_item_tells_what_it_was_and_what_was_graded(case):
    before = case.content(b"before")
    item = case.item("a.jpg", b"after", flags=Flag.CHANGED)
    case.earlier(item, before)
    case.grade(item, 1, content=before)
    [record] = records(case)
    sha256 = hashlib.sha256(b"before").hexdigest()
    assert record["earlier"] == [{"sha256": sha256, "seen": "2026-01-01T00:00:00.000Z"}]
    assert record["grade"]["given_to"] == sha256


def test_a_grade_of_the_present_content_names_no_other(case):
    item = case.item("a.jpg")
    case.grade(item, 1, content=case.content_of(item))
    [record] = records(case)
    assert "given_to" not in record["grade"]


def test_a_score_that_is_no_number_is_null(case):
    pack = case.pack("p", {"cat": 0.5, "dog": 0.5})
    case.score(case.item("a.jpg"), pack, float("nan"), 0.75)
    [record] = records(case)
    assert record["scores"] == {"p": {"cat": None, "dog": 0.75}}
    assert record["top"]["label"] == "dog"


def test_a_line_is_ascii_and_reads_back(case):
    case.item("ordner/ü\udcff\u202e.jpg", metadata={"Artist": "Zoë"})
    [record] = records(case)
    line = json_line(record)
    assert line.isascii()
    assert "\\udcff" in line
    assert "\n" not in line
    assert json.loads(line) == record


def test_not_a_number_in_stored_metadata_becomes_null(case):
    content = case.content_of(case.item("a.jpg"))
    case.connection.execute(
        "UPDATE content SET metadata = ? WHERE id = ?", ('{"FNumber": NaN}', content)
    )
    [record] = records(case)
    assert record["metadata"] == {"FNumber": None}
    assert json_line(record)


def test_a_row_that_the_case_has_not_is_a_bug(case):
    case.item("a.jpg")
    columns = case.columns()
    case.connection.execute("DELETE FROM item")
    with pytest.raises(pages.BugError, match="item 1 is not in the case"):
        pages.hydrate(case.connection, columns, np.array([0], dtype=np.int32))


@given(st.floats(0, 1, width=32))
@example(float(np.float32(1e-4)))
def test_a_float32_is_written_short_and_reads_back(number):
    text = json.dumps(shortest(np.float32(number)))
    assert np.float32(float(text)) == np.float32(number)
    written = str(np.float32(number))
    assert float(text) == float(written)
    assert text == repr(float(written))
