"""What can be exported and as what, in the words of the dialog."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from triage.gui.looks import words

if TYPE_CHECKING:
    from pathlib import Path

What = Literal["filter", "selected", "graded", "all"]
WHATS: Final[tuple[What, ...]] = ("filter", "selected", "graded", "all")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of export; ``folder`` where it makes a folder and not a file."""

    key: str
    name: str
    use: str
    folder: bool


KINDS: Final = (
    Kind("html", "HTML report", "Thumbnails and facts to read in any browser, offline.", True),
    Kind("csv", "CSV table", "One line for each item, for a spreadsheet.", False),
    Kind("jsonl", "JSON Lines", "Everything that is known, for other programs.", False),
    Kind("files", "Original files", "Copies of the files, with a list of their hashes.", True),
)
PRIVACY_NOTE: Final = {
    "html": "Privacy is on: thumbnails that it hides are covered in the report as well.",
    "files": "Privacy is on, but copies of original files are never changed.",
}


@dataclass(frozen=True, slots=True)
class ExportFacts:
    """How many items each choice would take, and whether privacy is on."""

    shown: int = 0
    selected: int = 0
    graded: int = 0
    total: int = 0
    privacy_on: bool = False

    def number(self, what: What) -> int:
        """The items of a choice."""
        return {
            "filter": self.shown,
            "selected": self.selected,
            "graded": self.graded,
            "all": self.total,
        }[what]

    def words(self, what: What) -> str:
        """The choice with its number."""
        names = {
            "filter": "This filter",
            "selected": "Selected",
            "graded": "Graded",
            "all": "Everything",
        }
        return f"{names[what]} ({words.count(self.number(what))})"


@dataclass(frozen=True, slots=True)
class ExportChoice:
    """What a person wants written where."""

    kind: str
    out: Path
    what: What


def kind_of(key: str) -> Kind:
    """The kind of that name."""
    return next(kind for kind in KINDS if kind.key == key)
