"""What a file is, by its content and never by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from triage.evidence import kinds
from triage.evidence.kinds import Kind, no_image, unsupported
from triage.evidence.signatures import by_signature
from triage.evidence.sniff_boxes import sniff_boxes
from triage.evidence.sniff_text import sniff_text
from triage.evidence.sniff_tiff import sniff_tiff
from triage.evidence.sniff_weak import sniff_weak

if TYPE_CHECKING:
    from triage.evidence.evidence_file import EvidenceFile

HEAD: Final = 64 << 10
_OFFICE: Final = (
    (b"word/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    (b"xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (b"ppt/", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
)
_RIFF: Final = {
    b"WEBP": kinds.WEBP,
    b"AVI ": unsupported("video/x-msvideo"),
    b"WAVE": no_image("audio/x-wav"),
    b"ACON": unsupported("application/x-navi-animation"),
}


def sniff(file: EvidenceFile) -> Kind:
    """The kind of the file: media type, the decoders that may open it, or why none does."""
    if file.size == 0:
        return kinds.EMPTY
    head = file.read_at(0, HEAD)
    return (
        sniff_tiff(file.read_at, file.size, head)
        or _named_png(head, by_signature(head))
        or sniff_boxes(file.read_at, file.size, head)
        or _container(head)
        or sniff_weak(file.read_at, file.size, head)
        or _late(head)
        or sniff_text(head)
        or _behind_something(file)
        or kinds.UNKNOWN
    )


def _named_png(head: bytes, found: Kind | None) -> Kind | None:
    """Apple's own kind of PNG (CgBI) is no PNG that others decode."""
    if found is kinds.PNG and head[12:16] == b"CgBI":
        return unsupported("image/png")
    return found


def _container(head: bytes) -> Kind | None:
    if head[:4] == b"RIFF":
        return _RIFF.get(head[8:12], no_image("application/octet-stream"))
    if head[:4] in (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"):
        return unsupported(_zip_type(head))
    if head[:4] == b"\x1a\x45\xdf\xa3":
        return unsupported("video/webm" if b"webm" in head[:64] else "video/x-matroska")
    if head[:4] == b"OggS":
        return unsupported("video/ogg") if b"theora" in head[:256] else no_image("audio/ogg")
    if head[:1] == b"\x47" and head[188:189] == b"\x47" and head[376:377] == b"\x47":
        return unsupported("video/mp2t")
    return None


def _zip_type(head: bytes) -> str:
    if head[30:38] == b"mimetype" and (said := head[38:110].split(b"PK")[0]).isascii():
        text = said.decode("ascii")
        if text.startswith("application/") and text.isprintable():
            return text
    if b"[Content_Types].xml" in head[:4096] or b"_rels/.rels" in head[:4096]:
        for folder, media_type in _OFFICE:
            if folder in head:
                return media_type
    return "application/zip"


def _behind_something(file: EvidenceFile) -> Kind | None:
    """A ZIP archive is found from its end; anything may stand before it (APPNOTE 4.3.1)."""
    tail = file.read_at(max(0, file.size - HEAD - 22), HEAD + 22)
    return unsupported("application/zip") if b"PK\x05\x06" in tail else None


def _late(head: bytes) -> Kind | None:
    """Marks that are cut short, or that other programs allow a little later in the file."""
    for mark, kind in ((b"\xff\xd8", kinds.JPEG), (b"\x89PNG", kinds.PNG), (b"GIF8", kinds.GIF)):
        if head.startswith(mark):
            return kind
    if head.startswith(b"MZ") and b"\0" in head[:64]:
        return no_image("application/vnd.microsoft.portable-executable")
    if head in (b"II*", b"MM\0"):
        return kinds.TIFF
    if b"%PDF-" in head[:1024]:
        return unsupported("application/pdf")
    return None
