"""The model packs: every file has the hash that its pack states, and imports have a pack."""

from __future__ import annotations

from typing import TYPE_CHECKING

from triage.core.names import safe
from triage.doctor.finding import Finding, fault, fine, warning
from triage.inference.packs import bundled_folders, installed

if TYPE_CHECKING:
    from triage.core.job import JobContext
    from triage.doctor.patient import Patient
    from triage.inference.packs import ModelPack

_AGAIN = "Install the program again: its own packs come with it."
_OWN = "Get that pack again from where it came, or take its folder away."


def look(patient: Patient, ctx: JobContext) -> Finding:  # noqa: ARG001  as every check is called
    """Hash every file of every pack that the program finds by itself."""
    found = installed()
    usable = {pack.folder for pack in found.packs}
    lost = [folder for folder in bundled_folders() if folder.absolute() not in usable]
    told = " ".join(found.problems.values())
    if lost:
        return fault(told or f"{safe(str(lost[0]))} cannot be used.", _AGAIN)
    if not found.packs:
        return fault("No model pack is installed: nothing can be scored.", _AGAIN)
    if found.problems:
        return warning(told, _OWN)
    number = len(found.packs)
    listed = ", ".join(map(_told, found.packs))
    return fine(f"{number} {'pack' if number == 1 else 'packs'}, every file as stated: {listed}.")


def _told(pack: ModelPack) -> str:
    return f"{safe(pack.info.name)} {safe(pack.info.version)}"
