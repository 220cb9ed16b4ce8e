from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QLocale

from triage.core.records import Flag, Reason, State
from triage.gui.looks import words


@pytest.fixture
def speak():
    """Set the locale for one test."""
    before = QLocale()

    def choose(language: QLocale.Language, country: QLocale.Country) -> None:
        QLocale.setDefault(QLocale(language, country))

    yield choose
    QLocale.setDefault(before)


@pytest.fixture
def english(speak):
    speak(QLocale.Language.English, QLocale.Country.UnitedStates)


@pytest.fixture
def german(speak):
    speak(QLocale.Language.German, QLocale.Country.Germany)


def test_numbers_are_grouped(english):
    assert words.count(52310) == "52,310"


def test_numbers_are_the_locales(german):
    assert words.count(52310) == "52.310"
    assert words.score(0.97) == "0,97"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0.97, "0.97"),
        (0.996, "0.99"),
        (1.0, "1.00"),
        (0.0, "0.00"),
        (0.004, "0.00"),
        (0.29, "0.29"),
        (float(np.nextafter(np.float32(1), np.float32(0))), "0.99"),
        (float("nan"), words.NOTHING),
        (None, words.NOTHING),
    ],
)
def test_a_score_has_two_digits_and_is_never_rounded_up(english, value, shown):
    assert words.score(value) == shown


@pytest.mark.parametrize("hundredths", range(101))
def test_a_score_at_a_threshold_is_shown_as_that_threshold(english, hundredths):
    shown = f"{hundredths / 100:.2f}"
    assert words.score(hundredths / 100) == shown
    assert words.score(float(np.float32(hundredths / 100))) == shown


@pytest.mark.parametrize(
    ("length", "shown"),
    [
        (0, "0 bytes"),
        (1, "1 byte"),
        (999, "999 bytes"),
        (1000, "1.0 kB"),
        (3_400_000, "3.4 MB"),
        (999_949, "1.0 MB"),
        (250_300_000, "250 MB"),
        (4_000_000_000_000, "4.0 TB"),
        (None, words.NOTHING),
    ],
)
def test_sizes_in_steps_of_a_thousand(english, length, shown):
    assert words.size(length) == shown


@pytest.mark.parametrize(
    ("iso", "shown"),
    [
        ("2024-04-12T18:31:07+02:00", "12.04.2024 18:31:07 +02:00"),
        ("2024-04-12T18:31:07.120Z", "12.04.2024 18:31:07 UTC"),
        ("2024-04-12T18:31:07", "12.04.2024 18:31:07"),
        ("2024-04-12T18:31:07-03:30", "12.04.2024 18:31:07 -03:30"),
        ("0000:00:00 00:00:00", "0000:00:00 00:00:00"),
        ("\u202e2024", "\\u202e2024"),
        (None, words.NOTHING),
    ],
)
def test_a_moment_keeps_its_offset_and_has_the_year_in_full(german, iso, shown):
    assert words.moment(iso) == shown


def test_a_day_is_the_locales(english):
    assert words.date("2024-04-12T18:31:07Z") == "4/12/2024"


def test_one_thing_is_not_many(english):
    assert words.noun(1, "picture", "pictures") == "1 picture"
    assert words.noun(2310, "picture", "pictures") == "2,310 pictures"


def test_a_reason_is_told_in_plain_words():
    assert words.reason(Reason.NOT_AN_IMAGE) == "not a picture"
    assert words.reason(Reason.TIMEOUT, "30 s\u202e") == "took too long to read (30 s\\u202e)"
    assert words.reason(Reason.NONE) == ""


def test_states_and_flags_are_told_in_plain_words():
    assert words.state(State.PENDING) == "not read yet"
    both = words.flag(Flag.CHANGED | Flag.MISSING)
    assert both == "changed after an earlier import; gone at the newest import"
    assert words.flag(Flag.NONE) == ""


def test_a_duration_is_told_as_people_say_it():
    assert words.duration(200) == "3 min 20 s"


def test_a_device_is_called_what_people_call_it():
    assert words.device("NVIDIA RTX A2000", "DmlExecutionProvider") == "NVIDIA RTX A2000 (DirectML)"
    assert words.device("AMD EPYC", "CPUExecutionProvider") == "AMD EPYC (CPU)"


def test_a_threshold_has_the_digits_of_its_pack():
    assert [words.threshold(value) for value in (0.118, 0.3, 0.42)] == ["0.118", "0.30", "0.42"]


def test_a_reason_names_no_class_of_python():
    said = words.reason(Reason.TRUNCATED, "OSError: Truncated File Read")
    assert said.endswith("(Truncated File Read)")
    assert words.reason(Reason.TRUNCATED, "OSError") == words.reason(Reason.TRUNCATED)
