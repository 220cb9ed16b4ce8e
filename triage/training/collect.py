"""What a run learns from: the rows of all DATA, less what may not or cannot be learned from."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from triage.core.errors import KnownError
from triage.core.names import safe
from triage.training import rules as thinning
from triage.training.folders import has_harmless, is_folder_of_labels, read_folder, read_negatives
from triage.training.kept_apart import KeptApart
from triage.training.labels import LABELS, named
from triage.training.look import Looked, look
from triage.training.manifest import FILE_NAME, JUDGED, LEARNED, Manifest
from triage.training.rows import Row

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from triage.training.folders import Found
    from triage.training.labels import Label
    from triage.training.order import Order

    Said = Callable[[int, int], None]

NO_HARMLESS: Final = (
    "No folder of harmless pictures was found: the model will put every picture under one of its "
    "labels. Add a folder named other, or give one with --negatives."
)
NEAR_JUDGED: Final = "near copy of a picture of val or ood"


@dataclass(slots=True)
class Material:
    """The rows to learn from with their hashes, and how many were left out for which reason."""

    labels: tuple[Label, ...]
    rows: list[Row] = field(default_factory=list[Row])
    looks: list[Looked] = field(default_factory=list[Looked])
    left_out: Counter[str] = field(default_factory=Counter[str])
    judged: list[Row] = field(default_factory=list[Row])
    """The rows of ``val``: looked at once, when everything is decided."""
    single: bool = False
    """Whether each picture has exactly one label, because a folder gave it."""
    notices: list[str] = field(default_factory=list[str])

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the labels in the order of the columns."""
        return tuple(label.name for label in self.labels)


def collect(order: Order, looked: Callable[[Row], Looked], said: Said) -> Material:
    """Read, thin out and look at everything; ``said`` is told how many were looked at.

    Raises KnownError where the data cannot be understood or nothing is left of them.
    """
    folders = [place for place in order.data if is_folder_of_labels(place)]
    sheets = [place for place in order.data if place not in folders]
    wanted = frozenset(label.name for label in order.labels)
    found = [read_folder(folder, wanted) for folder in folders]
    material = Material(_labels(order, found, bool(sheets)), single=not sheets)
    rows = [row for one in found for row in one.rows]
    apart = KeptApart()
    for place in sheets:
        sheet = place / FILE_NAME if place.is_dir() else place
        manifest = Manifest(sheet, material.names)
        manifest.keep_apart(apart)
        rows += manifest.rows(LEARNED)
        material.judged += manifest.rows(JUDGED)
    rows += read_negatives(order.negatives) if order.negatives else []
    kept = _of_tiers(rows, order.tiers, material.left_out)
    rules = thinning.read_rules(order.rules) if order.rules else []
    kept, thinned = thinning.apply(rules, kept, order.seed)
    material.left_out.update(thinned)
    for number, row in enumerate(kept, 1):
        _sort_in(row, looked(row), apart, material)
        said(number, len(kept))
    _check(material)
    if material.single and not order.negatives and not has_harmless(material.names):
        material.notices.append(NO_HARMLESS)
    return material


def told(left_out: Counter[str]) -> str:
    """The reasons and their numbers, in words."""
    parts = [f"{count:,} {safe(why)}" for why, count in left_out.most_common() if count]
    return ", ".join(parts) or "none"


def look_at(row: Row) -> Looked:
    """Look at the picture of a row."""
    return look(row.place)


def _labels(order: Order, found: Sequence[Found], sheets: bool) -> tuple[Label, ...]:
    if order.labels:
        return order.labels
    if sheets:
        return LABELS
    return named(list(dict.fromkeys(name for one in found for name in one.names)))


def _of_tiers(rows: list[Row], tiers: frozenset[str], left_out: Counter[str]) -> list[Row]:
    if not tiers:
        return rows
    for row in rows:
        if row.tier not in tiers:
            left_out[f"licence tier {row.tier or 'not stated'}"] += 1
    return [row for row in rows if row.tier in tiers]


def _sort_in(row: Row, found: Looked, apart: KeptApart, material: Material) -> None:
    if found.hashes is None:
        material.left_out[str(found.unfit)] += 1
    elif apart.meets((row.sha256, found.sha256), found.hashes):
        material.left_out[NEAR_JUDGED] += 1
    else:
        material.rows.append(row)
        material.looks.append(found)


def _check(material: Material) -> None:
    shown = [name for name in material.names if any(name in row.labels for row in material.rows)]
    if not material.rows or not shown:
        raise KnownError(
            f"There is nothing to learn from; pictures left out: {told(material.left_out)}."
        )
    alone = material.single and len(shown) < 2 and all(row.labels for row in material.rows)
    if alone:
        raise KnownError(
            f"Only {safe(shown[0])!r} has pictures that can be learned from; "
            f"left out: {told(material.left_out)}."
        )
