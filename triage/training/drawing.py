"""Draw the crops of a picture: each is made of the picture, the round and the seed alone.

A picture's crop in a round does not depend on the pictures before it, so a run that was cut
short draws exactly the crops that it would have drawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from PIL import Image

from triage.training import augment, crops, rows
from triage.training.cut_out import NEVER, object_mask
from triage.training.look import open_picture

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.random import Generator
    from numpy.typing import NDArray

    from triage.training.rows import Row

SIDE: Final = 224
PASTE_SHARE: Final = 0.55
PLAIN_GROUND_SHARE: Final = 0.35
TRIM_SHARE: Final = 0.5
_NO_GROUND: Final = frozenset({"firearm", "knife", "document", "screenshot", "graphic"})
_SCENES: Final = frozenset({"scene_outdoor", "scene_indoor"})


@dataclass(frozen=True, slots=True)
class Drawn:
    """One crop (SIDE x SIDE) with its targets and what is known of it; both shape (names,)."""

    picture: Image.Image
    targets: NDArray[np.float32]
    known: NDArray[np.float32]


class Drawer:
    """Draws crops of ``pictures``; ``names`` are the labels in the order of the columns."""

    def __init__(self, pictures: Sequence[Row], names: Sequence[str], seed: int) -> None:
        self._rows = pictures
        self._names = list(names)
        self._seed = seed
        self._targets = rows.targets(pictures, names)
        self._known = rows.known(pictures, names)
        self._grounds = [
            index
            for index, row in enumerate(pictures)
            if not row.labels & _NO_GROUND and not row.unknown & {"firearm", "knife"}
        ]

    def draw(self, index: int, round_number: int) -> Drawn:
        """The crop of picture ``index`` in that round; raises what Pillow raises."""
        rng = np.random.default_rng([self._seed, round_number, index])
        row = self._rows[index]
        picture = open_picture(row.place)
        known = self._known[index]
        if rng.random() < TRIM_SHARE:
            picture = crops.trimmed(picture)
        if row.labels & crops.PAGES and rng.random() < crops.PHOTOGRAPHED_SHARE:
            ground, known = self._ground(picture.size, index, known, rng)
            picture = crops.photographed(picture, ground, rng)
        elif rng.random() < PASTE_SHARE and not row.labels & NEVER:
            mask = object_mask(picture)
            if mask is not None:
                ground, known = self._ground(picture.size, index, known, rng)
                picture = augment.pasted(picture, mask, ground, rng)
        return Drawn(crops.cut(picture, SIDE, rng), self._targets[index], known)

    def _ground(
        self, size: tuple[int, int], index: int, known: NDArray[np.float32], rng: Generator
    ) -> tuple[Image.Image, NDArray[np.float32]]:
        if not self._grounds or rng.random() < PLAIN_GROUND_SHARE:
            return augment.plain_ground(size, rng), known
        behind = self._rows[self._grounds[int(rng.integers(len(self._grounds)))]]
        # What the ground may show is no longer judged, unless the picture itself shows it.
        open_labels = behind.labels | behind.unknown | _SCENES
        may_show = np.array([name in open_labels for name in self._names])
        still = np.where(may_show & (self._targets[index] < 0.5), np.float32(0.0), known)
        ground = open_picture(behind.place)
        # Kept small: the ground is stretched to the crop, whatever its own size.
        return ground.resize(size, Image.Resampling.BILINEAR), still.astype(np.float32)
