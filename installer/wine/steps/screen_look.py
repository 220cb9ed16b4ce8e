"""What stands on a screenshot of the window: the theme's colours, and tiles with pictures."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from bed import TREE

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PIL.Image import Image

_WANTED = ("well", "window", "panel", "text", "secondary", "accent")
_PIXELS_LEAST = 100
_SIDE_LEAST = 60
"""Of a picture in a tile: badges and bars are smaller."""

_FILLED_FROM = 0.15
"""Part of a column or row of the grid that pictures cover where tiles stand."""


@dataclass(frozen=True, slots=True)
class Seen:
    """``missing``: colours of the theme that are not there; ``columns``, ``rows`` of tiles."""

    theme: str
    missing: tuple[str, ...]
    columns: int
    rows: int
    colours: int


def look(picture: Image) -> Seen:
    """Judge by the theme of which most is seen."""
    text = (TREE / "resources" / "theme.toml").read_text(encoding="utf-8")
    pixels = np.asarray(picture.convert("RGB"), dtype=np.uint32)
    packed = (pixels @ np.array([1 << 16, 1 << 8, 1], dtype=np.uint32)).astype(np.uint32)
    themes = tomllib.loads(text)
    seen = [_by(name, themes[name], packed) for name in ("light", "dark")]
    return min(seen, key=lambda one: len(one.missing))


def _by(name: str, theme: dict[str, str], packed: NDArray[np.uint32]) -> Seen:
    named = {word: int(code[1:], 16) for word, code in theme.items()}
    missing = [word for word in _WANTED if (packed == named[word]).sum() < _PIXELS_LEAST]
    well = packed == named["well"]
    across = np.flatnonzero(well.mean(axis=0) > 0.1)
    down = np.flatnonzero(well.mean(axis=1) > 0.1)
    if not across.size or not down.size:
        return Seen(name, tuple(missing), 0, 0, len(np.unique(packed)))
    grid = packed[down[0] : down[-1] + 1, across[0] : across[-1] + 1]
    pictures = ~np.isin(grid, list(named.values()))
    columns, rows = _runs(pictures.mean(axis=0)), _runs(pictures.mean(axis=1))
    return Seen(name, tuple(missing), columns, rows, len(np.unique(grid)))


def _runs(filled: NDArray[np.float64]) -> int:
    """Stretches that pictures fill, of at least the side of a small one."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], filled > _FILLED_FROM, [0]))))
    return int((edges[1::2] - edges[::2] >= _SIDE_LEAST).sum())
