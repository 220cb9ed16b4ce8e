"""Where each kind of file keeps its EXIF structures; found without any picture decoder.

Sources: JPEG EXIF 2.32 4.7.2, PNG 1.3 eXIf, WebP RFC 9649, HEIF ISO/IEC 23008-12, JPEG XL
ISO/IEC 18181-2, CR3 and RAF after exiftool's documentation, Photoshop resource 1058.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from triage.evidence import kinds
from triage.evidence.boxes import boxes, first_box
from triage.evidence.heif_items import heif_items
from triage.evidence.ifd import TiffBlock
from triage.evidence.jpeg_header import jpeg_header

if TYPE_CHECKING:
    from collections.abc import Iterator

    from triage.evidence.evidence_file import EvidenceFile
    from triage.evidence.ifd import Read
    from triage.evidence.kinds import Kind

HEAD: Final = 256 << 10
"""The last resort looks for an EXIF block in these first bytes."""
MOST_BLOCK_BYTES: Final = 1 << 20
MOST_CHUNKS: Final = 10_000
_MARK: Final = b"Exif\0\0"
_TIFF_HEADS: Final = (b"II*\0", b"MM\0*")
_CANON: Final = bytes.fromhex("85c0b687820f11e08111f4ce462b6a48")
_CANON_PARTS: Final = {b"CMT1": "IFD0", b"CMT2": "ExifIFD", b"CMT4": "GPS"}
_JP2_EXIF: Final = (b"JpgTiffExif->JP2", bytes.fromhex("0537cdab9d0c4431a72afa561f2a113e"))


@dataclass(frozen=True, slots=True)
class Block:
    """One TIFF structure with offsets from 0, and the name of its first directory."""

    read: Read
    size: int
    name: str = "IFD0"


def exif_blocks(file: EvidenceFile, kind: Kind) -> list[Block]:
    """The EXIF structures of a file, the most telling first; [] where there are none."""
    media = kind.media_type
    if kind is kinds.TIFF or file.read_at(0, 4) in (*_TIFF_HEADS, b"II+\0", b"MM\0+"):
        return [Block(file.read_at, file.size)]
    if media in ("image/x-panasonic-rw2", "image/x-olympus-orf"):
        return [*_in_panasonic(file), Block(file.read_at, file.size)]
    found = [block for block in map(_block, _payloads(file, kind)) if block]
    if media == "image/x-canon-cr3":
        found = list(_canon_blocks(file))
    if not found and kind.media_type.startswith(("image/hei", "application/octet-stream")):
        found = [block for block in map(_block, _anywhere(file)) if block]
    return found


def _block(payload: bytes) -> Block | None:
    data = payload.removeprefix(_MARK)
    if not data:
        return None
    return Block(lambda at, length: data[at : at + length] if at >= 0 else b"", len(data))


def _payloads(file: EvidenceFile, kind: Kind) -> list[bytes]:
    if kind is kinds.JPEG:
        return _in_jpeg(file.read_at, 0)
    if kind.media_type == "image/png":
        return list(_in_png(file))
    if kind is kinds.WEBP:
        return list(_in_webp(file))
    if kind is kinds.PSD:
        return list(_in_psd(file))
    if kind is kinds.AVIF or kind.media_type in ("image/heic", "image/heif"):
        return [heif_items(file.read_at, file.size).exif(file.read_at)]
    if kind.media_type in ("image/jp2", "image/jxl"):
        return list(_in_boxes(file))
    if kind.media_type == "image/x-fuji-raf":
        return _in_jpeg(file.read_at, int.from_bytes(file.read_at(84, 4), "big"))
    return []


def _in_jpeg(read: Read, start: int) -> list[bytes]:
    """EXIF of the APP1 segments; a block that is too long for one goes on in the next."""
    found: list[bytes] = []
    for marker, at, length in jpeg_header(read, start).segments:
        if marker != 0xE1 or read(at, 6) != _MARK:
            continue
        data = read(at + 6, length - 6)
        if found and data[:4] not in _TIFF_HEADS and len(found[-1]) < MOST_BLOCK_BYTES:
            found[-1] += data
        else:
            found.append(data)
    return found[:8]


def _in_panasonic(file: EvidenceFile) -> list[Block]:
    """RW2 keeps the camera's EXIF in the preview JPEG of tag 0x002E."""
    raw = TiffBlock(file.read_at, file.size)
    preview = raw.directory(raw.first, "IFD0")[0].get(0x002E)
    if preview is None or preview.data[:2] != b"\xff\xd8":
        return []
    block = _block(preview.data)
    payloads = _in_jpeg(block.read, 0) if block else []
    return [block for block in map(_block, payloads) if block]


def _in_png(file: EvidenceFile) -> Iterator[bytes]:
    at = 8
    for _ in range(MOST_CHUNKS):
        head = file.read_at(at, 8)
        if len(head) < 8:
            return
        length, name = int.from_bytes(head[:4], "big"), head[4:]
        if name == b"eXIf":
            yield file.read_at(at + 8, min(length, MOST_BLOCK_BYTES))
        elif name in (b"tEXt", b"zTXt"):
            content = file.read_at(at + 8, min(length, MOST_BLOCK_BYTES))
            yield from _in_png_text(content, packed=name == b"zTXt")
        at += 12 + length


def _in_png_text(content: bytes, *, packed: bool) -> Iterator[bytes]:
    """ImageMagick's way: hexadecimal text after a name, a length and line breaks."""
    key, _, value = content.partition(b"\0")
    if key not in (b"Raw profile type exif", b"Raw profile type APP1"):
        return
    if packed:
        value = zlib.decompressobj().decompress(value[1:], 2 * MOST_BLOCK_BYTES)
    digits = b"".join(value.split()[2:])
    if value and re.fullmatch(rb"(?:[0-9a-fA-F]{2})+", digits):
        yield bytes.fromhex(digits.decode("ascii"))


def _in_webp(file: EvidenceFile) -> Iterator[bytes]:
    at = 12
    for _ in range(MOST_CHUNKS):
        head = file.read_at(at, 8)
        if len(head) < 8:
            return
        length = int.from_bytes(head[4:], "little")
        if head[:4] == b"EXIF":
            yield file.read_at(at + 8, min(length, MOST_BLOCK_BYTES))
        at += 8 + length + length % 2


def _in_psd(file: EvidenceFile) -> Iterator[bytes]:
    at = 26
    at += 4 + int.from_bytes(file.read_at(at, 4), "big")
    end = at + 4 + int.from_bytes(file.read_at(at, 4), "big")
    at += 4
    for _ in range(MOST_CHUNKS):
        head = file.read_at(at, 7)
        if len(head) < 7 or at >= end or head[:4] not in (b"8BIM", b"MeSa"):
            return
        at += 6 + (head[6] + 2) // 2 * 2
        length = int.from_bytes(file.read_at(at, 4), "big")
        if head[4:6] == b"\x04\x22":
            yield file.read_at(at + 4, min(length, MOST_BLOCK_BYTES))
        at += 4 + length + length % 2


def _in_boxes(file: EvidenceFile) -> Iterator[bytes]:
    for box in boxes(file.read_at, 0, file.size):
        content = file.read_at(box.start, min(box.end - box.start, MOST_BLOCK_BYTES))
        if box.kind == b"Exif":
            yield content[4 + int.from_bytes(content[:4], "big") :]
        elif box.kind == b"uuid" and content[:16] in _JP2_EXIF:
            yield content[16:]


def _canon_blocks(file: EvidenceFile) -> Iterator[Block]:
    movie = first_box(file.read_at, 0, file.size, b"moov")
    if movie is None:
        return
    for outer in boxes(file.read_at, movie.start, movie.end):
        if outer.kind != b"uuid" or file.read_at(outer.start, 16) != _CANON:
            continue
        for box in boxes(file.read_at, outer.start + 16, outer.end):
            if box.kind in _CANON_PARTS:
                content = file.read_at(box.start, min(box.end - box.start, MOST_BLOCK_BYTES))
                block = _block(content)
                if block:
                    yield Block(block.read, block.size, _CANON_PARTS[box.kind])


def _anywhere(file: EvidenceFile) -> list[bytes]:
    head = file.read_at(0, HEAD)
    found = re.search(rb"Exif\0\0(?=MM\0\*|II\*\0)", head)
    return [file.read_at(found.end(), HEAD)] if found else []
