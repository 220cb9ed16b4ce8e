"""Read one split of a labelled picture set, and nothing but that split.

The wall between the splits is here: a `Split` holds only rows of the split it was asked for,
hands out pictures only through `Split.open`, and refuses a row whose file lies outside the folder
of its split. No other module of the package builds a path below the data folder. `ood` cannot be
asked for at all: it is the reserve for a judgement made by somebody who did not train.
"""

import csv
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from triage.training.labels import NAMES

SPLITS: Final = ("train", "val")
ALL_UNLISTED: Final = "*"


class ManifestError(ValueError):
    """The manifest says something this program will not act upon."""


@dataclass(frozen=True, slots=True)
class Row:
    """One picture of the manifest.

    `file` is relative to the data folder, with forward slashes. A label that is neither in
    `labels` nor in `unknown` is absent from the picture.
    """

    file: PurePosixPath
    labels: frozenset[str]
    unknown: frozenset[str]
    cluster: str
    source: str
    licence: str
    tier: str

    def targets(self) -> NDArray[np.float32]:
        """1.0 for each label present, in the order of NAMES; shape (14,)."""
        return np.array([name in self.labels for name in NAMES], dtype=np.float32)

    def known(self) -> NDArray[np.float32]:
        """1.0 for each label that somebody judged, in the order of NAMES; shape (14,)."""
        return np.array([name not in self.unknown for name in NAMES], dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Split:
    """The rows of one split and the only way to their pictures."""

    root: Path
    name: str
    rows: tuple[Row, ...]

    def open(self, row: Row) -> Image.Image:
        """Return the picture of `row` in RGB, decoded, in the size it is stored in."""
        folder = (self.root / self.name).resolve()
        path = (self.root / row.file).resolve()
        if not path.is_relative_to(folder):
            raise ManifestError(f"{row.file} does not belong to the split {self.name}")
        with Image.open(path) as picture:
            return picture.convert("RGB")

    def only(self, rows: Iterable[Row]) -> "Split":
        """Return the same split reduced to `rows`."""
        return replace(self, rows=tuple(rows))


def read_split(root: Path, name: str) -> Split:
    """Read the rows of the split `name` from `root/manifest.csv`; no picture is opened."""
    if name not in SPLITS:
        raise ManifestError(f"the split {name!r} is not for training; choose one of {SPLITS}")
    with (root / "manifest.csv").open(encoding="utf-8", newline="") as lines:
        rows = tuple(_row(fields) for fields in csv.DictReader(lines) if fields["split"] == name)
    for row in rows:
        if row.file.parts[0] != name or ".." in row.file.parts:
            raise ManifestError(f"{row.file} is listed under {name} but lies elsewhere")
    return Split(root=root, name=name, rows=rows)


def divide_by_cluster(split: Split, part: int = 10) -> tuple[Split, Split]:
    """Divide `split` into a part to learn from and a hold-out of about one in `part`.

    The division looks at the cluster alone, so near copies stay on one side, and it does not
    depend on a seed, so that a resumed run never learns from its own hold-out.
    """
    learned = [row for row in split.rows if not _is_held_out(row.cluster, part)]
    held = [row for row in split.rows if _is_held_out(row.cluster, part)]
    return split.only(learned), split.only(held)


def _is_held_out(cluster: str, part: int) -> bool:
    digest = hashlib.sha256(f"hold-out {cluster}".encode()).digest()
    return int.from_bytes(digest[:4], "big") % part == 0


def _row(fields: Mapping[str, str]) -> Row:
    labels = _label_set(fields["labels"])
    unknown = _label_set(fields["unknown"])
    if ALL_UNLISTED in unknown:
        unknown = frozenset(NAMES) - labels
    strange = (labels | unknown) - frozenset(NAMES)
    if strange:
        raise ManifestError(f"{fields['file']} has labels nobody defined: {sorted(strange)}")
    return Row(
        file=PurePosixPath(fields["file"]),
        labels=labels,
        unknown=unknown - labels,
        cluster=fields["cluster"],
        source=fields["source_repo"],
        licence=fields["licence"],
        tier=fields["licence_tier"],
    )


def _label_set(field: str) -> frozenset[str]:
    return frozenset(name.strip() for name in field.split(";") if name.strip())
