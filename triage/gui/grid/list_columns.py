"""The columns of the list: what each is called, and what it says of an item."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from triage.core.filters import Sort
from triage.core.records import Reason
from triage.gui.looks import words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from triage.gui.session.facts import TileFacts
    from triage.gui.tiles.tile_text import TileText


class Key(StrEnum):
    """How a column is remembered."""

    PICTURE = "picture"
    NAME = "name"
    FOLDER = "folder"
    SOURCE = "source"
    STATE = "state"
    SUGGESTION = "suggestion"
    SCORE = "score"
    GRADE = "grade"
    TAKEN = "taken"
    SIZE = "size"
    DIMENSIONS = "dimensions"
    MEDIA_TYPE = "media_type"
    COPIES = "copies"
    FLAGS = "flags"


@dataclass(frozen=True, slots=True)
class Column:
    """``sort`` is the order that a click on the head asks for; ``number``: digits line up."""

    key: Key
    title: str
    width: int
    shown: bool = True
    number: bool = False
    sort: Sort | None = None


COLUMNS: Final = (
    Column(Key.PICTURE, "Picture", 52),
    Column(Key.NAME, "Name", 200, sort=Sort.PATH),
    Column(Key.GRADE, "Graded", 72),
    Column(Key.SUGGESTION, "Suggested", 120),
    Column(Key.SCORE, "Score", 76, number=True, sort=Sort.SCORE),
    Column(Key.FOLDER, "Folder", 160),
    Column(Key.SOURCE, "Source", 120, shown=False),
    Column(Key.STATE, "State", 116),
    Column(Key.TAKEN, "Taken", 192, sort=Sort.TAKEN),
    Column(Key.SIZE, "Size", 80, number=True, sort=Sort.SIZE),
    Column(Key.DIMENSIONS, "Dimensions", 100, number=True),
    Column(Key.MEDIA_TYPE, "Media type", 108, shown=False),
    Column(Key.COPIES, "Copies", 64, number=True),
    Column(Key.FLAGS, "Flags", 200, shown=False),
)
"""What decides comes first, so that it is there in a narrow window too; all fit in 1920 pixels."""
PLACES: Final = {column.key: place for place, column in enumerate(COLUMNS)}


def cell_text(key: Key, facts: TileFacts, text: TileText | None) -> str:
    """What a cell says; empty where it says nothing, or while it is being read."""
    if key in _OF_TEXT:
        return "" if text is None else _OF_TEXT[key](text)
    if key is Key.STATE:
        return _state(facts, text)
    return _OF_FACTS[key](facts) if key in _OF_FACTS else ""


def _state(facts: TileFacts, text: TileText | None) -> str:
    if facts.reason is Reason.NONE:
        return words.state(facts.state)
    return words.reason(facts.reason, "" if text is None else text.detail)


def _dimensions(text: TileText) -> str:
    if text.width is None or text.height is None:
        return ""
    return f"{text.width} \N{MULTIPLICATION SIGN} {text.height}"


def _taken(text: TileText) -> str:
    return words.moment(text.taken) if text.taken else ""


def _suggested(facts: TileFacts) -> str:
    return "" if facts.suggestion is None else facts.suggestion.display


def _score(facts: TileFacts) -> str:
    return "" if facts.suggestion is None else words.score(facts.suggestion.score)


def _grade(facts: TileFacts) -> str:
    return "" if facts.category is None else str(facts.category)


def _size(facts: TileFacts) -> str:
    return "" if facts.size is None else words.size(facts.size)


def _copies(facts: TileFacts) -> str:
    return words.count(facts.copies) if facts.copies > 1 else ""


def _flags(facts: TileFacts) -> str:
    return words.flag(facts.flags)


_OF_TEXT: Final[Mapping[Key, Callable[[TileText], str]]] = {
    Key.NAME: attrgetter("name"),
    Key.FOLDER: attrgetter("folder"),
    Key.SOURCE: attrgetter("source"),
    Key.TAKEN: _taken,
    Key.DIMENSIONS: _dimensions,
}
_OF_FACTS: Final[Mapping[Key, Callable[[TileFacts], str]]] = {
    Key.SUGGESTION: _suggested,
    Key.SCORE: _score,
    Key.GRADE: _grade,
    Key.SIZE: _size,
    Key.MEDIA_TYPE: attrgetter("media_type"),
    Key.COPIES: _copies,
    Key.FLAGS: _flags,
}
