"""The whole self-test: every check in turn, and none of them stops the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from triage.core.errors import BugError
from triage.core.fault_log import sentence
from triage.core.job import Cancelled
from triage.doctor.checks import (
    child_limits,
    clock,
    device,
    display,
    file_system,
    golden,
    installed_files,
    long_paths,
    one_runtime,
    packs,
    room,
    versions,
)
from triage.doctor.finding import Finding, Row, Verdict, fault

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from triage.core.job import JobContext
    from triage.doctor.patient import Patient

    Look = Callable[[Patient, JobContext], Finding]

STAGE = "self-test"
_BROKEN = "Copy this self-test as text and send it to whoever looks after the program."


@dataclass(frozen=True, slots=True)
class Check:
    """A name for programs, a title for people, and what is done."""

    key: str
    title: str
    look: Look


def checks() -> tuple[Check, ...]:
    """Every check, in the order in which they run and are shown."""
    return (
        Check("onnxruntime", "ONNX Runtime", one_runtime.look),
        Check("packs", "Model packs", packs.look),
        Check("device", "Device for the models", device.look),
        Check("golden", "Known scores", golden.look),
        Check("child", "Limits of the child process", child_limits.look),
        Check("room", "Room and speed for the case", room.look),
        Check("file-system", "File system of the case", file_system.look),
        Check("clock", "Clock", clock.look),
        Check("display", "Fonts and display", display.look),
        Check("long-paths", "Long paths", long_paths.look),
        Check("files", "Installed files", installed_files.look),
        Check("versions", "Versions", versions.look),
    )


def examine(
    ctx: JobContext,
    patient: Patient,
    told: Callable[[Row], None] | None = None,
    only: Collection[str] = (),
) -> tuple[Row, ...]:
    """Do every check, or ``only`` those of these keys; ``told`` hears each row as it is found.

    Raises Cancelled.
    """
    rows: list[Row] = []
    every = [check for check in checks() if not only or check.key in only]
    for done, check in enumerate(every):
        ctx.checkpoint()
        ctx.report(STAGE, done, len(every), message=check.title)
        rows.append(Row(check.key, check.title, _found(check, patient, ctx)))
        if told is not None:
            told(rows[-1])
    ctx.report(STAGE, len(every), len(every))
    return tuple(rows)


def has_fault(rows: Sequence[Row]) -> bool:
    """Whether anything is wrong; a warning is not."""
    return any(row.finding.verdict is Verdict.FAULT for row in rows)


def _found(check: Check, patient: Patient, ctx: JobContext) -> Finding:
    try:
        return check.look(patient, ctx)
    except Cancelled:
        raise
    except Exception as error:  # noqa: BLE001  a machine that is ill breaks checks too: it is told
        said = sentence(error if str(error) else BugError(type(error).__name__))
        return fault(f"This check could not be done: {said}", _BROKEN)
