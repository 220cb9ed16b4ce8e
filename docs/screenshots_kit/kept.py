"""The few pictures that the repository keeps: drawn samples only, palette-reduced."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image

if TYPE_CHECKING:
    from pathlib import Path

KEPT = {
    "one-selected-1920x1080-dark": "window-dark",
    "one-selected-1920x1080-light": "window-light",
    "one-selected-1366x768-dark": "window-1366",
}
"""Name of a picture as it was taken, and as it is kept."""
_COLOURS = 192


def keep(shots: Path, folder: Path) -> None:
    """Write the kept pictures small into the folder."""
    folder.mkdir(exist_ok=True)
    for taken, name in KEPT.items():
        with Image.open(shots / f"{taken}.png") as picture:
            small = picture.convert("RGB").quantize(_COLOURS, dither=Image.Dither.FLOYDSTEINBERG)
            small.save(folder / f"{name}.png", optimize=True)
