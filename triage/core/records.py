"""The records that stages exchange, and the words of the contract as enums.

Integer values of :class:`State`, :class:`Reason` and :class:`Flag` are written into case
files: a value is never reused, a new one is a change of schema.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum, IntFlag, StrEnum
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from triage.core import names

if TYPE_CHECKING:
    from pathlib import Path

Pixels = npt.NDArray[np.uint8]
"""RGB picture, shape (height, width, 3), 0-255."""


class State(IntEnum):
    """What became of an item: found = analysed + skipped + failed (+ pending meanwhile)."""

    PENDING = 0
    ANALYSED = 1
    SKIPPED = 2
    FAILED = 3

    @property
    def word(self) -> str:
        """The contract's word, e.g. ``analysed``."""
        return self.name.lower()


class Reason(IntEnum):
    """Why an item was skipped or failed; NONE for pending and analysed items."""

    NONE = 0
    NOT_AN_IMAGE = 1
    UNSUPPORTED_FORMAT = 2
    EMPTY = 3
    LINK = 4
    SPECIAL_FILE = 5
    CORRUPT = 20
    TRUNCATED = 21
    TOO_LARGE = 22
    TIMEOUT = 23
    CRASHED = 24
    OUT_OF_MEMORY = 25
    UNREADABLE = 26
    DISAPPEARED = 27

    @property
    def word(self) -> str:
        """The contract's word, e.g. ``not-an-image``; empty for NONE."""
        return "" if self is Reason.NONE else self.name.lower().replace("_", "-")

    @property
    def state(self) -> State:
        """The state that this reason explains."""
        if self is Reason.NONE:
            return State.ANALYSED
        return State.SKIPPED if self < Reason.CORRUPT else State.FAILED


class Flag(IntFlag):
    """Marks beside the state."""

    NONE = 0
    TRUNCATED = 1
    EXTENSION_MISMATCH = 2
    METADATA_DAMAGED = 4
    CHANGED = 8
    MISSING = 16

    @property
    def words(self) -> list[str]:
        """The contract's words of all flags set, in a fixed order."""
        return [f.name.lower().replace("_", "-") for f in Flag if f and f in self and f.name]


CONTENT_FLAGS = Flag.TRUNCATED | Flag.METADATA_DAMAGED
"""Flags that belong to the bytes, and so to every copy."""


class FileKind(StrEnum):
    """What the file system says an entry is."""

    REGULAR = "regular"
    LINK = "link"
    SPECIAL = "special"
    UNREADABLE = "unreadable"
    """A folder that cannot be listed, or an entry that cannot even be looked at."""


@dataclass(frozen=True, slots=True)
class FoundFile:
    """One entry of a source that is not a folder, or a folder that cannot be listed.

    ``folder`` and ``name`` are the raw names as bytes (see :mod:`triage.core.names`),
    folder relative to the source with ``/`` and without a trailing one, ``b""`` for the root.
    Times are nanoseconds since 1970 UTC, None where the file system does not know.
    """

    folder: bytes
    name: bytes
    kind: FileKind
    size: int | None = None
    modified_ns: int | None = None
    created_ns: int | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Where:
    """Where an entry lies: the folder of its source on this machine, and raw names below it.

    ``root`` is that folder's device and inode, where another one in its place must not be
    read; it counts on POSIX alone.
    """

    place: Path
    folder: bytes
    name: bytes
    root: tuple[int, int] | None = None

    @property
    def path(self) -> Path:
        """The whole path, for show and for other programs; to read, open it beneath its root."""
        return names.on_disk(self.place, self.folder, self.name)


@dataclass(frozen=True, slots=True)
class Identity:
    """What an open file was when it was read: the same identity, the same bytes.

    Times are nanoseconds since 1970. ``changed_ns`` is when the entry itself last changed
    (POSIX; nobody can set it) or was made (Windows).
    """

    device: int
    inode: int
    size: int
    modified_ns: int
    changed_ns: int


@dataclass(frozen=True, slots=True)
class Imported:
    """What a case knows of a file's bytes, by which to tell whether it still is that file.

    None where the case does not know. ``sha256`` is hex. ``strict``: another file must not be
    decoded, so the digest counts whatever size and time say; else they are taken at their word,
    and the digest is asked only where they differ.
    """

    size: int | None = None
    modified_ns: int | None = None
    sha256: str | None = None
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Hashes:
    """Digests of one file, all from one read of ``size`` bytes."""

    md5: bytes
    sha1: bytes
    sha256: bytes
    size: int


class ResizeRule(StrEnum):
    """How a picture becomes a model's input."""

    STRETCH = "stretch"
    SHORT_SIDE_CROP = "short-side-crop"
    PAD = "pad"


@dataclass(frozen=True, slots=True)
class InputSpec:
    """What pixels a model pack wants; the child makes them, inference normalises them.

    ``width`` x ``height`` uint8 RGB. ``resize_to`` is the short side before the centre crop
    (SHORT_SIDE_CROP only; 0 = no smaller than the crop). ``resample`` is ``nearest``,
    ``bilinear``, ``bicubic`` or ``lanczos`` (Pillow's, with antialias). ``least_side``:
    pixels that the short side of a reduced JPEG decode must keep.
    """

    width: int
    height: int
    resize: ResizeRule = ResizeRule.STRETCH
    resample: str = "bilinear"
    resize_to: int = 0
    pad_value: int = 114
    least_side: int = 320


@dataclass(frozen=True, slots=True)
class Examined:
    """What the child found in one content: pure data, no pixels but the asked-for inputs.

    ``phash`` is 8 bytes or None; ``thumbnail`` a JPEG of at most 320 x 320. ``inputs`` has
    one picture per :class:`InputSpec` asked for, or is empty where there are no pixels.
    ``metadata`` uses EXIF tag names (contract); ``raw_tags`` holds what was parsed, as text.
    ``taken`` is ISO 8601 with an offset only where the file has one. ``decoder`` names the
    library, version and decode recipe that gave the pixels.
    """

    state: State
    reason: Reason = Reason.NONE
    detail: str = ""
    media_type: str = ""
    width: int | None = None
    height: int | None = None
    flags: Flag = Flag.NONE
    taken: str | None = None
    metadata: dict[str, Any] = field(default_factory=dict[str, Any])
    raw_tags: dict[str, Any] = field(default_factory=dict[str, Any])
    phash: bytes | None = None
    thumbnail: bytes | None = None
    inputs: tuple[Pixels, ...] = ()
    seconds: float = 0.0
    decoder: str = ""


@dataclass(frozen=True, slots=True)
class Peek:
    """For show only, from the head of a JPEG: an embedded thumbnail and a claimed date."""

    thumbnail: bytes | None
    taken: str | None = None
    camera: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Rendered:
    """A picture to look at: turned as it asks, in sRGB, no larger than was asked for.

    ``rgb`` holds ``width * height * 3`` bytes, rows from the top, without padding.
    ``full_width``, ``full_height``: of the whole picture as shown. ``changed``: the file that
    was read is not the one that was imported.
    """

    width: int
    height: int
    full_width: int
    full_height: int
    rgb: bytes | memoryview
    changed: bool = False


@dataclass(frozen=True, slots=True)
class RenderFailed:
    """Why there is no picture to look at; never NONE. ``changed`` as in :class:`Rendered`."""

    reason: Reason
    detail: str = ""
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """A model's own class name, and how to show it."""

    name: str
    display: str
    description: str = ""
    notable: bool = False
    threshold: float = 0.5


@dataclass(frozen=True, slots=True)
class PackInfo:
    """What the case keeps of a model pack.

    ``sha256`` is of ``pack.toml``, which pins every
    file of the pack by its own hash; ``model_sha256`` is of the ONNX file itself (hex both).
    """

    name: str
    version: str
    sha256: str
    model_sha256: str
    licence: str
    multi_label: bool
    labels: tuple[Label, ...]
    preprocessing: dict[str, Any]


@dataclass(frozen=True, slots=True)
class RunProvenance:
    """How scores came about: one row per pack, device really used and import job."""

    runtime: str
    provider: str
    device: str
    app_version: str
    batch: int
    note: str = ""
