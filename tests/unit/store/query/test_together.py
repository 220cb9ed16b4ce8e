from __future__ import annotations

from typing import TYPE_CHECKING

from triage.store.together import same_content

if TYPE_CHECKING:
    from tests.unit.store.query.conftest import MadeCase


def test_all_copies_of_an_item_come_with_it(case: MadeCase):
    a, b, c = case.item("a", b"x"), case.item("b", b"y"), case.item("c", b"x")
    columns = case.columns()
    assert same_content(columns, [c]).tolist() == [a, c]
    assert same_content(columns, [c, b]).tolist() == [a, b, c]


def test_an_item_without_content_is_alone(case: MadeCase):
    a, _ = case.item("a", None), case.item("b", None)
    case.item("c", b"x")
    assert same_content(case.columns(), [a]).tolist() == [a]


def test_an_item_without_content_joins_no_copies(case: MadeCase):
    a, b = case.item("a", b"x"), case.item("b", b"x")
    case.item("c", None)
    assert same_content(case.columns(), [a]).tolist() == [a, b]


def test_an_item_that_is_not_loaded_yet_is_kept(case: MadeCase):
    a, b = case.item("a", b"x"), case.item("b", b"x")
    assert same_content(case.columns(), [99, a]).tolist() == [a, b, 99]


def test_nothing_brings_nothing(case: MadeCase):
    assert same_content(case.columns(), []).tolist() == []
