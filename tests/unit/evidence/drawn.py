"""Pictures and files that the tests draw for themselves."""

from __future__ import annotations

import io
import struct
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

if TYPE_CHECKING:
    from pathlib import Path


def scene(width: int, height: int) -> Image.Image:
    """An RGB picture without symmetry: left to right red, top to bottom green, a blue corner."""
    red = np.tile(np.linspace(0, 255, width), (height, 1))
    green = np.tile(np.linspace(0, 255, height)[:, None], (1, width))
    blue = np.zeros((height, width))
    blue[: height // 3, : width // 4] = 255
    return Image.fromarray(np.stack([red, green, blue], axis=-1).astype(np.uint8))


def encoded(image: Image.Image, form: str = "JPEG", **options) -> bytes:
    """The bytes that Pillow writes."""
    into = io.BytesIO()
    image.save(into, form, **options)
    return into.getvalue()


def written(folder: Path, data: bytes, name: str = "file.bin") -> str:
    """The path of a new file with these bytes."""
    path = folder / name
    path.write_bytes(data)
    return str(path)


def exif(first: dict[int, object], own: dict[int, object] | None = None) -> Image.Exif:
    """An EXIF structure of two directories, IFD0 and Exif."""
    made = Image.Exif()
    made.update(first)
    made.get_ifd(0x8769).update(own or {})
    return made


def tiff_block(entries: list[tuple[int, int, int, bytes]], order: str = "<") -> bytes:
    """A TIFF structure of one directory: (tag, type, count, value of any length)."""
    head = (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(f"{order}I", 8)
    rest = 8 + 2 + 12 * len(entries) + 4
    rows, values = b"", b""
    for tag, kind, count, value in entries:
        place = value.ljust(4, b"\0")
        if len(value) > 4:
            place = struct.pack(f"{order}I", rest + len(values))
            values += value
        rows += struct.pack(f"{order}HHI", tag, kind, count) + place
    return head + struct.pack(f"{order}H", len(entries)) + rows + b"\0" * 4 + values
