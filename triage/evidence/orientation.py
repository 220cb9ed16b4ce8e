"""Turning a picture as its file asks: once, and only where its decoder has not done so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PIL import Image

from triage.evidence import kinds

if TYPE_CHECKING:
    from triage.evidence.kinds import Kind

_TAG: Final = 0x0112
_TURNS: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def orientation(image: Image.Image, kind: Kind) -> int:
    """The EXIF Orientation (1-8) that is still to be applied to the loaded picture.

    Pillow's TIFF decoder and pi-heif turn by themselves; for AVIF Pillow shows the turn and
    mirror boxes as Orientation. Without EXIF, XMP's ``tiff:Orientation`` counts (Pillow).
    """
    if kind is kinds.TIFF or "HEIF" in kind.formats:
        return 1
    try:
        value = image.getexif().get(_TAG, 1)
    except Exception:  # noqa: BLE001 - hostile EXIF raises anything; the picture stays as stored
        return 1
    return value if isinstance(value, int) and value in _TURNS else 1


def turned(image: Image.Image, value: int) -> Image.Image:
    """The picture as shown for an Orientation of 1-8."""
    turn = _TURNS.get(value)
    return image if turn is None else image.transpose(turn)


def turned_size(size: tuple[int, int], value: int) -> tuple[int, int]:
    """Width and height as shown for an Orientation of 1-8."""
    return (size[1], size[0]) if value >= 5 else size
