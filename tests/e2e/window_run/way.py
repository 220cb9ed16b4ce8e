"""How things are done at the window: once by mouse, once by keyboard alone."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

from tests.e2e.window_run.eyes import GRID, Eyes, file_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.e2e.window_run.driver import Driver


class Way(ABC):
    """One verb a method; each returns once the window shows that it was done."""

    def __init__(self, driver: Driver) -> None:
        self.driver = driver
        self.hand = driver.hand
        self.eyes = Eyes(driver)

    @abstractmethod
    def new_case(self, name: str, number: str, examiner: str, folder: Path) -> None:
        """From the start page to an empty case, its file in ``folder``."""

    @abstractmethod
    def add_evidence(self, folders: tuple[Path, ...], exhibit: str) -> None:
        """Begin an import of all folders under one exhibit number."""

    @abstractmethod
    def browse(self) -> None:
        """While pictures come in: scroll, pick, look large, go on to the next, come back."""

    @abstractmethod
    def press(self, button: str) -> None:
        """Press a button of the window, wherever it is."""

    @abstractmethod
    def go_on_with_rest(self) -> None:
        """Begin an import of what is left."""

    @abstractmethod
    def move_threshold(self, to: float) -> None:
        """Move the firearm threshold about there and let it rest."""

    @abstractmethod
    def give_up_threshold(self) -> None:
        """Move the firearm threshold, and take it back before it rests."""

    @abstractmethod
    def filter_firearm(self) -> None:
        """Show what is suggested as firearm only."""

    @abstractmethod
    def to_first_tile(self) -> None:
        """Let the keyboard be at the first tile, that one picked."""

    @abstractmethod
    def undo(self) -> None:
        """Take the last grade back."""

    @abstractmethod
    def privacy(self) -> None:
        """Cover pictures."""

    @abstractmethod
    def to_tile(self, name: str) -> None:
        """Pick a tile that is in sight."""

    @abstractmethod
    def look_large(self) -> None:
        """Open the current picture large, go to the next one, come back."""

    @abstractmethod
    def select(self, count: int) -> list[str]:
        """Pick so many tiles from the first on; their names."""

    @abstractmethod
    def export(self, kind: str, what: str, out: Path | None) -> Path:
        """Export by the dialog; to the place that it suggests where ``out`` is None."""

    @abstractmethod
    def close_case(self) -> None:
        """Back to the start page."""

    @abstractmethod
    def quit(self) -> None:
        """End the program."""

    def picked(self) -> list[str]:
        """The names of the tiles in sight that are selected."""
        return [file_of(one["name"]) for one in self.eyes.tiles() if ", selected" in one["name"]]

    def in_grid(self) -> bool:
        """Whether the grid has the keyboard."""
        focus = self.driver.state()["focus"]
        return focus is not None and focus["name"] == GRID
