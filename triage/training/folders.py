"""A folder with one sub-folder per label: every picture has the label of its sub-folder."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from triage.core.errors import KnownError
from triage.core.names import safe
from triage.training.manifest import FILE_NAME
from triage.training.rows import Row

if TYPE_CHECKING:
    from pathlib import Path

HARMLESS: Final = frozenset(
    {"other", "others", "none", "nothing", "negative", "negatives", "background", "harmless"}
    | {"normal", "neutral", "safe", "clean", "rest", "misc", "unknown"}
)
_HARMLESS_STARTS: Final = ("no_", "no-", "non_", "non-", "not_", "not-", "no ", "not ")
_NOT_PICTURES: Final = frozenset({".txt", ".csv", ".json", ".xml", ".md", ".db", ".ini", ".html"})


@dataclass(frozen=True, slots=True)
class Found:
    """What a folder holds: its labels in the order of their names, and its pictures."""

    names: tuple[str, ...]
    rows: list[Row] = field(default_factory=list[Row])


def is_folder_of_labels(data: Path) -> bool:
    """Whether DATA is to be read by its sub-folders: a manifest in it says otherwise."""
    return data.is_dir() and not (data / FILE_NAME).exists()


def read_folder(data: Path, wanted: frozenset[str] = frozenset()) -> Found:
    """The labelled pictures below ``data``; ``wanted`` limits the labels where it is not empty.

    Raises KnownError where there is no label, one alone, or one without any file.
    """
    shown = safe(str(data))
    try:
        places = sorted(
            entry
            for entry in data.iterdir()
            if entry.is_dir() and (not wanted or entry.name in wanted)
        )
    except OSError as error:
        raise KnownError(f"The folder {shown} cannot be read: {error.strerror}.") from error
    if not places:
        raise KnownError(
            f"{shown} has neither a {FILE_NAME} nor a sub-folder for each label: give a folder "
            "of one or the other kind."
        )
    if len(places) == 1:
        raise KnownError(
            f"{shown} has one label alone, {safe(places[0].name)!r}: a model must learn to tell it "
            "from something, so add a sub-folder with other pictures."
        )
    rows: list[Row] = []
    for place in places:
        found = pictures_below(place)
        if not found:
            raise KnownError(
                f"The folder of the label {safe(place.name)!r} in {shown} is empty: put pictures "
                "into it or remove it."
            )
        label = frozenset({place.name})
        rows.extend(_row(data, place, picture, label) for picture in found)
    return Found(tuple(place.name for place in places), rows)


def read_negatives(folder: Path) -> list[Row]:
    """Pictures that have none of the labels; KnownError where there is none."""
    try:
        found = pictures_below(folder)
    except OSError as error:
        raise KnownError(
            f"The folder {safe(str(folder))} cannot be read: {error.strerror}."
        ) from error
    if not found:
        raise KnownError(f"The folder of negatives {safe(str(folder))} holds no picture.")
    return [_row(folder, folder, picture, frozenset()) for picture in found]


def has_harmless(names: tuple[str, ...]) -> bool:
    """Whether one of the labels seems to stand for pictures without anything to be found."""
    return any(
        name.lower() in HARMLESS or name.lower().startswith(_HARMLESS_STARTS) for name in names
    )


def pictures_below(folder: Path) -> list[Path]:
    """Every file below ``folder`` that may be a picture, in the order of their names."""
    return sorted(
        entry
        for entry in folder.rglob("*")
        if entry.suffix.lower() not in _NOT_PICTURES
        and not entry.name.startswith(".")
        and entry.is_file()
    )


def _row(data: Path, place: Path, picture: Path, labels: frozenset[str]) -> Row:
    inner = picture.parent.relative_to(place).as_posix()
    return Row(
        place=picture,
        labels=labels,
        unknown=frozenset(),
        source=f"{place.name}/{inner}" if inner != "." else place.name,
        path=picture.relative_to(data).as_posix(),
    )
