"""What a person asked for: the data, where the pack goes, and how much effort it may take."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from triage.core.errors import KnownError
from triage.core.names import safe
from triage.training.plan import PRESETS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from triage.training.labels import Label
    from triage.training.plan import Preset
    from triage.training.rows import Row

STATE_FILE: Final = "run.json"
PACK_FOLDER: Final = "pack"


@dataclass(frozen=True, slots=True)
class Order:
    """The options of one training, under the names of the command line."""

    data: tuple[Path, ...]
    out: Path
    preset: str = "standard"
    labels: tuple[Label, ...] = ()
    """Empty: the general model's for a manifest, the sub-folders' for a folder."""
    init: Path | None = None
    teachers: tuple[Path, ...] = ()
    negatives: Path | None = None
    group: str = "cluster"
    tiers: frozenset[str] = field(default_factory=frozenset[str])
    rules: Path | None = None
    resume: bool = False
    seed: int = 1
    threads: int = 0
    epochs: int = 0
    """0: as many as the preset says."""
    name: str = ""

    @property
    def effort(self) -> Preset:
        """The preset, with the epochs asked for."""
        return PRESETS[self.preset].with_epochs(self.epochs)

    @property
    def pack(self) -> Path:
        """Where the finished pack goes."""
        return self.out / PACK_FOLDER


def fingerprint(order: Order, rows: Sequence[Row], names: Sequence[str]) -> str:
    """A hash of everything that decides what a training becomes."""
    digest = hashlib.sha256()
    told = [order.effort.record(), list(names), order.seed, order.group]
    told += [[str(place), place.stat().st_size] for place in order.teachers]
    digest.update(json.dumps(told, sort_keys=True).encode())
    for row in rows:
        labels = ";".join(sorted(row.labels)), ";".join(sorted(row.unknown))
        digest.update(f"{row.place}|{labels[0]}|{labels[1]}\n".encode())
    return digest.hexdigest()


def open_folder(order: Order) -> None:
    """Make OUT; KnownError where there is a training in it already and nobody said to go on."""
    state = order.out / STATE_FILE
    if order.resume and not state.exists():
        raise KnownError(
            f"There is no training to go on with in {safe(str(order.out))}: "
            "start one without --resume."
        )
    if not order.resume and state.exists():
        raise KnownError(
            f"{safe(str(order.out))} holds a training already: go on with it by --resume, "
            "or give another folder."
        )
    try:
        order.out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise KnownError(
            f"The folder {safe(str(order.out))} cannot be made: {error.strerror}."
        ) from error


def check_same(order: Order, found: str) -> None:
    """Write down the fingerprint of a new training; KnownError where a resumed one differs."""
    state = order.out / STATE_FILE
    if not order.resume:
        state.write_text(json.dumps({"fingerprint": found}), encoding="utf-8")
        return
    if json.loads(state.read_text(encoding="utf-8")).get("fingerprint") != found:
        raise KnownError(
            f"The training in {safe(str(order.out))} was begun with other pictures or options: "
            "give the same ones, or start anew in another folder."
        )
