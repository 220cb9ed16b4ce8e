"""Whether a JPEG that decoded without an error ends before its last rows or scans.

libjpeg fills what an early marker cuts off with grey, and says nothing that Pillow passes on.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from triage.evidence.evidence_file import IN_MEMORY
from triage.evidence.jpeg_header import MOST_SEGMENTS, jpeg_header
from triage.evidence.pillow import NotOpenedError, open_picture

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL import Image

    from triage.evidence.evidence_file import EvidenceFile
    from triage.evidence.jpeg_header import JpegHeader

_FILLS: Final = (128, (128, 128, 128), (127, 127, 127, 127), (128, 128, 128, 127))
"""Pixels of a missing block, all of whose coefficients are zero: L, RGB, inverted CMYK, YCCK."""
_SMALL: Final = 256 << 10
_MOST_PIXELS: Final = 48_000_000
"""Of a picture that is decoded in full for the experiment."""
_NEVER: Final = 16
_LEAST_REST: Final = 64
_OTHER_STARTS: Final = (b"\xff\xd8\xff", b"PK\3\4", bytes(16))
"""A second picture, a ZIP, padding."""
_END: Final = b"\xff\xd9"
_MARKER: Final = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
"""What ends coded data: neither a stuffed byte, nor a restart, nor a fill byte."""
_NOISE: Final = bytes(range(0xFE))
_MORE: Final = _NOISE + b"".join(b"\xff" + bytes([0xD0 + turn]) + _NOISE for turn in range(8))
"""Coded data, first as the next bytes of a scan, then after each restart marker."""


@dataclass(frozen=True, slots=True)
class _Scan:
    """A scan's header (T.81 B.2.3): components, band, bits still missing; where its data end."""

    components: bytes
    band: range
    low: int
    end: int


def is_doubtful(image: Image.Image, header: JpegHeader, stopped: int, size: int) -> bool:
    """Whether :func:`ends_early` is worth its time; this takes none.

    ``image``: as decoded; ``stopped``: how far its decoder read into the file of ``size`` bytes.
    Missing rows of a single scan are grey down to the last pixel. Missing scans only coarsen
    the picture: there the decoder stops (by a block of Pillow's, 64 KiB) before the file ends.
    """
    if header.coefficient_bytes:
        return stopped < size or size <= _SMALL
    last = image.getpixel((image.width - 1, image.height - 1))
    return last in _FILLS


def ends_early(file: EvidenceFile) -> bool:
    """Whether rows or scans are missing, whatever follows the end marker.

    The proof for rows is an experiment: with more coded data in the marker's place, a picture
    that has all its rows stays as it is.
    """
    header = jpeg_header(file.read_at)
    if not header.first_scan:
        return False
    data = file.read_at(0, min(file.size, IN_MEMORY))
    scans = list(_scans(data, header.segments[-1][1] - 4))
    if not scans:
        return False
    if not header.coefficient_bytes:
        return _takes_more(data[: scans[0].end], progressive=False)
    end = scans[-1].end
    coarse = _lacks_bits(header, scans)
    if coarse and _goes_on(data, end):
        return True
    # The experiment means two full decodes here: only where the picture is coarser than it
    # could be (it may be meant so), or where what follows may be the last scan's rest.
    followed = data[end + 2 : end + 2 + _LEAST_REST]
    if not coarse and (len(followed) < _LEAST_REST or followed.startswith(_OTHER_STARTS)):
        return False
    return _takes_more(data[:end], progressive=header.progressive)


def _goes_on(data: bytes, end: int) -> bool:
    """Whether the next marker behind the end marker is one of a scan: its tables, or its header."""
    found = _MARKER.search(data, end + 2)
    return found is not None and found[0][1:] in (b"\xc4", b"\xda")


def _scans(data: bytes, at: int) -> Iterator[_Scan]:
    """The scans from the marker ``at`` up to the end of the picture."""
    for _ in range(MOST_SEGMENTS):
        marker = data[at + 1 : at + 2]
        if marker in (b"", b"\xd8", b"\xd9"):
            return
        after = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        found = _MARKER.search(data, after)
        end = found.start() if found else len(data)
        content = data[at + 4 : after]
        if marker == b"\xda" and len(content) >= 4:
            components = content[1:-3:2]
            yield _Scan(components, range(content[-3], content[-2] + 1), content[-1] & 15, end)
        at = end


def _lacks_bits(header: JpegHeader, scans: list[_Scan]) -> bool:
    """Whether some coefficient of some component never came in full."""
    lows: dict[int, list[int]] = {}
    for scan in scans:
        for component in scan.components:
            low = lows.setdefault(component, [_NEVER] * 64)
            for place in range(scan.band.start, min(scan.band.stop, 64)):
                low[place] = scan.low
    return len(lows) < len(header.samplings) or any(map(any, lows.values()))


def _takes_more(head: bytes, *, progressive: bool) -> bool:
    """Whether more coded data behind ``head`` change the picture."""
    try:
        ended = _pixels(head + _END, progressive=progressive)
        return ended != _pixels(head + _MORE + _END, progressive=progressive)
    except (OSError, NotOpenedError):
        # Not even decoded without what follows: nothing is proved.
        return False


def _pixels(data: bytes, *, progressive: bool) -> bytes:
    """Small, for missing rows show at any size; the last scans of a progressive one do not."""
    image = open_picture(io.BytesIO(data), "JPEG")
    if not progressive:
        image.draft(image.mode, (1, 1))
    elif image.width * image.height > _MOST_PIXELS:
        return b""
    image.load()
    return image.tobytes()
