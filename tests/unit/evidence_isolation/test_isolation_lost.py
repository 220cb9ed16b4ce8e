"""A file that brings its child down keeps what was read of it before a decoder ran."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

from tests.support.whereabouts import where
from triage.core.records import Examined, Flag, Reason, State
from triage.evidence.messages import examined_to_parts

if TYPE_CHECKING:
    from pathlib import Path

MIB = 1 << 20
DEADLINE_S = 60
KNOWN = Examined(State.FAILED, Reason.CRASHED, "some damage", "image/png", 4, 3)
BEGIN = """
read(); say(say="ready", idle=0); number = read()["id"]; say(say="began", id=number)
"""


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "photo.png"
    made = Image.Exif()
    made.update({0x10F: "Canon", 0x112: 6})
    made.get_ifd(0x8769).update({0x9003: "2017:08:21 15:08:07"})
    Image.new("RGB", (40, 30), "red").save(path, "JPEG", exif=made)
    return path


@pytest.mark.parametrize(
    ("mishap", "reason"),
    [
        ("crash", Reason.CRASHED),
        ("fall", Reason.CRASHED),
        ("sleep", Reason.TIMEOUT),
        ("hold", Reason.TIMEOUT),
        ("eat", Reason.OUT_OF_MEMORY),
    ],
)
def test_what_was_known_stays(photo: Path, pool_of: Any, mishap: str, reason: Reason) -> None:
    limits = {"seconds_per_file": 1.0 if reason is Reason.TIMEOUT else 30.0}
    pool = pool_of(2, f"{mishap}:{photo.name}", memory_above_idle=64 * MIB, **limits)
    found = pool.examine(where(photo)).result(DEADLINE_S)
    assert (found.state, found.reason) == (State.FAILED, reason)
    assert (found.media_type, found.width, found.height) == ("image/jpeg", 30, 40)
    assert (found.metadata["Make"], found.taken) == ("Canon", "2017-08-21T15:08:07")
    assert found.flags == Flag.EXTENSION_MISMATCH
    assert (found.thumbnail, found.phash, found.inputs) == (None, None, ())
    assert found.detail


def last_words(known: Examined, blobs: str = '[b"", b""]') -> str:
    fields = json.dumps(examined_to_parts(known)[0])
    return f'say({blobs}, **{{**json.loads({fields!r}), "say": "known", "id": number}})\n'


def test_what_a_lost_child_said_is_taken(photo: Path, pool_of: Any, foreign_child: Any) -> None:
    pool = pool_of(1, command=foreign_child(BEGIN + last_words(KNOWN)))
    found = pool.examine(where(photo)).result(DEADLINE_S)
    assert (found.reason, found.media_type, found.width) == (Reason.CRASHED, "image/png", 4)
    assert found.detail.endswith("; some damage")


@pytest.mark.parametrize(
    "words",
    [
        last_words(replace(KNOWN, state=State.ANALYSED, reason=Reason.NONE)),
        last_words(KNOWN, '[b"jpeg", b""]'),
        last_words(KNOWN, '[b"", b"12345678"]'),
        last_words(KNOWN, '[b"", b"", b"x"]'),
        last_words(KNOWN, "[]"),
        last_words(replace(KNOWN, width=-1)),
        last_words(KNOWN) + last_words(KNOWN),
    ],
)
def test_nonsense_before_decoding_is_a_crash_without_facts(
    photo: Path, pool_of: Any, foreign_child: Any, words: str
) -> None:
    pool = pool_of(1, command=foreign_child(BEGIN + words + "time.sleep(60)"))
    found = pool.examine(where(photo)).result(DEADLINE_S)
    assert found.reason is Reason.CRASHED
    assert "makes no sense" in found.detail
    assert not found.thumbnail
