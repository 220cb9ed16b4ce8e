"""Getting pixels out of one file: strictly first, then tolerating a cut, or a reason why not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from triage.core.records import Flag, Reason
from triage.evidence import failures, jpeg_end, kinds, png_chunks, truncation
from triage.evidence.decode import Decoded, decode

if TYPE_CHECKING:
    from collections.abc import Callable

    from triage.evidence.evidence_file import EvidenceFile
    from triage.evidence.kinds import Kind


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
    """Decode for the least short ``sides``, as :func:`attempt_with` does."""

    def decoded(tolerant: bool, bare: bytes) -> Decoded:
        return decode(file, kind, sides, tolerant=tolerant, bare=bare)

    return attempt_with(file, kind, decoded, alone=alone)


def attempt_with(
    file: EvidenceFile, kind: Kind, decoder: Callable[[bool, bytes], Decoded], *, alone: bool
) -> Outcome:
    """Decode as ``decoder(tolerant, bare)`` does; bad data becomes a reason, no exception.

    Raises ``MemoryError``, and :class:`NeedsSecondRun` where only a tolerant decode can help
    and ``alone`` does not allow it.
    """
    if kind.reason:
        return Outcome(reason=kind.reason)
    decoded, error = _tried(decoder)
    if decoded:
        return Outcome(decoded, flags=_cut_flag(file, kind, decoded))
    reason = failures.reason_of(file, kind, error)
    failed = Outcome(reason=reason, detail=failures.said(error))
    damaged = reason in (Reason.CORRUPT, Reason.TRUNCATED)
    if not damaged or not truncation.may_be_tolerated(kind, error):
        return failed
    if not alone:
        raise NeedsSecondRun(failed.detail)
    decoded = _tried(decoder, tolerant=True)[0]
    # A wrong checksum of a critical chunk is no business of metadata. Pillow itself never
    # tolerates it in a header or palette, whose picture would be a guess (corrupt), and never
    # looks at it in pixel data: they decode strictly, or lack rows (truncated).
    if kind is kinds.PNG and _is_ancillary(error) and png_chunks.is_picture_whole(file):
        decoded = decoded or _tried(decoder, bare=png_chunks.bare(file))[0]
        whole = Outcome(decoded, flags=Flag.METADATA_DAMAGED, detail=failed.detail)
        return whole if decoded else failed
    if decoded is None or not truncation.shows_something(file, kind, decoded.base):
        return failed
    return Outcome(decoded, flags=Flag.TRUNCATED, detail=failed.detail)


def _is_ancillary(error: Exception) -> bool:
    """Whether Pillow stumbled over a PNG's chunks; over pixel data it raises an OSError."""
    return not isinstance(error, OSError)


def _tried(
    decoder: Callable[[bool, bytes], Decoded], *, tolerant: bool = False, bare: bytes = b""
) -> tuple[Decoded | None, Exception]:
    """The pixels, or the decoder's exception; this is the one place where decoders are called."""
    try:
        return decoder(tolerant, bare), Exception()
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - decoders raise anything on hostile bytes
        return None, error


def _cut_flag(file: EvidenceFile, kind: Kind, decoded: Decoded) -> Flag:
    """Missing tiles of a HEIC and missing rows of a JPEG decode without an error."""
    cut = False
    if "HEIF" in kind.formats:
        cut = truncation.is_cut(file, kind)
    elif kind is kinds.JPEG:
        cut = truncation.is_cut(file, kind) or (decoded.doubtful and jpeg_end.ends_early(file))
    return Flag.TRUNCATED if cut else Flag.NONE
