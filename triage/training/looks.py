"""The looks of a training, kept beside it: going on does not look at every picture again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from triage.training.look import Looked, Unfit, look

if TYPE_CHECKING:
    from pathlib import Path

    from triage.training.rows import Row

FILE: Final = "looks.npz"


class Looks:
    """Looks at pictures and remembers what it saw, by place, size and time of change."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / FILE
        self._kept: dict[str, Looked] = {}
        if self._file.exists():
            self._read()

    def look(self, row: Row) -> Looked:
        """What one look at the picture finds."""
        key = _key(row.place)
        if key not in self._kept:
            self._kept[key] = look(row.place)
        return self._kept[key]

    def save(self) -> None:
        """Write down what was seen."""
        nothing = np.zeros(8, dtype=np.uint64)
        found = list(self._kept.values())
        unfinished = self._file.with_name("looks.part.npz")
        np.savez(
            unfinished,
            keys=np.array(list(self._kept), dtype=np.str_),
            digests=np.array([one.sha256 for one in found], dtype=np.str_),
            unfit=np.array([one.unfit or "" for one in found], dtype=np.str_),
            hashes=np.array([nothing if one.hashes is None else one.hashes for one in found]),
        )
        unfinished.replace(self._file)

    def _read(self) -> None:
        with np.load(self._file, allow_pickle=False) as kept:
            columns = (kept["keys"].tolist(), kept["digests"].tolist(), kept["unfit"].tolist())
            for key, digest, unfit, hashes in zip(*columns, kept["hashes"], strict=True):
                self._kept[key] = (
                    Looked(digest, None, Unfit(unfit)) if unfit else Looked(digest, hashes)
                )


def _key(place: Path) -> str:
    try:
        facts = place.stat()
    except OSError:
        return f"{place}|gone"
    return f"{place}|{facts.st_size}|{facts.st_mtime_ns}"
