"""A quick look at the head of a JPEG, for show while the import runs.

What is found is a claim of the file, shown as such until the file has been examined.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final

import piexif

from triage.core.records import Peek
from triage.evidence import orientation, thumbnail
from triage.evidence.dates import iso
from triage.evidence.exif_blocks import Block
from triage.evidence.exif_text import text_of
from triage.evidence.exif_tree import exif_tree
from triage.evidence.jpeg_header import jpeg_header
from triage.evidence.opening import open_evidence
from triage.evidence.pillow import open_picture

if TYPE_CHECKING:
    from io import FileIO

HEAD: Final = 128 << 10
MOST_THUMBNAIL_BYTES: Final = 64 << 10
MOST_THUMBNAIL_PIXELS: Final = 500_000
_MARK: Final = b"Exif\0\0"
_MAKE, _MODEL, _ORIENTATION, _ORIGINAL, _DIGITISED = 0x010F, 0x0110, 0x0112, 0x9003, 0x9004


def peek(source: str | FileIO) -> Peek | None:
    """The embedded thumbnail (turned, encoded anew), claimed date and camera of a JPEG.

    ``source`` is a path, or a file that was opened before; it is closed. None where there is
    none of them, and where anything about the head is odd: nothing here is worth a risk. Never
    raises.
    """
    try:
        with open_evidence(source) if isinstance(source, str) else source as file:
            head = file.read(HEAD) or b""
        return _peek(head) if head.startswith(b"\xff\xd8\xff") else None
    except Exception:  # noqa: BLE001 - piexif is no hostile-proof parser; no peek is no loss
        return None


def _peek(head: bytes) -> Peek | None:
    exif = _exif_segment(head)
    if not _is_sound(exif):
        return None
    tags: dict[str, Any] = piexif.load(exif)
    first, own = tags.get("0th") or {}, tags.get("Exif") or {}
    turn = first.get(_ORIENTATION, 1)
    found = Peek(
        thumbnail=_shown(tags.get("thumbnail") or b"", turn if turn in range(1, 9) else 1),
        taken=iso(_text(own.get(_ORIGINAL))) or iso(_text(own.get(_DIGITISED))),
        camera=" ".join(filter(None, (_text(first.get(tag)) for tag in (_MAKE, _MODEL)))) or None,
    )
    return found if found.thumbnail or found.taken or found.camera else None


def _exif_segment(head: bytes) -> bytes:
    """The first EXIF segment with its mark, b"" where it does not fit into the head."""
    for marker, at, length in jpeg_header(lambda at, length: head[at : at + length]).segments:
        if marker == 0xE1 and head[at : at + 6] == _MARK:
            return head[at : at + length] if at + length <= len(head) else b""
    return b""


def _is_sound(exif: bytes) -> bool:
    """Whether our own bounded reader finds nothing odd; piexif believes any count it reads."""
    data = exif[len(_MARK) :]
    if not data:
        return False
    return not exif_tree([Block(lambda at, length: data[at : at + length], len(data))]).problems


def _shown(embedded: bytes, turn: int) -> bytes | None:
    """The thumbnail decoded here, so that nobody else has to trust it."""
    if not embedded.startswith(b"\xff\xd8\xff") or len(embedded) > MOST_THUMBNAIL_BYTES:
        return None
    header = jpeg_header(lambda at, length: embedded[at : at + length])
    if not 0 < header.width * header.height <= MOST_THUMBNAIL_PIXELS:
        return None
    try:
        picture = open_picture(io.BytesIO(embedded), "JPEG").convert("RGB")
    except Exception:  # noqa: BLE001 - decoders raise anything; date and camera still count
        return None
    return thumbnail.encoded(thumbnail.small(orientation.turned(picture, turn)))


def _text(value: object) -> str:
    return text_of(value) if isinstance(value, bytes) else ""
