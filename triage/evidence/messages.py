"""What the frames say: questions to a child, its answers, and the check of every field.

The program's end believes nothing: types, ranges, lengths and enum values are checked, and
whatever does not fit raises :class:`triage.evidence.protocol.NonsenseError`.
"""

from __future__ import annotations

import math
from dataclasses import asdict, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any, cast

from triage.core.records import (
    Examined,
    InputSpec,
    Peek,
    Reason,
    Rendered,
    RenderFailed,
    ResizeRule,
    State,
)
from triage.evidence import checks
from triage.evidence.protocol import NonsenseError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from triage.evidence.protocol import Blob, Header

DETAIL_MOST = 2000
AGAIN_MOST = 300


class Again(StrEnum):
    """Why a child has no answer of its own: a shared one asks for a second run."""

    TRUNCATED = "truncated"
    """Only Pillow's process-wide truncated loading can tell."""
    MEMORY = "memory"
    UNSURE = "unsure"
    """A bad outcome in which neighbours may have a hand."""
    ERROR = "error"
    """An exception that no file should be able to cause."""


def specs_to_json(specs: Sequence[InputSpec]) -> list[dict[str, Any]]:
    """Model inputs as JSON values."""
    return [asdict(spec) for spec in specs]


def specs_from_json(values: list[dict[str, Any]]) -> tuple[InputSpec, ...]:
    """Back from :func:`specs_to_json`."""
    return tuple(
        replace(InputSpec(**value), resize=ResizeRule(value["resize"])) for value in values
    )


def input_bytes(specs: Sequence[InputSpec]) -> int:
    """Bytes of one picture per spec, RGB of one byte each."""
    return sum(spec.width * spec.height * 3 for spec in specs)


def examined_to_parts(examined: Examined) -> tuple[Header, list[bytes | Blob]]:
    """Header fields and blobs: thumbnail, phash, then the inputs as rows of RGB."""
    header: Header = {
        "state": int(examined.state),
        "reason": int(examined.reason),
        "detail": examined.detail[:DETAIL_MOST],
        "media_type": examined.media_type[: checks.TEXT_MOST],
        "width": examined.width,
        "height": examined.height,
        "flags": int(examined.flags),
        "taken": _short(examined.taken),
        "metadata": plain(examined.metadata),
        "raw_tags": plain(examined.raw_tags),
        "seconds": examined.seconds,
        "decoder": examined.decoder[: checks.TEXT_MOST],
    }
    inputs = [pixels.reshape(-1) for pixels in examined.inputs]
    return header, [examined.thumbnail or b"", examined.phash or b"", *inputs]


def plain(value: object) -> object:
    """A value that JSON can hold whatever a file brought: no NaN, no bytes, no huge number."""
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, int):
        return int(value) if abs(value) < 1 << 63 else hex(value)
    if isinstance(value, float):
        return float(value) if math.isfinite(value) else None
    if isinstance(value, bytes | bytearray):
        return bytes(value).hex()
    if isinstance(value, dict):
        entries = cast("dict[object, object]", value)
        return {str(key): plain(entry) for key, entry in entries.items()}
    if isinstance(value, list | tuple):
        return [plain(entry) for entry in cast("Sequence[object]", value)]
    return str(value)


def examined_from_parts(header: Header, blobs: list[Blob], specs: Sequence[InputSpec]) -> Examined:
    """The record in an answer; inputs are the blobs' own memory, shape (height, width, 3)."""
    state = checks.member(State, header.get("state"))
    reason = checks.member(Reason, header.get("reason"))
    if state is State.PENDING or reason.state is not state:
        raise NonsenseError("a state with another state's reason")
    if len(blobs) < 2:
        raise NonsenseError("no thumbnail and no phash")
    return Examined(
        state=state,
        reason=reason,
        detail=checks.text(header.get("detail"), DETAIL_MOST),
        media_type=checks.text(header.get("media_type")),
        width=checks.optional(checks.side, header.get("width")),
        height=checks.optional(checks.side, header.get("height")),
        flags=checks.flags(header.get("flags")),
        taken=checks.optional(checks.text, header.get("taken")),
        metadata=checks.mapping(header.get("metadata")),
        raw_tags=checks.mapping(header.get("raw_tags")),
        thumbnail=checks.thumbnail(blobs[0]),
        phash=checks.phash(blobs[1]),
        inputs=checks.inputs(blobs[2:], specs),
        seconds=checks.seconds(header.get("seconds")),
        decoder=checks.text(header.get("decoder")),
    )


def known_from_parts(header: Header, blobs: list[Blob]) -> Examined:
    """What a child says before it decodes: a record of a failed file, without pictures."""
    known = examined_from_parts(header, blobs, ())
    if known.state is not State.FAILED or known.thumbnail or known.phash:
        raise NonsenseError("a result before its time")
    return known


def peek_to_parts(peek: Peek | None) -> tuple[Header, list[bytes | Blob]]:
    """Header fields and one blob, the thumbnail (empty for none)."""
    if peek is None:
        return {"seen": False}, []
    header = {"seen": True, "taken": _short(peek.taken), "camera": _short(peek.camera)}
    return header, [peek.thumbnail or b""]


def _short(text: str | None) -> str | None:
    return None if text is None else text[: checks.TEXT_MOST]


def peek_from_parts(header: Header, blobs: list[Blob]) -> Peek | None:
    """The peek in an answer."""
    if header.get("seen") is False:
        return None
    if header.get("seen") is not True or len(blobs) != 1:
        raise NonsenseError("a peek without its thumbnail")
    taken = checks.optional(checks.text, header.get("taken"))
    return Peek(
        checks.thumbnail(blobs[0]), taken, checks.optional(checks.text, header.get("camera"))
    )


def rendered_to_parts(
    rendered: Rendered | RenderFailed,
) -> tuple[Header, list[bytes | memoryview]]:
    """Header fields, and one blob where there is a picture."""
    if isinstance(rendered, RenderFailed):
        detail = rendered.detail[:DETAIL_MOST]
        return {"reason": int(rendered.reason), "detail": detail, "changed": rendered.changed}, []
    header: Header = {
        "reason": 0,
        "width": rendered.width,
        "height": rendered.height,
        "full_width": rendered.full_width,
        "full_height": rendered.full_height,
        "changed": rendered.changed,
    }
    return header, [rendered.rgb]


def rendered_from_parts(header: Header, blobs: list[Blob], longest: int) -> Rendered | RenderFailed:
    """The picture in an answer, its blob's own memory; or why there is none."""
    reason = checks.member(Reason, header.get("reason"))
    if reason is not Reason.NONE:
        return RenderFailed(
            reason,
            checks.text(header.get("detail"), DETAIL_MOST),
            checks.truth(header.get("changed")),
        )
    width, height = checks.rendered_size(header.get("width"), header.get("height"), longest)
    if len(blobs) != 1 or len(blobs[0]) != width * height * 3:
        raise NonsenseError("a picture of another size")
    return Rendered(
        width,
        height,
        checks.side(header.get("full_width")),
        checks.side(header.get("full_height")),
        blobs[0].data,
        checks.truth(header.get("changed")),
    )


def again_from(header: Header) -> tuple[Again, str]:
    """Why, and the words of an exception."""
    why = header.get("why")
    if why not in set(Again):
        raise NonsenseError("a second run without a reason")
    return Again(why), checks.text(header.get("detail"), AGAIN_MOST)
