"""Which devices ONNX Runtime offers, and on which one a real session really runs."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from triage.core.errors import KnownError
from triage.core.names import safe
from triage.doctor import graphics
from triage.doctor.finding import Finding, fault, fine, warning
from triage.inference.engine import Engine
from triage.inference.packs import default_packs
from triage.inference.providers import available

if TYPE_CHECKING:
    from triage.core.job import JobContext
    from triage.doctor.patient import Patient
    from triage.inference.providers import Provider

_DRIVER = (
    "Update the driver of the graphics card and restart; until then the processor does the work, "
    "slower and with scores that differ in the last digits."
)
_AGAIN = "Install the program again; if that does not help, install the Microsoft DirectX runtime."
_PACK = "See the check of the model packs, and install the program again."


def look(patient: Patient, ctx: JobContext) -> Finding:  # noqa: ARG001  as every check is called
    """Load the pack that imports use on the best device, score once, and see who did it."""
    try:
        offered = available()
        engine = Engine(default_packs()[0], offered[0])
    except KnownError as error:
        return fault(str(error), _PACK)
    told = f"{_measured(engine.provider, offered)} {_cards()}"
    if engine.notice:
        return warning(f"{told} {safe(engine.notice).rstrip('.')}.", _DRIVER)
    if sys.platform == "win32" and not any(one.key == "dml" for one in offered):
        return warning(f"{told} DirectML is not offered, so no graphics card is used.", _AGAIN)
    return fine(told)


def _measured(used: Provider, offered: list[Provider]) -> str:
    every = ", ".join(dict.fromkeys(one.shown for one in offered))
    return f"Offered: {every}. Really used: {used.shown} ({safe(used.device)})."


def _cards() -> str:
    found = graphics.cards()
    if not found:
        return "Graphics card: not known."
    return f"Graphics card: {', '.join(map(safe, found))}."
