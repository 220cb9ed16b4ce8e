from __future__ import annotations

import csv
import io

import pytest

from tests.support.pictures import FILLED_EXTRAS
from triage.cli.shell import case_words, tables
from triage.cli.shell.filter_options import FLAGS, REASONS, STATES

FOUND = 6 + FILLED_EXTRAS


def paths(triage, case, *words):
    told = triage("list", case, "--format", "jsonl", *words)
    assert told.code == 0, told.err
    return [item["path"] for item in told.lines]


def test_jsonl_has_every_item_in_path_order(triage, case):
    found = paths(triage, case)
    assert len(found) == FOUND
    assert found == sorted(found)


def test_json_is_ascii(triage, case):
    assert triage("list", case, "--format", "jsonl").out.isascii()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("--state", "skipped"), {"notes.txt", "empty.jpg"}),
        (("--reason", "empty", "--reason", "not-an-image"), {"notes.txt", "empty.jpg"}),
        (("--flag", "truncated"), {"cut.jpg"}),
        (("--copies",), {"IMG_0000.jpg", "copy.jpg"}),
        (("--folder", "trip/"), {"trip/IMG_0001.jpg", "trip/IMG_0003.jpg", "trip/IMG_0005.jpg"}),
        (("--text", "CUT"), {"cut.jpg"}),
        (("--type", "IMAGE/PNG"), {"named.jpg"}),
        (("--max-size", "0"), {"empty.jpg"}),
        (("--source", "evidence", "--state", "failed"), set()),
        (("--has-gps",), set()),
        (("--after", "2020-01-01"), set()),
    ],
)
def test_filters_reach_the_store(triage, case, words, expected):
    assert set(paths(triage, case, *words)) == expected


def test_a_label_alone_means_suggested_and_a_range_replaces_the_threshold(triage, case):
    triage("threshold", case, "red", "1")
    assert paths(triage, case, "--label", "tiny/red") == []
    assert len(paths(triage, case, "--label", "red", "--min", "0")) > 0


def test_sort_by_score_descends(triage, case):
    told = triage(
        "list", case, "--format", "jsonl", "--sort", "score", "--label", "red", "--min", "0"
    )
    scores = [item["scores"]["tiny"]["red"] for item in told.lines]
    assert scores == sorted(scores, reverse=True)


def test_limit_takes_the_first(triage, case):
    assert paths(triage, case, "--limit", "2") == paths(triage, case)[:2]


def test_a_table_says_how_many_more_there_are(triage, case):
    told = triage("list", case, "--limit", "2")
    assert len(told.out.splitlines()) == 3
    assert told.err.startswith(f"{FOUND - 2} more")


def test_a_table_has_a_limit_of_its_own(triage, case, monkeypatch):
    monkeypatch.setattr("triage.cli.list_.TABLE_ROWS", 4)
    assert len(triage("list", case).out.splitlines()) == 5
    assert len(triage("list", case, "--format", "jsonl").lines) == FOUND


def test_csv_has_one_row_an_item_and_a_column_a_score(triage, case):
    rows = list(csv.DictReader(io.StringIO(triage("list", case, "--format", "csv").out)))
    assert len(rows) == FOUND
    assert "tiny/red" in rows[0]


@pytest.mark.parametrize(
    ("words", "known"),
    [
        (("--state", "x"), STATES),
        (("--reason", "x"), REASONS),
        (("--flag", "x"), FLAGS),
        (("--label", "x"), ("red", "green")),
        (("--label", "other/red"), ("red", "green")),
        (("--grade", "x"), ("1 ", "2 ")),
        (("--source", "x"), ("evidence",)),
        (("--after", "2026-02-30"), ("YYYY-MM-DD",)),
        (("--before", "yesterday"), ("YYYY-MM-DD",)),
        (("--hash", "abc"), ("MD5", "SHA-1", "SHA-256")),
        (("--min", "nan"), ("number",)),
        (("--limit", "-1"), ()),
    ],
)
def test_an_unknown_word_is_wrong_usage_and_the_known_ones_are_listed(triage, case, words, known):
    told = triage("list", case, *words)
    assert (told.code, told.out) == (2, "")
    assert all(word in told.err for word in known)


STRANGERS = [
    (("--camera", "Cannon"), "no picture names one"),
    (("--type", "image/jpg"), "It has: image/jpeg, image/png"),
    (("--folder", "trp"), "It has: trip."),
    (("--graded-by", "Kim"), "nobody has graded yet"),
]


@pytest.mark.parametrize(("words", "known"), STRANGERS)
def test_what_does_not_occur_finds_nothing_and_is_told_what_does(triage, case, words, known):
    told = triage("list", case, "--format", "jsonl", *words)
    assert (told.code, told.out) == (0, "")
    assert known in told.err


@pytest.mark.parametrize(("words", "known"), STRANGERS)
def test_what_does_not_occur_is_not_exported(triage, case, tmp_path, words, known):
    told = triage("export", case, "csv", tmp_path / "out.csv", *words)
    assert told.code == 2
    assert known in told.err
    assert not (tmp_path / "out.csv").exists()


def test_nearest_words_come_first_and_are_not_all_of_them():
    known = [f"folder {n:03}" for n in range(200)]
    told = case_words._unknown("folder", "folder 17", known, "")
    assert "It has: folder 170, folder 171" in told
    assert told.endswith("and 185 more.")


def test_a_folder_above_others_and_no_camera_are_known(triage, case):
    assert len(paths(triage, case, "--camera", "none")) == FOUND
    assert triage("list", case, "--folder", "/").code == 0


@pytest.mark.parametrize(
    "words",
    [
        ("--min", "0.6", "--max", "0.5"),
        ("--after", "2026-02-02", "--before", "2026-02-01"),
        ("--min-size", "2", "--max-size", "1"),
        ("--min", "1.5"),
        ("--max", "-1"),
        ("--all-labels",),
        ("--text", ""),
        ("--camera", " "),
    ],
)
def test_what_no_item_can_be_is_wrong_usage(triage, case, words):
    told = triage("list", case, *words)
    assert (told.code, told.out) == (2, "")


@pytest.mark.parametrize("shape", ["table", "jsonl", "csv"])
def test_an_empty_list_says_so(triage, case, shape):
    told = triage("list", case, "--state", "failed", "--format", shape)
    assert (told.code, told.err) == (0, "No item matches.\n")


def test_a_narrow_terminal_gets_one_line_an_item(triage, case, monkeypatch):
    monkeypatch.setattr(tables, "terminal_width", lambda: 56)
    heading, rule, *rows = triage("list", case).out.splitlines()
    assert len(rows) == FOUND
    assert "Bytes" not in heading
    assert "Source" not in heading
    assert max(map(len, [heading, rule, *rows])) <= 56


def test_a_hash_finds_its_item_in_any_case_of_letters(triage, case):
    item = triage("list", case, "--format", "jsonl", "--text", "cut").lines[0]
    for kind in ("md5", "sha1", "sha256"):
        assert paths(triage, case, "--hash", item[kind].upper()) == ["cut.jpg"]
