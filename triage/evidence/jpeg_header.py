"""The marker segments of a JPEG up to its first scan (ITU-T T.81 annex B), bounded."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from triage.evidence.ifd import Read

MOST_SEGMENTS: Final = 10_000
MOST_HEADER_BYTES: Final = 16 << 20
_LENGTHLESS: Final = frozenset({0x01, *range(0xD0, 0xD8)})
_FRAMES: Final = frozenset(set(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC})
_PROGRESSIVE: Final = frozenset({0xC2, 0xC6, 0xCA, 0xCE})
_SEQUENTIAL: Final = frozenset({0xC0, 0xC1})
_DECODED: Final = frozenset({0xC0, 0xC1, 0xC2, 0xC9, 0xCA})
"""What libjpeg-turbo reads: baseline, extended, progressive, and both with arithmetic coding."""


@dataclass(slots=True)
class JpegHeader:
    """``segments``: (marker, where its content begins, its length). Sizes are as stored.

    ``ends_early``: the file ends before any scan.
    ``coefficient_bytes``: what a decoder must keep when the picture comes in several scans.
    """

    segments: list[tuple[int, int, int]] = field(default_factory=list[tuple[int, int, int]])
    frame: int = 0
    precision: int = 8
    width: int = 0
    height: int = 0
    samplings: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    first_scan_components: int = 0
    ends_early: bool = False

    @property
    def unsupported(self) -> str:
        """Why no decoder of ours reads this valid kind of JPEG; "" where one does."""
        if not self.frame:
            return ""
        if self.frame not in _DECODED:
            return "lossless or hierarchical JPEG"
        if self.precision != 8:
            return f"JPEG of {self.precision} bits a sample"
        return (
            "JPEG that states its height only at its end" if self.width > self.height == 0 else ""
        )

    @property
    def first_scan(self) -> int:
        """Where the coded data of the first scan begin, 0 where there is none."""
        return next((at + length for marker, at, length in self.segments if marker == 0xDA), 0)

    @property
    def least_scan_bytes(self) -> int:
        """What the blocks take at least: two bits each, in one sequential Huffman-coded scan."""
        if self.frame not in _SEQUENTIAL:
            return 0
        return self._samples // (64 * 4)

    @property
    def _samples(self) -> int:
        widest = max((h for h, _ in self.samplings), default=1) or 1
        tallest = max((v for _, v in self.samplings), default=1) or 1
        shares = sum(h * v for h, v in self.samplings) / (widest * tallest)
        return int(self.width * self.height * shares)

    @property
    def progressive(self) -> bool:
        """Whether each scan only refines what the ones before it gave."""
        return self.frame in _PROGRESSIVE

    @property
    def coefficient_bytes(self) -> int:
        """Bytes of all coefficients; 0 where one scan holds the whole picture."""
        several = self.first_scan_components < len(self.samplings)
        if not self.progressive and not several:
            return 0
        return 2 * self._samples


def jpeg_header(read: Read, start: int = 0) -> JpegHeader:
    """The header of the JPEG that begins at ``start``; what could be read where it is damaged."""
    header = JpegHeader()
    at = start + 2
    for _ in range(MOST_SEGMENTS):
        head = read(at, 4)
        if len(head) < 4 or at - start > MOST_HEADER_BYTES:
            header.ends_early = len(head) < 4
            break
        if head[0] != 0xFF or head[1] in (0x00, 0xFF):
            at = _next_marker(read, at)
            if at < 0:
                break
            continue
        marker = head[1]
        if marker in _LENGTHLESS:
            at += 2
            continue
        if marker == 0xD9:
            break
        length = int.from_bytes(head[2:4], "big") - 2
        header.segments.append((marker, at + 4, max(length, 0)))
        if marker in _FRAMES and not header.frame:
            _read_frame(header, marker, read(at + 4, 6 + 3 * 4))
        if marker == 0xDA:
            header.first_scan_components = int.from_bytes(read(at + 4, 1), "big")
            break
        at += 4 + max(length, 0)
    return header


def _next_marker(read: Read, at: int) -> int:
    """Where the next marker begins, -1 where none is near (fill bytes and junk are skipped)."""
    window = read(at, 64 << 10)
    found = 0
    while True:
        found = window.find(b"\xff", found)
        if found < 0 or found + 1 >= len(window):
            return -1
        if window[found + 1] not in (0x00, 0xFF):
            return at + found
        found += 1


def _read_frame(header: JpegHeader, marker: int, content: bytes) -> None:
    if len(content) < 6:
        return
    header.frame = marker
    header.precision = content[0]
    header.height = int.from_bytes(content[1:3], "big")
    header.width = int.from_bytes(content[3:5], "big")
    parts = content[6 : 6 + 3 * min(content[5], 4)]
    header.samplings = [(value >> 4, value & 15) for value in parts[1::3]]
