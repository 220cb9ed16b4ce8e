"""Pictures that came with the program, and the scores that its packs gave them where it was made.

``resources/golden`` holds the pictures and ``scores.json``; ``installer/golden.py`` makes both.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from triage.core import resources
from triage.core.errors import KnownError
from triage.core.records import Where
from triage.evidence.pool import ExaminerPool
from triage.inference.engine import Engine

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from triage.core.job import JobContext
    from triage.core.records import Pixels
    from triage.inference.packs import ModelPack
    from triage.inference.providers import Provider

FILE = "scores.json"


@dataclass(frozen=True, slots=True)
class Golden:
    """``scores`` [label] by picture, for each pack by the SHA-256 that is its identity."""

    folder: Path
    tolerance: float
    pictures: tuple[str, ...]
    scores: dict[str, dict[str, list[float]]]


@dataclass(frozen=True, slots=True)
class Again:
    """Scores [label] by picture, and what gave them."""

    scores: dict[str, list[float]]
    device: str


def shipped() -> Golden:
    """What came with the program. Raises KnownError where it cannot be read."""
    folder = resources.folder("resources") / "golden"
    try:
        told = json.loads((folder / FILE).read_text(encoding="utf-8"))
        return Golden(
            folder,
            float(told["tolerance"]),
            tuple(told["pictures"]),
            {key: one["scores"] for key, one in cast("dict[str, Any]", told["packs"]).items()},
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise KnownError(f"The known scores in {folder} cannot be read: {error}.") from error


def score(
    ctx: JobContext, pack: ModelPack, provider: Provider, folder: Path, pictures: Sequence[str]
) -> Again:
    """Decode in a real child and score on a real session, as an import does.

    Raises KnownError where a picture or the pack cannot be used, and Cancelled.
    """
    with ExaminerPool(1, (pack.spec,)) as pool:
        inputs = [_input(ctx, pool, folder, name) for name in pictures]
    engine = Engine(pack, provider)
    ctx.checkpoint()
    given = engine.run(np.stack(inputs))
    device = f"{engine.provider.shown} ({engine.provider.device})"
    return Again(
        {name: [float(one) for one in row] for name, row in zip(pictures, given, strict=True)},
        device,
    )


def _input(ctx: JobContext, pool: ExaminerPool, folder: Path, name: str) -> Pixels:
    ctx.checkpoint()
    examined = pool.examine(Where(folder, b"", name.encode("ascii"))).result()
    if len(examined.inputs) != 1:
        why = examined.reason.word or "no pixels"
        raise KnownError(f"The picture {name} of the program could not be read: {why}.")
    return examined.inputs[0]
