"""All that the first case and the first import need, in one breath. Loaded by a thread.

The window shows before any of it is here (:mod:`triage.gui.window.readiness`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from triage.gui.window import front_rooms, opening
from triage.inference.packs import default_packs
from triage.inference.providers import choose

if TYPE_CHECKING:
    from triage.inference.standby import Standby

LOADED = (front_rooms, opening)
"""Whoever wants one of these later finds it here already."""


def load_model(standby: Standby, provider: str) -> None:
    """Put the usual model on its device. Raises KnownError where that cannot be."""
    for pack in default_packs():
        standby.prepare(pack, choose(provider))
