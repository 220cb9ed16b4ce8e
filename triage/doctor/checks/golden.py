"""Pictures of known scores, scored again: the whole way from file to score, on this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from triage.core.errors import KnownError
from triage.core.names import safe
from triage.doctor import golden_scores
from triage.doctor.finding import Finding, fault, fine, warning
from triage.inference.packs import installed
from triage.inference.providers import available

if TYPE_CHECKING:
    from triage.core.job import JobContext
    from triage.core.records import Label
    from triage.doctor.golden_scores import Golden
    from triage.doctor.patient import Patient
    from triage.inference.packs import ModelPack

_OFF = (
    "Do not rely on scores of this machine: choose the CPU as device for the models, update the "
    "graphics driver, install the program again, and run the self-test after each."
)
_AGAIN = "Install the program again."
_UNKNOWN = "Use the pack that came with the program, or compare scores with another machine."


def look(patient: Patient, ctx: JobContext) -> Finding:  # noqa: ARG001  as every check is called
    """Score them by every pack whose scores are known, on the best device."""
    try:
        golden = golden_scores.shipped()
        known = [pack for pack in installed().packs if pack.info.sha256 in golden.scores]
        if not known:
            return warning("No installed pack is one whose scores are known.", _UNKNOWN)
        told = [_compared(ctx, golden, pack) for pack in known]
    except KnownError as error:
        return fault(safe(str(error)), _AGAIN)
    said = " ".join(sentence for _largest, sentence in told)
    if max(largest for largest, _sentence in told) > golden.tolerance:
        return fault(said, _OFF)
    return fine(said)


def _compared(ctx: JobContext, golden: Golden, pack: ModelPack) -> tuple[float, str]:
    """The largest difference, and a sentence about it."""
    known = golden.scores[pack.info.sha256]
    again = golden_scores.score(ctx, pack, available()[0], golden.folder, golden.pictures)
    largest, where = max(
        (_largest(known[name], again.scores[name], name, pack.info.labels))
        for name in golden.pictures
    )
    return largest, (
        f"{len(golden.pictures)} pictures scored again by {safe(pack.info.name)} on "
        f"{safe(again.device)}: largest difference {largest:.5f} ({where}), at most "
        f"{golden.tolerance:g} is allowed."
    )


def _largest(
    known: list[float], again: list[float], name: str, labels: tuple[Label, ...]
) -> tuple[float, str]:
    differences = [abs(one - other) for one, other in zip(known, again, strict=True)]
    largest = max(differences)
    return largest, f"{name}, {safe(labels[differences.index(largest)].name)}"
