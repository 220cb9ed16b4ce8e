from __future__ import annotations

import json

import pytest

from tests.support.pictures import FILLED_EXTRAS, fill_source
from triage.inference.providers import cpu

FOUND = 6 + FILLED_EXTRAS
STATUS = {
    "found", "analysed", "skipped", "failed", "pending", "reasons", "labels", "sources", "models",
    "thresholds", "slowest", "audit",
}  # fmt: skip


def status(triage, case):
    return json.loads(triage("status", case, "--json").out)


def test_new_makes_a_case_and_refuses_a_second(triage, tmp_path):
    first = triage("new", tmp_path / "n.triage", "--name", "Harbour", "--examiner", "Kim")
    second = triage("new", tmp_path / "n.triage")
    assert (first.code, first.out, second.code) == (0, "", 1)
    assert "Harbour" in triage("status", tmp_path / "n.triage").out


def test_import_says_the_equation_on_stderr(triage, tmp_path, evidence, pack):
    told = triage("import", tmp_path / "i.triage", evidence, "--model", pack, "--by", "Kim")
    assert (told.code, told.out) == (0, "")
    assert f"\nfound {FOUND} = analysed " in told.err
    assert "not a picture (not-an-image)" in told.err
    assert "CPUExecutionProvider" in told.err


def test_status_has_the_contracts_keys_and_reconciles(triage, case):
    told = status(triage, case)
    assert set(told) >= STATUS
    assert told["found"] == FOUND == told["analysed"] + told["skipped"] + told["failed"]


def test_status_for_people_says_it_in_plain_words(triage, case):
    told = triage("status", case).out
    assert f"found {FOUND} = analysed" in told
    assert "not a picture" in told
    assert "Suggested by tiny" in told


def test_status_warns_of_a_wal_that_nobody_holds(triage, case):
    case.with_name("c.triage-wal").write_bytes(bytes(32))
    assert "-wal" in triage("status", case, "--json").err


def test_a_slip_in_the_path_makes_no_case(triage, tmp_path):
    told = triage("import", tmp_path / "c.triage", tmp_path / "nowhere")
    assert told.code == 1
    assert not (tmp_path / "c.triage").exists()


def test_a_case_inside_its_evidence_is_refused_before_it_is_made(triage, evidence, pack):
    told = triage("import", evidence / "c.triage", evidence, "--model", pack)
    assert told.code == 1
    assert not (evidence / "c.triage").exists()


def test_a_provider_that_is_not_there_is_told_before_the_case_is_made(
    triage, tmp_path, evidence, pack, monkeypatch
):
    monkeypatch.setattr("triage.inference.providers.available", lambda: [cpu()])
    words = ("--model", pack, "--provider", "cuda")
    told = triage("import", tmp_path / "c.triage", evidence, *words)
    assert (told.code, told.err.startswith("The provider 'CUDA' is not there")) == (1, True)
    assert not (tmp_path / "c.triage").exists()


def test_a_second_import_says_what_is_new_changed_and_missing(triage, tmp_path):
    source = fill_source(tmp_path / "evidence")
    triage("import", tmp_path / "c.triage", source, "--no-classify")
    (source / "added.txt").write_text("new", encoding="utf-8")
    (source / "notes.txt").write_text("other words than before", encoding="utf-8")
    (source / "empty.jpg").unlink()
    told = triage("import", tmp_path / "c.triage", source, "--no-classify")
    assert told.err.splitlines()[-1] == "1 new, 1 changed; 1 missing in the whole case."


def test_resume_needs_a_case(triage, tmp_path):
    told = triage("import", tmp_path / "c.triage", "--resume", "--no-classify")
    assert told.code == 1
    assert not (tmp_path / "c.triage").exists()


def test_resume_needs_no_folder(triage, case, pack):
    told = triage("import", case, "--resume", "--model", pack)
    assert told.code == 0
    assert "0 items in" in told.err


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("FOLDER", "FOLDER", "--source-name", "x"),
        ("FOLDER", "--no-classify", "--model", "x"),
        ("FOLDER", "--name", "Second name"),
        ("FOLDER", "--workers", "0"),
        ("FOLDER", "--by", "  "),
    ],
)
def test_import_refuses_what_makes_no_sense(triage, case, evidence, words):
    told = triage("import", case, *(evidence if word == "FOLDER" else word for word in words))
    assert told.code == 2


def test_by_defaults_to_the_examiner(triage, case):
    triage("grade", case, "--category", "1", "1")
    assert triage("audit", case, "--format", "jsonl").lines[-1]["by"] == "Kim"


def test_without_an_examiner_the_login_name_stands(triage, tmp_path, monkeypatch):
    monkeypatch.setattr("getpass.getuser", lambda: "robin")
    triage("new", tmp_path / "n.triage")
    assert triage("audit", tmp_path / "n.triage", "--format", "jsonl").lines[0]["by"] == "robin"


def test_a_grade_by_name_is_kept_and_taken_away(triage, case):
    name = "to discuss"
    assert triage("grade", case, "--category", name, "--by", "Ada", "2", "2", "3").code == 0
    graded = triage("list", case, "--format", "jsonl", "--graded-by", "Ada").lines
    assert [(item["id"], item["grade"]["category"]) for item in sorted_by_id(graded)] == [
        (2, 3),
        (3, 3),
    ]
    triage("grade", case, "--category", "none", "2")
    assert len(triage("list", case, "--format", "jsonl", "--grade", "3").lines) == 1


def sorted_by_id(items):
    return sorted(items, key=lambda item: item["id"])


def test_where_no_grade_is_there_is_nothing_to_take_away(triage, case):
    before = triage("audit", case, "--format", "jsonl").lines
    told = triage("grade", case, "--category", "none", "1", "2")
    after = triage("audit", case, "--format", "jsonl").lines
    assert (told.code, told.err) == (0, "Nothing to take away: no grade was there.\n")
    assert [row["what"] for row in after[len(before) :]] == ["case-opened"]


def test_only_grades_that_were_there_are_counted_as_taken_away(triage, case):
    triage("grade", case, "--category", "1", "1")
    told = triage("grade", case, "--category", "none", "1", "2")
    assert told.err == "No longer graded: 1 item, by Kim.\n"


def test_grading_an_unknown_item_changes_nothing(triage, case):
    assert triage("grade", case, "--category", "1", "1", "999").code == 1
    assert triage("list", case, "--format", "jsonl", "--grade", "1").lines == []


def test_a_moved_threshold_relabels_at_once(triage, case):
    assert triage("threshold", case, "tiny/red", "0", "--by", "Ada").code == 0
    told = status(triage, case)
    assert told["labels"]["tiny"]["red"] == told["analysed"]
    assert triage("threshold", case, "red", "default").code == 0
    assert status(triage, case)["thresholds"]["tiny"]["red"]["value"] == pytest.approx(0.5)


@pytest.mark.parametrize("words", [("red",), ("red", "nan"), ("red", "much")])
def test_a_threshold_must_be_a_number(triage, case, words):
    assert triage("threshold", case, *words).code == 2


@pytest.mark.parametrize("value", ["-0.5", "-.5", "-1e-3", "1.5"])
def test_a_threshold_lies_from_0_to_1(triage, case, value):
    told = triage("threshold", case, "red", value, "--by", "Ada")
    assert told.code == 2
    assert f"A threshold lies from 0 to 1; {value} does not." in told.err


def test_a_threshold_of_an_unknown_label_is_wrong_usage(triage, case):
    told = triage("threshold", case, "rot", "0.5")
    assert told.code == 2
    assert "It has: red, green." in told.err


def test_threshold_alone_lists_them(triage, case):
    assert "red" in triage("threshold", case).out


def test_source_lists_and_moves(triage, case, tmp_path, evidence):
    assert str(evidence) in triage("source", case).out
    moved = tmp_path / "elsewhere"
    copy_tree(evidence, moved)
    assert triage("source", case, "--move", "evidence", moved).code == 0
    assert status(triage, case)["sources"][0]["place"] == str(moved.resolve())


def test_a_source_that_is_gone_is_told_with_the_command_that_helps(
    triage, case, pack, evidence, tmp_path
):
    lose(triage, case, evidence, tmp_path)
    told = triage("import", case, "--resume", "--model", pack)
    assert told.code == 1
    assert f"tell where it is now with: triage source {case} --move" in told.err


def test_one_source_of_two_that_is_gone_is_told_with_the_command(
    triage, case, pack, evidence, tmp_path
):
    other = tmp_path / "other"
    copy_tree(evidence, other)
    triage("import", case, other, "--model", pack)
    lose(triage, case, evidence, tmp_path)
    told = triage("import", case, "--resume", "--model", pack)
    assert told.code == 0
    assert f"triage source {case} --move" in told.err.splitlines()[-1]


def lose(triage, case, evidence, tmp_path):
    """Let the source of the case be where nothing is any more."""
    moved = tmp_path / "moved"
    copy_tree(evidence, moved)
    assert triage("source", case, "--move", "evidence", moved).code == 0
    moved.rename(tmp_path / "elsewhere")


def copy_tree(source, target):
    import shutil

    shutil.copytree(source, target)


def test_audit_lines_have_the_contracts_keys(triage, case):
    rows = triage("audit", case, "--format", "jsonl").lines
    assert [row["n"] for row in rows] == list(range(1, len(rows) + 1))
    assert set(rows[0]) == {"n", "at", "by", "what", "detail", "prev", "hash"}


def test_an_audit_table_is_one_sentence_a_row(triage, case):
    triage("grade", case, "--category", "1", "1", "2")
    triage("threshold", case, "red", "0.25")
    told = triage("audit", case).out
    assert "Gave category 1, relevant, to 2 items: 1, 2." in told
    assert "Moved the threshold of tiny/red from 0.5 to 0.25." in told
    assert "{" not in told


def test_verify_is_0_where_nothing_differs(triage, case):
    told = triage("verify", case, "--evidence")
    assert (told.code, told.out) == (0, "")


def test_verify_is_3_and_names_the_difference(triage, case, tmp_path, evidence):
    moved = tmp_path / "elsewhere"
    copy_tree(evidence, moved)
    triage("source", case, "--move", "evidence", moved)
    changed = moved / "notes.txt"
    changed.write_bytes(changed.read_bytes().upper())
    told = triage("verify", case, "--evidence")
    assert told.code == 3
    assert "notes.txt" in told.out
    assert "1 difference." in told.err


def test_verify_scores_again(triage, case, pack, monkeypatch):
    from triage.inference.packs import load_pack

    monkeypatch.setattr("triage.ingest.rescore.find_pack", lambda _name: load_pack(pack))
    told = triage("verify", case, "--rescore", "2")
    assert told.code == 0, told.out
    assert "Scored 2 items again" in told.err


def test_models_are_told_to_programs(triage):
    packs = json.loads(triage("models", "--json").out)
    keys = {"name", "version", "sha256", "labels", "multi_label", "input", "licence", "place"}
    assert all(set(pack) >= keys for pack in packs)


def test_export_prints_where_it_lies(triage, case, tmp_path):
    told = triage("export", case, "csv", tmp_path / "out.csv", "--all")
    assert told.code == 0, told.err
    assert told.out == f"{tmp_path / 'out.csv'}\n"
    assert f"{FOUND} items" in told.err


@pytest.mark.parametrize(
    "words", [("docx", "x"), ("csv", "x", "--all", "--state", "failed"), ("csv",)]
)
def test_export_refuses_what_makes_no_sense(triage, case, words):
    assert triage("export", case, *words).code == 2
