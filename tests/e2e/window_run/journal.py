"""What was done at the window, as the one who did it would tell it; the second program reads it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Graded:
    """A digit pressed over a picture, seen by its name."""

    name: str
    category: int


@dataclass(frozen=True, slots=True)
class Moved:
    """A threshold that came to rest, as the window showed it before and after."""

    label: str
    old: float
    new: float


@dataclass(frozen=True, slots=True)
class Exported:
    """An export that the window said was done. ``names``: which pictures, by their names."""

    kind: str
    out: str
    names: tuple[str, ...]


@dataclass(slots=True)
class Journal:
    """``grades`` in their order, the undone ones included: those are the last ``undone``."""

    case: str = ""
    name: str = ""
    number: str = ""
    examiner: str = ""
    exhibit: str = ""
    sources: tuple[str, ...] = ()
    stopped: int = 0
    grades: list[Graded] = field(default_factory=list[Graded])
    undone: int = 0
    moved: list[Moved] = field(default_factory=list[Moved])
    given_up: int = 0
    exports: list[Exported] = field(default_factory=list[Exported])
    privacy: bool = False
    equation: str = ""
    log_rows: int = 0
    figures: dict[str, float] = field(default_factory=dict[str, float])

    def write(self, path: Path) -> None:
        """As JSON."""
        path.write_text(json.dumps(asdict(self), indent=2) + "\n", "utf-8")

    @classmethod
    def read(cls, path: Path) -> Journal:
        """Back from :meth:`write`."""
        told = json.loads(path.read_text("utf-8"))
        told["sources"] = tuple(told["sources"])
        told["grades"] = [Graded(**one) for one in told["grades"]]
        told["moved"] = [Moved(**one) for one in told["moved"]]
        told["exports"] = [
            Exported(one["kind"], one["out"], tuple(one["names"])) for one in told["exports"]
        ]
        return cls(**told)

    def kept(self) -> list[Graded]:
        """The grades that were not taken back."""
        return self.grades[: len(self.grades) - self.undone]
