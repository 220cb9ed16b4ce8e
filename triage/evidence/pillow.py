"""Pillow, asked plugin by plugin, so that no thread's file has a hand in another's.

``Image.open`` tells in a process-wide warning why a plugin refuses a file, and judges sizes by
one process-wide number. Here the one plugin that may open a file is called directly: its
exception is the reason. Pillow's own number is set once, as a last wall inside its plugins;
what may be decoded is decided per file in :mod:`triage.evidence.limits`.
"""

from __future__ import annotations

import struct
from contextlib import contextmanager
from functools import cache
from typing import IO, TYPE_CHECKING

import pi_heif
from PIL import Image, ImageFile

from triage.evidence import limits

if TYPE_CHECKING:
    from collections.abc import Generator

_PREFIX_BYTES = 16


class NotOpenedError(ValueError):
    """The decoder for this kind of file refuses its header."""


def open_picture(stream: IO[bytes], plugin: str) -> ImageFile.ImageFile:
    """The picture in ``stream`` with its header read, by the plugin of this name alone.

    Raises :class:`NotOpenedError` where ``Image.open`` would name no reason, and whatever else
    plugins raise on bad data.
    """
    _settle()
    factory, accept = Image.OPEN[plugin]
    accepted = accept is None or accept(stream.read(_PREFIX_BYTES))
    if not accepted or isinstance(accepted, str):
        raise NotOpenedError(accepted or "the header makes no sense")
    stream.seek(0)
    try:
        return factory(stream, "")
    except (SyntaxError, IndexError, TypeError, struct.error) as error:
        raise NotOpenedError(f"{plugin} opening failed. {error}") from error


@contextmanager
def tolerance() -> Generator[None]:
    """Pillow's process-wide tolerance for cut files; only where no other thread decodes."""
    ImageFile.LOAD_TRUNCATED_IMAGES = True
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = False


@cache
def _settle() -> None:
    """Load every plugin, and set what is process-wide once and for all files alike."""
    # Pillow raises at twice the number that it warns at.
    Image.MAX_IMAGE_PIXELS = limits.MOST_PIXELS // 2
    Image.init()
    pi_heif.register_heif_opener(thumbnails=False, decode_threads=1)
