from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import triage
from tests.support.case_records import (
    BY,
    add_files,
    add_source,
    begin_run,
    done,
    found,
    pack,
)
from triage.core.errors import KnownError
from triage.store import provenance
from triage.store.commands import SetGrade, SetThreshold

if TYPE_CHECKING:
    from collections.abc import Callable

    from triage.store.case import Case


@pytest.fixture
def items(case: Case) -> tuple[int, ...]:
    """Three done items."""
    ids = add_files(case, add_source(case), [found(n) for n in range(3)])
    for number, item in enumerate(ids):
        case.send(done(item, number)).result(10)
    return ids


def _last_detail(ask: Callable[..., list[Any]]) -> dict[str, Any]:
    return json.loads(ask("SELECT detail FROM audit ORDER BY n DESC LIMIT 1")[0][0])


def test_a_grade_names_category_person_and_content(
    case: Case, items: tuple[int, ...], ask: Callable[..., list[Any]]
) -> None:
    case.send(SetGrade(items[:2], 1, "lee")).result(10)
    rows = ask("SELECT item_id, category, by, content_id FROM grade")
    assert rows == [(items[0], 1, "lee", 1), (items[1], 1, "lee", 2)]


def test_many_items_are_one_audit_row_with_what_was_before(
    case: Case, items: tuple[int, ...], ask: Callable[..., list[Any]]
) -> None:
    case.send(SetGrade(items[:1], 2, BY)).result(10)
    answer = case.send(SetGrade(items, 1, "lee")).result(10)
    assert answer.value == (2, None, None)
    assert _last_detail(ask) == {
        "category": 1,
        "name": "relevant",
        "items": list(items),
        "old": [2, None, None],
    }


@pytest.mark.parametrize("nothing", [None, 0])
def test_none_and_zero_take_a_grade_away(
    case: Case, items: tuple[int, ...], ask: Callable[..., list[Any]], nothing: int | None
) -> None:
    case.send(SetGrade(items, 1, BY)).result(10)
    case.send(SetGrade(items[:1], nothing, BY)).result(10)
    assert ask("SELECT item_id FROM grade") == [(items[1],), (items[2],)]


def test_the_log_takes_grades_only_from_items_that_had_one(
    case: Case, items: tuple[int, ...], ask: Callable[..., list[Any]]
) -> None:
    case.send(SetGrade(items[1:2], 2, BY)).result(10)
    answer = case.send(SetGrade(items, None, "lee")).result(10)
    assert (answer.items, answer.rows, answer.value) == (items[1:2], 1, (None, 2, None))
    assert _last_detail(ask) == {
        "category": None,
        "name": None,
        "items": [items[1]],
        "old": [2],
    }


@pytest.mark.parametrize(
    ("ids", "category", "by", "sentence"),
    [
        ((1, 99), 1, BY, "no item 99"),
        ((1,), 9, BY, "no category 9; choose one of 1 relevant"),
        ((), 1, BY, "at least one id"),
        ((1,), 1, " ", "name of the person"),
    ],
)
def test_a_grade_that_makes_no_sense_changes_nothing(
    case: Case,
    items: tuple[int, ...],
    ask: Callable[..., list[Any]],
    ids: tuple[int, ...],
    category: int,
    by: str,
    sentence: str,
) -> None:
    with pytest.raises(KnownError, match=sentence):
        case.send(SetGrade(ids, category, by)).result(10)
    assert ask("SELECT * FROM grade") == []
    assert ask("SELECT * FROM audit WHERE what = 'grade-set'") == []


def test_a_changed_items_grade_stays_with_the_earlier_content(
    case: Case, items: tuple[int, ...], ask: Callable[..., list[Any]]
) -> None:
    case.send(SetGrade(items[:1], 1, BY)).result(10)
    case.send(done(items[0], 77)).result(10)
    ((graded, present),) = ask(
        "SELECT grade.content_id, item.content_id FROM grade JOIN item ON item.id = item_id"
    )
    assert (graded, present) == (1, 4)


def test_nothing_but_a_persons_command_writes_a_grade() -> None:
    folder = Path(triage.__file__).parent
    writes = re.compile(r"(INTO|UPDATE|FROM)\s+grade\b", re.IGNORECASE)
    deletes = re.compile(r"DELETE FROM grade\b", re.IGNORECASE)
    writers = {
        file.name
        for file in folder.rglob("*.py")
        for match in writes.finditer(file.read_text("utf-8"))
        if match[1].upper() != "FROM" or deletes.search(file.read_text("utf-8"))
    }
    assert writers == {"grades.py"}


def test_a_threshold_moves_and_comes_back_on_record(
    case: Case, ask: Callable[..., list[Any]]
) -> None:
    begin_run(case)
    case.send(SetThreshold("cat", 0.7, "lee")).result(10)
    with case.reader() as reader:
        moved = provenance.effective_thresholds(reader.connection)["pets"]["cat"]
    assert moved == {"value": 0.7, "default": 0.5}
    case.send(SetThreshold("pets/cat", None, "kim")).result(10)
    detail = _last_detail(ask)
    assert (detail["pack"], detail["label"], detail["old"], detail["new"]) == (
        "pets",
        "cat",
        0.7,
        0.5,
    )
    assert detail["pack_sha256"] == "a" * 64
    assert ask("SELECT * FROM threshold") == []


def test_a_bare_label_of_two_packs_must_say_which(case: Case) -> None:
    begin_run(case, pack("pets"))
    begin_run(case, pack("zoo", "b"))
    with pytest.raises(KnownError, match="say pets/cat or zoo/cat"):
        case.send(SetThreshold("cat", 0.7, BY)).result(10)
    assert case.send(SetThreshold("zoo/cat", 0.7, BY)).result(10).ids == (2,)


@pytest.mark.parametrize("value", [-0.1, 1.5, float("nan")])
def test_a_threshold_lies_between_zero_and_one(case: Case, value: float) -> None:
    begin_run(case)
    with pytest.raises(KnownError, match="between 0 and 1"):
        case.send(SetThreshold("cat", value, BY)).result(10)


def test_an_unknown_label_is_answered_with_the_known_ones(case: Case) -> None:
    with pytest.raises(KnownError, match="No model pack has scored"):
        case.send(SetThreshold("bird", 0.5, BY)).result(10)
    begin_run(case)
    with pytest.raises(KnownError, match="there are: cat, dog"):
        case.send(SetThreshold("bird", 0.5, BY)).result(10)


def test_a_newer_pack_of_the_same_name_starts_from_its_own_defaults(case: Case) -> None:
    begin_run(case, pack("pets", "a"))
    case.send(SetThreshold("cat", 0.9, BY)).result(10)
    begin_run(case, pack("pets", "b"))
    with case.reader() as reader:
        thresholds = provenance.effective_thresholds(reader.connection)
        keys = [row.key for row in provenance.pack_keys(reader.connection)]
    assert thresholds["pets"]["cat"]["value"] == 0.5
    assert keys == ["pets", "pets@aaaaaaaa"]
    begin_run(case, pack("pets", "a"))
    with case.reader() as reader:
        assert provenance.effective_thresholds(reader.connection)["pets"]["cat"]["value"] == 0.9


def test_a_model_run_is_on_record_with_its_full_provenance(
    case: Case, ask: Callable[..., list[Any]]
) -> None:
    begin_run(case)
    detail = _last_detail(ask)
    expected = {
        "pack": "pets",
        "sha256": "a" * 64,
        "model_sha256": "f" * 64,
        "runtime": "onnxruntime 1.24.4",
        "provider": "cpu",
        "device": "test processor",
        "batch": 8,
        "preprocessing": {"mean": [0.5]},
    }
    assert expected.items() <= detail.items()
