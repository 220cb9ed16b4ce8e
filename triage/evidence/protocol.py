"""Frames between the program and a child: a JSON header and raw blobs, never a pickle.

A frame is the header's length (4 bytes, little-endian), the header (JSON, ASCII, one object)
and the blobs one after another; the header's key ``blobs`` holds their lengths. Names travel
as JSON text, bytes that are no UTF-8 as the escapes U+DC80-U+DCFF.
"""

from __future__ import annotations

import json
import math
import struct
from typing import TYPE_CHECKING, Any, BinaryIO, cast

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Sequence

Header = dict[str, Any]
Blob = npt.NDArray[np.uint8]
"""Raw bytes, shape (length,)."""

HEADER_MOST_BYTES = 4 << 20
BLOBS_MOST = 64
_LENGTH = struct.Struct("<I")
_BLOBS = "blobs"


class NonsenseError(Exception):
    """The other end sent what no healthy one would send."""


def write_frame(
    stream: BinaryIO, header: Header, blobs: Sequence[bytes | memoryview | Blob] = ()
) -> None:
    """Write one frame and flush. Raises ValueError where the header is too large or no JSON."""
    stream.write(head(header, blobs))
    # An array is a buffer too, which its type hints tell from Python 3.12 on only.
    stream.writelines(cast("Sequence[bytes]", blobs))
    stream.flush()


def head(header: Header, blobs: Sequence[bytes | memoryview | Blob] = ()) -> bytes:
    """A frame's bytes before its blobs."""
    lengths = [len(blob) for blob in blobs]
    text = json.dumps({**header, _BLOBS: lengths}, allow_nan=False).encode("ascii")
    if len(text) > HEADER_MOST_BYTES:
        raise ValueError(f"a header of {len(text)} bytes")
    return _LENGTH.pack(len(text)) + text


def read_frame(stream: BinaryIO, most_blob_bytes: int) -> tuple[Header, list[Blob]] | None:
    """The next frame, None at the end of the stream between two frames.

    Every length is checked before memory is taken for it. Raises NonsenseError, and EOFError
    where the stream ends inside a frame.
    """
    length_bytes = stream.read(_LENGTH.size)
    if not length_bytes:
        return None
    if len(length_bytes) < _LENGTH.size:
        raise EOFError
    (length,) = cast("tuple[int]", _LENGTH.unpack(length_bytes))
    if length > HEADER_MOST_BYTES:
        raise NonsenseError(f"a header of {length} bytes")
    text = stream.read(length)
    if len(text) < length:
        raise EOFError
    header = _parsed(text)
    return header, [_blob(stream, size) for size in _blob_lengths(header, most_blob_bytes)]


def _parsed(text: bytes) -> Header:
    try:
        header = json.loads(
            text.decode("ascii"), parse_constant=_no_number, parse_float=_finite_number
        )
    except (ValueError, RecursionError) as error:
        raise NonsenseError(f"a header that is no JSON: {error}") from None
    if not isinstance(header, dict):
        raise NonsenseError("a header that is no object")
    return cast("Header", header)


def _no_number(word: str) -> float:
    raise ValueError(f"{word} is not JSON")


def _finite_number(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise ValueError(f"{digits} is too large")
    return number


def _blob_lengths(header: Header, most_blob_bytes: int) -> list[int]:
    lengths = header.pop(_BLOBS, None)
    if not isinstance(lengths, list) or len(cast("list[Any]", lengths)) > BLOBS_MOST:
        raise NonsenseError("no list of blobs")
    total = 0
    for length in cast("list[Any]", lengths):
        if type(length) is not int or length < 0:
            raise NonsenseError("a blob without a length")
        total += length
    if total > most_blob_bytes:
        raise NonsenseError(f"{total} bytes of blobs")
    return cast("list[int]", lengths)


def _blob(stream: BinaryIO, length: int) -> Blob:
    blob = np.empty(length, dtype=np.uint8)
    view = blob.data
    filled = 0
    while filled < length:
        # A buffered reader puts what it does not hold yet straight into the array.
        count = cast("Any", stream).readinto(view[filled:])
        if not count:
            raise EOFError
        filled += count
    return blob
