from __future__ import annotations

import json

from tests.support.case_records import BY, add_files, add_source, found
from triage.core.records import FileKind
from triage.store.commands import OpenUpFolder, SetGrade


def _closed_folder(case) -> int:
    return add_files(case, add_source(case), [found(1, kind=FileKind.UNREADABLE)])[0]


def test_a_folder_that_opened_up_is_no_item_any_more(case, ask) -> None:
    item = _closed_folder(case)
    assert case.send(OpenUpFolder(item, BY)).result(10).rows == 1
    assert ask("SELECT count(*) FROM item") == [(0,)]


def test_the_audit_log_says_which_folder_it_was(case, ask) -> None:
    item = _closed_folder(case)
    case.send(OpenUpFolder(item, BY)).result(10)
    [(detail,)] = ask("SELECT detail FROM audit WHERE what = 'folder-opened-up'")
    assert json.loads(detail) == {"source": "evidence", "path": "a/f1.jpg", "item": item}


def test_a_graded_folder_stays(case, ask) -> None:
    item = _closed_folder(case)
    case.send(SetGrade((item,), 1, BY)).result(10)
    assert case.send(OpenUpFolder(item, BY)).result(10).rows == 0
    assert ask("SELECT count(*) FROM item") == [(1,)]
    assert ask("SELECT count(*) FROM audit WHERE what = 'folder-opened-up'") == [(0,)]


def test_a_file_is_never_taken_away(case, ask) -> None:
    item = add_files(case, add_source(case), [found(1)])[0]
    case.send(OpenUpFolder(item, BY)).result(10)
    assert ask("SELECT count(*) FROM item") == [(1,)]
