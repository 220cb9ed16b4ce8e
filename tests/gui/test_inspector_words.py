from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale

from tests.support.item_details import CATEGORIES, bare_detail, item_detail
from triage.core.records import Flag, Reason, State
from triage.gui.inspector import grade_words, history_words, metadata_words
from triage.gui.inspector.file_facts import facts_of
from triage.gui.inspector.metadata_words import in_plain_words, of_the_file
from triage.store.item_detail import GradeFacts
from triage.store.item_history import HistoryRow


@pytest.fixture(autouse=True)
def english():
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    yield
    QLocale.setDefault(before)


def titled(facts):
    return {fact.title: fact for fact in facts}


def graded(**detail):
    values = {"category": 1, "name": "relevant", "old": None, "items": 1, "note": "", **detail}
    return HistoryRow(3, "2026-11-21T14:02:11Z", "kim", "grade-set", values)


def test_metadata_are_told_in_plain_words():
    facts = titled(in_plain_words(item_detail()))
    assert facts["Camera"].shown == "Google Pixel 7"
    assert facts["Exposure"].shown == "f/1.85 · 1/60 s · ISO 412"
    assert facts["Taken"].shown.endswith("18:31:07 +02:00")


def test_place_is_copied_with_all_its_digits():
    place = titled(in_plain_words(item_detail()))["Place"]
    assert place.shown == "53.54513, 9.96645"
    assert place.to_copy == "53.545131234, 9.96645"


def test_a_moment_without_offset_says_so():
    assert metadata_words.moment("2024-04-12T18:31:07").endswith("no time zone given")


def test_size_has_pixels_bytes_and_format():
    size = titled(of_the_file(item_detail()))["Size"].shown
    assert size == "4,080 \N{MULTIPLICATION SIGN} 3,072 · 3.4 MB · JPEG"


def test_a_maker_in_the_model_is_told_once():
    facts = titled(in_plain_words(item_detail(metadata={"Make": "Canon", "Model": "Canon R6"})))
    assert facts["Camera"].shown == "Canon R6"


@pytest.mark.parametrize(
    ("tag", "value"),
    [("ISO", "hostile"), ("FNumber", -1), ("ExposureTime", 0), ("Flash", None), ("Make", 7)],
)
def test_odd_values_of_metadata_do_no_harm(tag, value):
    in_plain_words(item_detail(metadata={tag: value}))


def test_direction_marks_in_metadata_are_shown_as_escapes():
    facts = titled(in_plain_words(item_detail(metadata={"Artist": "a\u202eb"})))
    assert facts["Artist"].shown == "a\\u202eb"


def test_the_reason_of_a_failed_file_is_told():
    state = titled(facts_of(bare_detail(detail="I/O error")))["State"].shown
    assert state.startswith("Failed: ")
    assert "I/O error" in state


def test_every_flag_has_a_line_with_its_meaning():
    flags = Flag.TRUNCATED | Flag.MISSING
    marks = titled(facts_of(item_detail(flags=flags)))["Marks"].shown
    assert marks.count("\n") == 1
    assert "cut short" in marks


def test_a_path_is_copied_without_its_escapes():
    path = titled(facts_of(item_detail(name=b"a\xe2\x80\xaeb.jpg")))["Path"]
    assert "\\u202e" in path.shown
    assert path.to_copy == "DCIM/Camera/a\u202eb.jpg"


def test_a_grade_given_to_earlier_content_is_said():
    grade = GradeFacts(1, "Kim", "2026-11-21T14:02:11Z", "ab" * 32)
    assert "earlier content" in grade_words.said_of_one(1, grade)


def test_a_grade_newer_than_the_detail_bears_nobody_elses_name():
    grade = GradeFacts(1, "Kim", "2026-11-21T14:02:11Z")
    assert grade_words.said_of_one(2, grade) == "Graded 2"
    assert grade_words.said_of_one(None, grade) == "Not graded"


def test_grades_of_many_are_counted():
    category, said = grade_words.said_of_many({None: 5, 1: 2, 4: 1}, CATEGORIES)
    assert category is None
    assert said == "1 relevant: 2 · 4 not relevant: 1 · not graded: 5"
    assert grade_words.said_of_many({3: 2}, CATEGORIES) == (3, "All graded 3 to discuss")


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (graded(), "Graded 1 relevant"),
        (graded(old=2, items=4), "Graded 1 relevant, before 2, with 3 other items"),
        (graded(category=None, old=2, note="undo"), "Grade 2 taken away (undone)"),
        (HistoryRow(0, "x", "", "content-changed", {}), "content changed"),
        (HistoryRow(0, "x", "", "something-newer", {}), "something newer"),
    ],
)
def test_history_is_told_in_sentences(row, told):
    assert history_words.sentence(row) == told


def test_a_pending_item_is_not_read_yet():
    state = titled(facts_of(bare_detail(state=State.PENDING, reason=Reason.NONE)))["State"]
    assert state.shown == "Not read yet"
