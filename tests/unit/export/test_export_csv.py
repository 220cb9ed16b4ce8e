from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.export_fakes import FakeSelection, entry, item
from triage.core import names
from triage.export import csv_table, neutralise

if TYPE_CHECKING:
    from pathlib import Path


def rows(made: dict[str, Any]) -> dict[str, str]:
    handle = io.StringIO(newline="")
    csv_table.write_table(handle, [made], [("general", "weapon"), ("general", "other")])
    return next(csv.DictReader(io.StringIO(handle.getvalue(), newline="")))


def test_file_has_a_byte_order_mark_and_crlf(tmp_path: Path):
    csv_table.write(FakeSelection(made=[entry()]), tmp_path / "o.csv")
    data = (tmp_path / "o.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfid,path,source,")
    assert data.count(b"\r\n") == data.count(b"\n") == 2


def test_nested_values_are_json_text():
    row = rows(item(grade={"category": 2, "by": "kim", "at": "2026"}, flags=["changed"]))
    assert json.loads(row["grade"]) == {"category": 2, "by": "kim", "at": "2026"}
    assert json.loads(row["flags"]) == ["changed"]


def test_scores_are_columns_and_missing_ones_are_empty():
    row = rows(item())
    assert row["general/weapon"] == "0.9"
    assert row["general/other"] == ""


def test_numbers_are_written_as_numbers_and_nothing_as_an_empty_cell():
    row = rows(item(size=-5, taken=None))
    assert row["size"] == "-5"
    assert row["taken"] == ""


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", " =", "\uff1d"])
def test_a_formula_becomes_text(start: str):
    assert rows(item(path=f"{start}1+1"))["path"].startswith("'")


def test_direction_characters_and_lost_bytes_are_shown_escaped():
    assert rows(item(path="a\u202egpj\udcff.exe"))["path"] == "a\\u202egpj\\xff.exe"


def test_a_label_that_is_a_formula_is_neutralised_in_the_header():
    handle = io.StringIO(newline="")
    csv_table.write_table(handle, [], [("=p", "x")])
    assert handle.getvalue().endswith(",'=p/x\r\n")


@given(st.text(alphabet=st.characters(codec=None), max_size=40))
def test_no_text_begins_a_formula_or_hides(text: str):
    shown = neutralise.cell(text)
    assert shown[:1] not in set("=+-@\t\r\n")
    assert shown == names.safe(shown)


@given(st.text(alphabet=st.characters(codec=None), max_size=40))
def test_every_path_comes_back_as_one_cell(text: str):
    assert rows(item(path=text))["path"] == neutralise.cell(text)
