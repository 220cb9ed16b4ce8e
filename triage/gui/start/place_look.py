"""What a place for a new case is like. For a thread: a share may take seconds to answer."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from triage.core.longpath import openable
from triage.core.names import safe
from triage.store.medium import medium_of


@dataclass(frozen=True, slots=True)
class PlaceLook:
    """``problem``: why no case can be made in the folder, one sentence; "" where it can.

    ``taken``: the same of the file's name. ``free`` are the bytes left on that medium, None
    where nobody knows. ``network``: the medium is shared with other computers.
    """

    free: int | None = None
    network: bool = False
    problem: str = ""
    taken: str = ""


def look_at_place(path: Path) -> PlaceLook:
    """Look at the folder that is to hold the case file ``path``. Never raises for a bad place."""
    folder = path.parent
    try:
        if not Path(openable(folder)).is_dir():
            return PlaceLook(problem=f"There is no folder {safe(str(folder))}: choose another one.")
        network = medium_of(path).network
        free = shutil.disk_usage(openable(folder)).free
        return PlaceLook(free, network, _closed(folder), _taken(path))
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        return PlaceLook(problem=f"The folder {safe(str(folder))} cannot be used: {safe(why)}.")


def _closed(folder: Path) -> str:
    if os.access(openable(folder), os.W_OK):
        return ""
    return f"Nothing can be written to {safe(str(folder))}: choose another folder."


def _taken(path: Path) -> str:
    if not os.path.lexists(openable(path)):
        return ""
    return f"There is a file {safe(path.name)} already: choose another name, or open that case."
