from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from tests.support.case_records import (
    BY,
    add_files,
    add_source,
    begin_run,
    done,
    found,
    hashes,
    pack,
    vector,
)
from triage.core.records import Examined, FileKind, Reason, State
from triage.store.commands import RecordItem, SetThreshold
from triage.store.status import status

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from triage.store.case import Case


def _status(case: Case) -> dict[str, Any]:
    with case.reader() as reader:
        return json.loads(json.dumps(status(reader.connection)))


@pytest.fixture
def filled(case: Case, tmp_path: Path) -> Case:
    """Two analysed copies, one corrupt file, a link, a pending file; the copies scored."""
    place = tmp_path / "evidence"
    place.mkdir()
    source = add_source(case, os.fsencode(place))
    files = [found(1), found(2), found(3), found(4, kind=FileKind.LINK), found(5)]
    first, copy, bad, *_ = add_files(case, source, files)
    run = begin_run(case)
    case.send(done(first, 1, ((run, vector(0.5, 0.45)),))).result(10)
    case.send(done(copy, 1)).result(10)
    broken = Examined(State.FAILED, Reason.CORRUPT, seconds=9.0)
    case.send(RecordItem(bad, None, hashes(3), broken, State.FAILED)).result(10)
    return case


def test_the_keys_are_those_of_the_contract(case: Case) -> None:
    assert list(_status(case)) == [
        *("found", "analysed", "skipped", "failed", "pending", "reasons", "labels", "sources"),
        *("models", "thresholds", "slowest", "audit"),
    ]


def test_counts_and_reasons_reconcile(filled: Case) -> None:
    now = _status(filled)
    assert [now[key] for key in ("found", "analysed", "skipped", "failed", "pending")] == [
        *(5, 2, 1, 1, 1)
    ]
    assert now["reasons"] == {"link": 1, "corrupt": 1}


def test_labels_count_suggested_items_copies_included(filled: Case) -> None:
    assert _status(filled)["labels"] == {"pets": {"cat": 2, "dog": 0}}
    filled.send(SetThreshold("dog", 0.45, BY)).result(10)  # float32 of 0.45 is below it
    assert _status(filled)["labels"] == {"pets": {"cat": 2, "dog": 2}}


def test_sources_say_whether_they_are_here(filled: Case, tmp_path: Path) -> None:
    (source,) = _status(filled)["sources"]
    assert source == {
        "name": "evidence",
        "exhibit": "E1",
        "place": str(tmp_path / "evidence"),
        "found": 5,
        "here": True,
    }
    (tmp_path / "evidence").rmdir()
    assert _status(filled)["sources"][0]["here"] is False


def test_models_count_items_and_name_runtime_and_provider(filled: Case) -> None:
    begin_run(filled, pack("pets", "b"))
    newest, older = _status(filled)["models"]
    assert (newest["name"], newest["items"]) == ("pets", 0)
    assert (older["name"], older["items"]) == ("pets@aaaaaaaa", 2)
    assert (older["runtime"], older["provider"]) == ("onnxruntime 1.24.4", "cpu")
    assert older["sha256"] == "a" * 64


def test_the_slowest_come_first_with_their_path(filled: Case) -> None:
    slowest = _status(filled)["slowest"]
    assert slowest[0] == {"path": "a/f3.jpg", "seconds": 9.0}
    assert [row["path"] for row in slowest] == ["a/f3.jpg", "a/f1.jpg"]


def test_thresholds_show_value_and_default(filled: Case) -> None:
    filled.send(SetThreshold("cat", 0.7, BY)).result(10)
    assert _status(filled)["thresholds"] == {
        "pets": {"cat": {"value": 0.7, "default": 0.5}, "dog": {"value": 0.5, "default": 0.5}}
    }


def test_the_audit_head_is_there(case: Case) -> None:
    assert _status(case)["audit"]["rows"] == 2
    assert len(_status(case)["audit"]["head"]) == 64
