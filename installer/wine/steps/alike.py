"""Two lists of the same evidence, item by item: what differs, and by how much scores do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

SCORES_DIFFER_FROM = 1e-4

# The order in which items were found, and what Python does not know on Linux (docs/windows.md).
_OF_THE_RUN = {"id", "source", "created"}

Item = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of one file."""

    path: str
    field: str
    windows: object
    linux: object

    def __str__(self) -> str:
        return f"{self.path}: {self.field}: {self.windows!r} on Windows, {self.linux!r} on Linux"


@dataclass(frozen=True, slots=True)
class Compared:
    """What was found: ``largest`` is the largest difference of any score."""

    items: int
    differences: tuple[Difference, ...]
    largest: float


def compared(windows: list[Item], linux: list[Item]) -> Compared:
    """Compare by path: states, reasons, hashes, sizes, types, metadata, labels, scores."""
    here, there = _by_path(windows), _by_path(linux)
    found = [Difference(path, "listed", True, False) for path in sorted(here.keys() - there.keys())]
    found += [
        Difference(path, "listed", False, True) for path in sorted(there.keys() - here.keys())
    ]
    largest = 0.0
    for path in sorted(here.keys() & there.keys()):
        ours, theirs = here[path], there[path]
        for field in sorted((ours.keys() | theirs.keys()) - _OF_THE_RUN - {"scores"}):
            if ours.get(field) != theirs.get(field):
                found.append(Difference(path, field, ours.get(field), theirs.get(field)))
        apart = _apart(ours["scores"], theirs["scores"])
        if apart is None or apart > SCORES_DIFFER_FROM:
            found.append(Difference(path, "scores", ours["scores"], theirs["scores"]))
        largest = max(largest, apart or 0.0)
    return Compared(len(here), tuple(found), largest)


def _by_path(items: list[Item]) -> dict[str, Item]:
    """Comparable items: copies by their paths, suggestions by their labels."""
    paths = {item["id"]: item["path"] for item in items}
    plain: dict[str, Item] = {}
    for item in items:
        top = item["top"]
        plain[item["path"]] = item | {
            "duplicates": sorted(paths[number] for number in item["duplicates"]),
            "suggestions": [(one["pack"], one["label"]) for one in item["suggestions"]],
            "top": top and (top["pack"], top["label"]),
        }
    return plain


def _apart(ours: Item, theirs: Item) -> float | None:
    """The largest difference of two sets of scores; None where they are of other labels."""
    largest = 0.0
    if ours.keys() != theirs.keys():
        return None
    for pack, scores in ours.items():
        if scores.keys() != theirs[pack].keys():
            return None
        for label, score in scores.items():
            largest = max(largest, abs(score - theirs[pack][label]))
    return largest
