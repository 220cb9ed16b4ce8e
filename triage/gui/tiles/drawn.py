"""From the JPEG of a case to the pixels that are shown; runs in the loader's thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from triage.evidence import veil
from triage.evidence.fitted import fitted
from triage.gui.tiles.wishes import Kind

if TYPE_CHECKING:
    from triage.gui.tiles.wishes import Wish


@dataclass(frozen=True, slots=True)
class Drawn:
    """Rows of RGB without padding. ``whole``: the case has no larger one."""

    width: int
    height: int
    rgb: bytes
    whole: bool


def drawn(jpeg: bytes, wish: Wish) -> Drawn | None:
    """The picture as the wish wants it, veiled if it is hidden; None where there is none.

    Pillow decodes, for it lets other threads run meanwhile: Qt's decoder would hold up the
    window's own (measured: 208 ms).
    """
    if wish.key.kind is Kind.TEXT:
        return None
    try:
        width, height, rgb = veil.decoded(jpeg)
        small = fitted(width, height, rgb, wish.box)
        whole = small[0] == width
        if wish.key.kind not in {Kind.OPEN, Kind.BARE}:
            small = (*small[:2], veil.veiled_rgb(*small, wish.style))
    except (ValueError, MemoryError):
        # One damaged picture is a tile without a picture, nothing more.
        return None
    return Drawn(*small, whole)
