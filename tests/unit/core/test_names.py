from __future__ import annotations

import json
import os
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.core import names


@given(st.binary(max_size=40))
def test_any_bytes_survive_as_text(raw):
    assert names.from_text(names.text(raw)) == raw


@given(st.binary(max_size=40))
def test_any_name_can_stand_in_ascii_json(raw):
    shown = names.text(raw)
    assert json.loads(json.dumps(shown).encode("ascii")) == shown


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX names are bytes")
@given(st.binary(max_size=40))
def test_posix_names_come_back_byte_for_byte(raw):
    assert names.raw(os.fsdecode(raw)) == raw
    assert names.native(raw) == os.fsdecode(raw)


@given(st.text(max_size=40))
def test_what_is_shown_holds_no_control_or_direction_character(text):
    assert all(c.isprintable() for c in names.safe(text))


def test_bytes_that_are_no_utf8_are_shown_by_their_value():
    assert names.safe(names.text(b"caf\xe9.jpg")) == "caf\\xe9.jpg"


def test_a_direction_override_is_shown_as_an_escape():
    assert names.safe("a\u202egpj.exe") == "a\\u202egpj.exe"


def test_ordinary_letters_of_any_script_stay():
    assert names.safe("фото 中文 café.jpg") == "фото 中文 café.jpg"


def test_the_root_has_no_slash():
    assert names.join(b"", b"a.jpg") == b"a.jpg"
    assert names.join(b"trip", b"a.jpg") == b"trip/a.jpg"
