"""What each child process of grid.py measures."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from grid_import import importing
from grid_measures import bytes_within, memory_mb
from grid_scrolling import scrolling
from grid_stage import Stage, application
from grid_steps import steps
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from timing import row

from triage.gui.tiles.delegate import TileDelegate

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from grid_stage import Row

_PAGES_TO_FILL = 60
"""So many pages hold more pictures than the shelf keeps."""


def rows_of(part: str, told: argparse.Namespace) -> Iterable[Row]:
    """The rows of one part, measured in this process."""
    if part == "import":
        return importing(told.place, told.pictures)
    application()
    if part == "cold":
        return _cold(told.case)
    if part.startswith("memory"):
        return _memory(told.case, grid=part == "memory")
    return _view(told.case, told.frames, told.repeats)


def _view(case: Path, frames: int, repeats: int) -> Iterator[Row]:
    stage = Stage()
    stage.open(case)
    yield from _opening(stage, "")
    yield from scrolling(stage, frames)
    yield from steps(stage, repeats)
    stage.close()


def _cold(case: Path) -> list[Row]:
    """Opening when nothing of the case is in the system's memory."""
    if not hasattr(os, "posix_fadvise"):
        return []
    with case.open("rb+") as file:
        os.fsync(file.fileno())
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    stage = Stage()
    stage.open(case)
    rows = _opening(stage, ", cold")
    stage.close()
    return rows


def _opening(stage: Stage, how: str) -> list[Row]:
    said = {
        "first page": "first page painted",
        "first page with pictures": "first page painted with its pictures",
        "all items": "complete columns loaded, all items painted",
        "all pictures": "all items painted with pictures",
    }
    return [
        row(f"opening{how}: {words}", [stage.since_asked(moment)], "s")
        for moment, words in said.items()
    ]


def _memory(case: Path, *, grid: bool) -> list[Row]:
    """The same case, counted, in the same window; with the grid also scrolled through."""
    stage = Stage(grid=grid)
    stage.open(case)
    if grid:
        _fill_shelf(stage)
    used = memory_mb(case)
    name = "with" if grid else "without"
    rows = [
        row(f"memory {name} the grid", [used["own"]], "MB"),
        row(f"memory {name} the grid, RSS with mapped pages of the case", [used["rss"]], "MB"),
        row(f"memory {name} the grid, PSS with mapped pages of the case", [used["pss"]], "MB"),
    ]
    if grid:
        delegate = stage.grid.grid.itemDelegate()
        tiles = delegate.memory_bytes if isinstance(delegate, TileDelegate) else 0
        shelf = stage.grid.shelf.memory_bytes
        rows.append(row("memory: thumbnail cache", [shelf / 1e6], "MB"))
        rows.append(row("memory: tiles kept as they were painted", [tiles / 1e6], "MB"))
    else:
        columns = stage.case.columns()
        rows.append(row("memory: columns of the case", [bytes_within(columns) / 1e6], "MB"))
    stage.close()
    return rows


def _fill_shelf(stage: Stage) -> None:
    grid = stage.grid.grid
    for _ in range(_PAGES_TO_FILL):
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, Qt.Key.Key_PageDown, Qt.KeyboardModifier.NoModifier)
            QApplication.sendEvent(grid, event)
        stage.settle()
