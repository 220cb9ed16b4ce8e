"""The labels of a model: their names, the words shown for them, and where they are said."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from triage.core.errors import KnownError
from triage.core.names import safe

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Label:
    """One output column: its name in the data and the words shown to an examiner."""

    name: str
    display: str
    description: str = ""
    notable: bool = False


LABELS: Final[tuple[Label, ...]] = (
    Label(
        "firearm",
        "Firearm",
        "A pistol, revolver, rifle or shotgun, alone or in a hand; toy guns are not meant.",
        notable=True,
    ),
    Label(
        "knife",
        "Knife",
        "A knife or dagger, alone or in a hand; swords were not judged in training.",
        notable=True,
    ),
    Label("money", "Money", "Banknotes or coins."),
    Label("document", "Document", "A page, letter, form or receipt, scanned or photographed."),
    Label("screenshot", "Screenshot", "A picture of a computer or telephone screen."),
    Label("vehicle", "Vehicle", "A car, motorcycle, lorry, boat, train or aircraft."),
    Label("person", "Person", "One or more people, whole or in part."),
    Label("animal", "Animal", "A living animal."),
    Label("food_plant", "Food or plant", "Food, fruit, vegetables, flowers or plants."),
    Label("scene_outdoor", "Outdoor scene", "A view outdoors: street, landscape, building."),
    Label("scene_indoor", "Indoor scene", "A view of a room."),
    Label("graphic", "Graphic", "A drawing, painting, chart, emblem or map; not a photograph."),
    Label("clothing", "Clothing", "Clothes or shoes as the subject of the picture."),
    Label("other", "Other object", "Another object as the subject of the picture."),
)
"""The labels of the general model; a manifest uses them where nobody names others."""

NAMES: Final[tuple[str, ...]] = tuple(label.name for label in LABELS)


def read_labels(said: str, place: Path) -> tuple[Label, ...]:
    """The labels named on the command line: a file with ``[[labels]]``, or names with commas.

    ``place`` is ``said`` as a path; a `pack.toml` will do as a file.
    """
    if place.suffix.lower() != ".toml":
        return named(tuple(name.strip() for name in said.split(",") if name.strip()))
    shown = safe(said)
    try:
        tables: list[dict[str, Any]] = tomllib.loads(place.read_text(encoding="utf-8"))["labels"]
        found = tuple(_label(table) for table in tables)
    except OSError as error:
        raise KnownError(f"{shown} cannot be read: {error.strerror}.") from error
    except (ValueError, KeyError, TypeError) as error:
        raise KnownError(
            f"{shown} is no list of labels: it needs [[labels]] tables with a name each."
        ) from error
    _check([label.name for label in found])
    return found


def named(names: Sequence[str]) -> tuple[Label, ...]:
    """Labels of which nothing but the name is known; the general model's keep their words."""
    _check(names)
    known = {label.name: label for label in LABELS}
    return tuple(known.get(name) or Label(name, _shown(name)) for name in names)


def _label(table: dict[str, Any]) -> Label:
    name = str(table["name"])
    return Label(
        name,
        str(table.get("display", _shown(name))),
        str(table.get("description", "")),
        bool(table.get("notable", False)),
    )


def _shown(name: str) -> str:
    words = name.replace("_", " ").replace("-", " ").strip()
    return words[:1].upper() + words[1:]


def _check(names: Sequence[str]) -> None:
    twice = [name for number, name in enumerate(names) if name in names[:number]]
    if twice:
        raise KnownError(f"The label {safe(twice[0])!r} is named twice: name each label once.")
    if len(names) < 2:
        raise KnownError(
            "A model needs two labels or more: it must learn to tell one from the other."
        )
