"""What one file holds: the one call that the child process makes for every file."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from triage.core.records import Examined, Flag, Reason, State
from triage.evidence import extensions, failures, thumbnail
from triage.evidence.attempt import NeedsSecondRun, attempt
from triage.evidence.decode import BASE_SIDE
from triage.evidence.evidence_file import EvidenceFile
from triage.evidence.metadata import read_metadata
from triage.evidence.model_input import model_input
from triage.evidence.phash import perceptual_hash
from triage.evidence.sniff import sniff

if TYPE_CHECKING:
    from triage.core.records import InputSpec
    from triage.evidence.decode import Decoded

__all__ = ["NeedsSecondRun", "examine"]


def examine(path: str, name: str, specs: tuple[InputSpec, ...], *, alone: bool) -> Examined:
    """Examine the file at ``path``; ``name`` is compared with its content, never trusted.

    ``alone`` allows Pillow's process-wide tolerance for cut files around this one file; without
    it such a file raises :class:`NeedsSecondRun`. ``MemoryError`` passes through; bad data
    never raises.
    """
    started = time.perf_counter()
    try:
        with EvidenceFile(path) as file:
            examined = _examined(file, name, specs, alone=alone)
    except FileNotFoundError as error:
        examined = Examined(State.FAILED, Reason.DISAPPEARED, failures.said(error))
    except OSError as error:
        examined = Examined(State.FAILED, Reason.UNREADABLE, failures.said(error))
    return replace(examined, seconds=time.perf_counter() - started)


def _examined(
    file: EvidenceFile, name: str, specs: tuple[InputSpec, ...], *, alone: bool
) -> Examined:
    kind = sniff(file)
    outcome = attempt(file, kind, frozenset(_side(spec) for spec in specs), alone=alone)
    metadata = read_metadata(file, kind)
    flags = outcome.flags
    if metadata.damage:
        flags |= Flag.METADATA_DAMAGED
    if extensions.mismatch(name, kind.media_type):
        flags |= Flag.EXTENSION_MISMATCH
    return Examined(
        state=outcome.reason.state,
        reason=outcome.reason,
        detail="; ".join(part for part in (outcome.detail, metadata.damage) if part),
        media_type=kind.media_type,
        flags=flags,
        taken=metadata.taken,
        metadata=metadata.values,
        raw_tags=metadata.raw_tags,
        **(_made(outcome.decoded, specs) if outcome.decoded else {}),
    )


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
