"""The drawn crops on disk: shards of a few hundred, each whole or not there at all.

A shard has three files: ``.jpegs`` (the crops, one after another), ``.features.npy`` (float16,
what the teachers say of each) and ``.meta.npz`` (which picture, where it lies in the file, its
targets). The last is written last, under another name first: a run that was killed finds whole
shards or none.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from PIL import Image

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

SIDE: Final = 192
"""A kept crop is a little larger than the student's largest input, for small shifts."""
QUALITY: Final = 92


@dataclass(frozen=True, slots=True)
class Shard:
    """One shard, opened: ``rows[i]`` is the picture of crop ``i``."""

    rows: NDArray[np.int64]
    ends: NDArray[np.int64]
    targets: NDArray[np.float32]
    known: NDArray[np.float32]
    jpegs: NDArray[np.uint8]
    features: NDArray[np.float16]

    def picture(self, place: int) -> Image.Image:
        """Crop number ``place``, decoded; (SIDE, SIDE) in RGB."""
        start = int(self.ends[place - 1]) if place else 0
        data = self.jpegs[start : int(self.ends[place])].tobytes()
        with Image.open(io.BytesIO(data)) as picture:
            return picture.convert("RGB")


def as_jpeg(picture: Image.Image) -> bytes:
    """A crop as it is kept."""
    buffer = io.BytesIO()
    sized = picture.resize((SIDE, SIDE), Image.Resampling.LANCZOS)
    sized.save(buffer, "JPEG", quality=QUALITY, subsampling=0)
    return buffer.getvalue()


def write(
    base: Path,
    indices: Sequence[int],
    jpegs: Sequence[bytes],
    targets: NDArray[np.float32],
    known: NDArray[np.float32],
    features: NDArray[np.float32],
) -> None:
    """Write one shard at ``base`` (a path without ending)."""
    base.with_suffix(".jpegs").write_bytes(b"".join(jpegs))
    np.save(base.with_suffix(".features.npy"), features.astype(np.float16))
    unfinished = base.with_suffix(".part.npz")
    np.savez(
        unfinished,
        rows=np.array(indices, dtype=np.int64),
        ends=np.cumsum([len(data) for data in jpegs], dtype=np.int64),
        targets=targets.astype(np.uint8),
        known=known.astype(np.uint8),
    )
    unfinished.replace(base.with_suffix(".meta.npz"))


def is_whole(base: Path) -> bool:
    """Whether the shard at ``base`` was written to its end."""
    return base.with_suffix(".meta.npz").exists()


def read(base: Path) -> Shard:
    """Open a shard; pictures and features stay on disk until they are asked for."""
    with np.load(base.with_suffix(".meta.npz")) as meta:
        return Shard(
            rows=meta["rows"],
            ends=meta["ends"],
            targets=meta["targets"].astype(np.float32),
            known=meta["known"].astype(np.float32),
            jpegs=np.memmap(base.with_suffix(".jpegs"), dtype=np.uint8, mode="r"),
            features=np.load(base.with_suffix(".features.npy"), mmap_mode="r"),
        )
