"""What one file holds: the one call that the child process makes for every file."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from triage.core.records import Examined, Flag, Reason, State
from triage.evidence import extensions, failures, orientation, thumbnail
from triage.evidence.attempt import NeedsSecondRun, attempt
from triage.evidence.decode import BASE_SIDE
from triage.evidence.evidence_file import EvidenceFile
from triage.evidence.metadata import read_metadata
from triage.evidence.model_input import model_input
from triage.evidence.phash import perceptual_hash
from triage.evidence.sniff import sniff
from triage.evidence.stated_size import stated_size

if TYPE_CHECKING:
    from collections.abc import Callable
    from io import FileIO

    from triage.core.records import InputSpec
    from triage.evidence.decode import Decoded
    from triage.evidence.kinds import Kind

__all__ = ["NeedsSecondRun", "examine"]


def examine(
    source: str | FileIO,
    name: str,
    specs: tuple[InputSpec, ...],
    *,
    alone: bool,
    early: Callable[[Examined], None] | None = None,
) -> Examined:
    """Examine a file, by its path or opened before.

    ``name`` is compared with its content, never trusted.
    ``alone`` allows Pillow's process-wide tolerance for cut files around this one file; without
    it such a file raises :class:`NeedsSecondRun`. ``MemoryError`` passes through; bad data
    never raises. ``early`` is given, before any decoder runs, what the record will be if
    nothing else comes of the file: failed as crashed, with what its header and metadata say.
    """
    started = time.perf_counter()
    try:
        with EvidenceFile(source) as file:
            kind = sniff(file)
            known = _known(file, kind, name)
            if early:
                early(replace(known, **_stated(file, kind, known)))
            examined = _examined(file, kind, known, specs, alone=alone)
    except FileNotFoundError as error:
        examined = Examined(State.FAILED, Reason.DISAPPEARED, failures.said(error))
    except OSError as error:
        examined = Examined(State.FAILED, Reason.UNREADABLE, failures.said(error))
    return replace(examined, seconds=time.perf_counter() - started)


def _known(file: EvidenceFile, kind: Kind, name: str) -> Examined:
    """What is known without a decoder."""
    metadata = read_metadata(file, kind)
    flags = Flag.METADATA_DAMAGED if metadata.damage else Flag.NONE
    if extensions.mismatch(name, kind.media_type):
        flags |= Flag.EXTENSION_MISMATCH
    return Examined(
        State.FAILED,
        Reason.CRASHED,
        metadata.damage,
        media_type=kind.media_type,
        flags=flags,
        taken=metadata.taken,
        metadata=metadata.values,
        raw_tags=metadata.raw_tags,
    )


def _examined(
    file: EvidenceFile, kind: Kind, known: Examined, specs: tuple[InputSpec, ...], *, alone: bool
) -> Examined:
    outcome = attempt(file, kind, frozenset(_side(spec) for spec in specs), alone=alone)
    more: dict[str, Any] = {}
    if outcome.decoded:
        more = _made(outcome.decoded, specs)
    elif outcome.reason is Reason.TOO_LARGE:
        more = _stated(file, kind, known)
    return replace(
        known,
        state=outcome.reason.state,
        reason=outcome.reason,
        detail="; ".join(part for part in (outcome.detail, known.detail) if part),
        flags=known.flags | outcome.flags,
        **more,
    )


def _stated(file: EvidenceFile, kind: Kind, known: Examined) -> dict[str, Any]:
    """Width and height by the header alone, as shown, by the names of :class:`Examined`."""
    size = stated_size(file, kind)
    if size is None:
        return {}
    turn = known.metadata.get("Orientation")
    # HEIF and AVIF turn by boxes of their own, which the stated size heeds already.
    on_its_side = turn in range(5, 9) and kind.formats[0] not in ("HEIF", "AVIF")
    width, height = orientation.turned_size(size, 5 if on_its_side else 1)
    return {"width": width, "height": height}


def _made(decoded: Decoded, specs: tuple[InputSpec, ...]) -> dict[str, Any]:
    """What is drawn from the pixels, by the names of :class:`Examined`."""
    base = decoded.pictures[BASE_SIDE]
    return {
        "width": decoded.width,
        "height": decoded.height,
        "phash": perceptual_hash(base),
        "thumbnail": thumbnail.encoded(thumbnail.small(base)),
        "inputs": tuple(model_input(decoded.pictures[_side(spec)], spec) for spec in specs),
        "decoder": decoded.recipe,
    }


def _side(spec: InputSpec) -> int:
    """The least short side of the decode that a model's input is made from."""
    return max(spec.least_side, BASE_SIDE)
