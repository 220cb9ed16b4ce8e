"""Getting pixels out of one file: strictly first, then tolerating a cut, or a reason why not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from triage.core.records import Flag, Reason
from triage.evidence import failures, kinds, truncation
from triage.evidence.decode import Decoded, decode

if TYPE_CHECKING:
    from triage.evidence.evidence_file import EvidenceFile
    from triage.evidence.kinds import Kind

_TEXT_BOMBS: Final = ("MAX_TEXT_CHUNK", "text chunks", "Decompressed data too large")
"""What Pillow says where a PNG's texts are too large, its pixels being whole."""


class NeedsSecondRun(Exception):  # noqa: N818 - a request to the parent, not an error
    """The file decodes only with Pillow's global tolerance for cut files: run it alone."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Pixels, or the reason why there are none."""

    decoded: Decoded | None = None
    reason: Reason = Reason.NONE
    flags: Flag = Flag.NONE
    detail: str = ""


def attempt(file: EvidenceFile, kind: Kind, sides: frozenset[int], *, alone: bool) -> Outcome:
    """Decode for the least short ``sides``; bad data becomes a reason, never an exception.

    Raises ``MemoryError``, and :class:`NeedsSecondRun` where only a tolerant decode can help
    and ``alone`` does not allow it.
    """
    if kind.reason:
        return Outcome(reason=kind.reason)
    decoded, error = _tried(file, kind, sides, tolerant=False)
    if decoded:
        return Outcome(decoded, flags=_cut_flag(file, kind))
    reason = failures.reason_of(file, kind, error)
    failed = Outcome(reason=reason, detail=failures.said(error))
    damaged = reason in (Reason.CORRUPT, Reason.TRUNCATED)
    if not damaged or not truncation.may_be_tolerated(kind, error):
        return failed
    if not alone:
        raise NeedsSecondRun(failed.detail)
    decoded, _ = _tried(file, kind, sides, tolerant=True)
    only_text = any(word in failed.detail for word in _TEXT_BOMBS)
    if decoded is None or not (only_text or truncation.shows_something(file, kind, decoded.base)):
        return failed
    return Outcome(
        decoded,
        flags=Flag.METADATA_DAMAGED if only_text else Flag.TRUNCATED,
        detail=failed.detail,
    )


def _tried(
    file: EvidenceFile, kind: Kind, sides: frozenset[int], *, tolerant: bool
) -> tuple[Decoded | None, Exception]:
    """The pixels, or the decoder's exception; this is the one place where decoders are called."""
    try:
        return decode(file, kind, sides, tolerant=tolerant), Exception()
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - decoders raise anything on hostile bytes
        return None, error


def _cut_flag(file: EvidenceFile, kind: Kind) -> Flag:
    """A HEIC of tiles decodes although tiles are missing; only its structure tells."""
    cut = "HEIF" in kind.formats and truncation.is_cut(file, kind)
    return Flag.TRUNCATED if cut or _jpeg_without_end(file, kind) else Flag.NONE


def _jpeg_without_end(file: EvidenceFile, kind: Kind) -> bool:
    """A JPEG without end, or too short for its size: libjpeg fills it up and says nothing."""
    return kind is kinds.JPEG and truncation.is_cut(file, kind)
