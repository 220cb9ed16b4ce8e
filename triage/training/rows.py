"""One labelled picture as training knows it; its labels in the order of the columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Row:
    """One picture. A label in neither ``labels`` nor ``unknown`` is absent from it.

    ``place`` is the file; ``source`` the repository or folder it came from; pictures of one
    ``cluster`` are near copies ("" where nobody looked). ``sha256`` and ``dhash`` are those of
    the original, "" and None where they are not known.
    """

    place: Path
    labels: frozenset[str]
    unknown: frozenset[str]
    source: str
    cluster: str = ""
    commit: str = ""
    path: str = ""
    licence: str = ""
    tier: str = ""
    sha256: str = ""
    dhash: int | None = None
    note: str = ""


def targets(rows: Sequence[Row], names: Sequence[str]) -> NDArray[np.float32]:
    """1.0 for each label present; shape (rows, names)."""
    return np.array([[name in row.labels for name in names] for row in rows], dtype=np.float32)


def known(rows: Sequence[Row], names: Sequence[str]) -> NDArray[np.float32]:
    """1.0 for each label that somebody judged; shape (rows, names)."""
    return np.array([[name not in row.unknown for name in names] for row in rows], dtype=np.float32)
