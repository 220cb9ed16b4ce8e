from __future__ import annotations

import pytest

from triage.cli.shell import tables
from triage.cli.shell.tables import Column, Give
from triage.cli.shell.words import counted
from triage.store.audit_words import sentence

COLUMNS = [Column("ID", number=True), Column("Taken"), Column("Path", give=Give.KEEP_END)]
ROW = (7, "2026-04-03 10:22", "DCIM/a/long/way/down/IMG_0001.JPG")


@pytest.fixture
def show(capfd, monkeypatch):
    def shown(columns, rows, width):
        monkeypatch.setattr(tables, "terminal_width", lambda: width)
        tables.show(columns, rows)
        return capfd.readouterr().out.splitlines()

    return shown


def test_only_the_path_gives_and_its_end_is_kept(show):
    *_, row = show(COLUMNS, [ROW], 44)
    assert row == " 7  2026-04-03 10:22  ...y/down/IMG_0001.JPG"


def test_a_file_or_a_pipe_gets_everything(show):
    assert show(COLUMNS, [ROW], None)[1].endswith(ROW[2])


def test_a_sentence_is_folded_between_words(show):
    columns = [Column("N", number=True), Column("What", give=Give.FOLD)]
    _, rule, *rows = show(columns, [(1, "one two three four five six")], 20)
    assert rows == ["1  one two three", "   four five six"]
    assert len(rule) <= 20


def test_wide_letters_count_as_two(show):
    rows = show([Column("A"), Column("B")], [("\u5bb6", "x"), ("ab", "y")], None)
    assert rows[1:] == ["\u5bb6  x", "ab  y"]


def test_a_word_longer_than_the_line_is_broken():
    assert tables.folded("a bbbbbb c", 4) == ["a", "bbbb", "bb c"]


def test_an_unknown_audit_row_is_shown_as_it_stands():
    assert sentence("new-thing", {"a": 1}) == 'new-thing: {"a": 1}'
    assert sentence("exported", {"items": 1}) == 'exported: {"items": 1}'


def test_one_is_not_many():
    assert [counted(n, "item") for n in (0, 1, 1000)] == ["0 items", "1 item", "1,000 items"]
    assert counted(2, "hash") == "2 hashes"


def test_models_fit_on_a_narrow_terminal(triage, monkeypatch):
    monkeypatch.setattr(tables, "terminal_width", lambda: 80)
    lines = triage("models").out.splitlines()
    assert max(map(len, lines)) <= 80
    assert "Labels of general: firearm" in "\n".join(lines)
