"""Pixels of a file's first picture for a person to look at: as large as asked for, no larger.

The same decoders, limits, colours and turn as for an examination; only the scale differs.
"""

from __future__ import annotations

import io
from contextlib import nullcontext
from typing import IO, TYPE_CHECKING, Final

from PIL import Image

from triage.evidence import checks, colour, jpeg_end, kinds, limits, orientation
from triage.evidence.decode import BASE_SIDE, CannotDecodeError, Decoded, load
from triage.evidence.jpeg_header import jpeg_header
from triage.evidence.pillow import open_picture, tolerance

if TYPE_CHECKING:
    from triage.evidence.evidence_file import EvidenceFile
    from triage.evidence.kinds import Kind

_WORK_PIXELS: Final = 100_000_000
"""Above it a picture is halved while it is read, so that colours and scaling find room too."""
_JPEG_SCALE: Final = 8


def decode_to_show(
    file: EvidenceFile, kind: Kind, longest: int, *, tolerant: bool = False, bare: bytes = b""
) -> Decoded:
    """Decode so that no side is above ``longest`` (0: as large as may be shown).

    The picture is :attr:`Decoded.base`. ``tolerant`` and ``bare`` as :func:`decode.decode`
    takes them; raises alike.
    """
    limits.check_before_open(file, kind)
    with tolerance() if tolerant else nullcontext():
        if kind is kinds.JPEG:
            return _decode_jpeg(file, kind, longest)
        return _decode_whole(io.BytesIO(bare) if bare else file.stream(), kind, longest)


def shown_size(size: tuple[int, int], longest: int) -> tuple[int, int]:
    """Width and height to show a picture with: its own, or reduced in proportion."""
    width, height = size
    scale = min(
        1.0,
        (longest or checks.RENDERED_SIDE_MOST) / max(size),
        checks.RENDERED_SIDE_MOST / max(size),
        (checks.RENDERED_PIXELS_MOST / (width * height)) ** 0.5,
    )
    # Rounded down: a pixel more would be above the limit.
    return max(1, int(width * scale)), max(1, int(height * scale))


def _factor(size: tuple[int, int], target: tuple[int, int]) -> int:
    """The power of two to reduce by while reading: it leaves the target, and room to work."""
    factor = 1
    pixels = size[0] * size[1]
    while max(size) // (2 * factor) >= max(target) or pixels // factor**2 > _WORK_PIXELS:
        factor *= 2
    return factor


def _decode_jpeg(file: EvidenceFile, kind: Kind, longest: int) -> Decoded:
    header = jpeg_header(file.read_at)
    if header.unsupported:
        raise CannotDecodeError(header.unsupported)
    stream = file.stream()
    image = open_picture(stream, kind.formats[0])
    size = image.size
    target = shown_size(size, longest)
    factor = min(_JPEG_SCALE, _factor(size, target))
    image.draft(image.mode, (max(1, size[0] // factor), max(1, size[1] // factor)))
    limits.check_jpeg(image, size, header)
    image.load()
    doubtful = jpeg_end.is_doubtful(image, header, stream.tell(), file.size)
    decoded = _decoded(image, kind, size, target)
    decoded.doubtful = doubtful
    return decoded


def _decode_whole(stream: IO[bytes], kind: Kind, longest: int) -> Decoded:
    image = open_picture(stream, kind.formats[0])
    limits.check_opened(image, kind)
    load(image)
    # By what was loaded: some decoders turn the picture while they read it.
    return _decoded(image, kind, image.size, shown_size(image.size, longest))


def _decoded(
    image: Image.Image, kind: Kind, size: tuple[int, int], target: tuple[int, int]
) -> Decoded:
    turn = orientation.orientation(image, kind)
    picture = colour.shown(image, _factor(image.size, target))
    if picture.width > target[0] or picture.height > target[1]:
        picture = picture.resize(
            (min(picture.width, target[0]), min(picture.height, target[1])),
            Image.Resampling.LANCZOS,
        )
    decoded = Decoded(*orientation.turned_size(size, turn))
    decoded.pictures[BASE_SIDE] = orientation.turned(picture, turn)
    return decoded
