"""Checks of what a child claims; everything that does not fit is nonsense, never repaired."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar, cast

from triage.core.records import CONTENT_FLAGS, Flag
from triage.evidence.protocol import NonsenseError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from triage.core.records import InputSpec, Pixels
    from triage.evidence.protocol import Blob

THUMBNAIL_MOST_BYTES = 1 << 20
TEXT_MOST = 400
_SIDE_MOST = 1 << 31
RENDERED_SIDE_MOST = 32_000
"""Qt's painter goes no further than 32767."""
RENDERED_PIXELS_MOST = 64 << 20
_PHASH_BYTES = 8
_CHILD_FLAGS = CONTENT_FLAGS | Flag.EXTENSION_MISMATCH

T = TypeVar("T")


def whole(value: object, least: int, most: int) -> int:
    """A whole number within bounds."""
    if type(value) is not int or not least <= value <= most:
        raise NonsenseError("a number out of bounds")
    return value


def member(kind: Callable[[int], T], value: object) -> T:
    """A value of an enum."""
    try:
        return kind(whole(value, 0, 255))
    except ValueError:
        raise NonsenseError(f"the unknown value {value}") from None


def flags(value: object) -> Flag:
    """Flags that a child may set."""
    claimed = Flag(whole(value, 0, 255))
    if claimed & ~_CHILD_FLAGS:
        raise NonsenseError("a flag that is not a child's to set")
    return claimed


def side(value: object) -> int:
    """Width or height in pixels."""
    return whole(value, 0, _SIDE_MOST)


def rendered_size(width: object, height: object, longest: int) -> tuple[int, int]:
    """Width and height of a picture to look at, no side above ``longest`` where that is set."""
    most = longest or RENDERED_SIDE_MOST
    size = whole(width, 1, most), whole(height, 1, most)
    if size[0] * size[1] > RENDERED_PIXELS_MOST:
        raise NonsenseError("a picture that is too large")
    return size


def truth(value: object) -> bool:
    """Yes or no."""
    if not isinstance(value, bool):
        raise NonsenseError("neither yes nor no")
    return value


def text(value: object, most: int = TEXT_MOST) -> str:
    """A text of at most ``most`` characters."""
    if not isinstance(value, str) or len(value) > most:
        raise NonsenseError("a text that is none, or too long")
    return value


def seconds(value: object) -> float:
    """A duration."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1e6:
        raise NonsenseError("a duration that is none")
    return float(value)


def mapping(value: object) -> dict[str, Any]:
    """An object of JSON values."""
    if not isinstance(value, dict):
        raise NonsenseError("metadata that is no object")
    return cast("dict[str, Any]", value)


def optional(check: Callable[[object], T], value: object) -> T | None:
    """None, or what ``check`` says."""
    return None if value is None else check(value)


def thumbnail(blob: Blob) -> bytes | None:
    """A JPEG of bounded size; empty means none."""
    if len(blob) > THUMBNAIL_MOST_BYTES:
        raise NonsenseError("a thumbnail that is too large")
    return blob.tobytes() or None


def phash(blob: Blob) -> bytes | None:
    """Eight bytes; empty means none."""
    if len(blob) not in (0, _PHASH_BYTES):
        raise NonsenseError("a phash of another length")
    return blob.tobytes() or None


def inputs(blobs: list[Blob], specs: Sequence[InputSpec]) -> tuple[Pixels, ...]:
    """One picture of its model's size for each model, or none at all."""
    if not blobs:
        return ()
    if len(blobs) != len(specs):
        raise NonsenseError("not one input per model")
    sizes = zip(blobs, specs, strict=True)
    if any(len(blob) != spec.width * spec.height * 3 for blob, spec in sizes):
        raise NonsenseError("an input of another size")
    return tuple(
        blob.reshape(spec.height, spec.width, 3) for blob, spec in zip(blobs, specs, strict=True)
    )
