"""By keyboard alone: Tab and F6 to get there, arrows, menus with Alt, and the shortcuts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tests.e2e.window_run.eyes import file_of
from tests.e2e.window_run.way import Way

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.e2e.window_run.driver import Seen

_FOLDERS = "Folder of evidence"
_MOST_STEPS = 90
_MOST_PANELS = 8


class Keyboard(Way):
    """How the focus is led to what is meant."""

    def _focus(self) -> Seen:
        return self.driver.state()["focus"] or {"name": "", "role": "", "value": ""}

    def _expect(self, name: str) -> None:
        """The keyboard must be there without a key pressed."""
        self.driver.until(lambda: self._focus()["name"] == name, f"the keyboard at {name!r}", 5)

    def _step(self, key: str, there: Callable[[], bool], what: str) -> None:
        """Press a key until something is reached; each press must have moved the keyboard on."""
        for _ in range(_MOST_STEPS):
            if there():
                return
            before = self._where()
            self.hand.key(key)
            self.driver.until(lambda: self._where() != before, f"{key} to move on to {what!r}", 5)  # noqa: B023  used before the loop goes on
        self.driver.shot("not-reached")
        raise AssertionError(f"{what!r} is not reached by {key}")

    def _where(self) -> tuple[object, ...]:
        focus, current = self._focus(), self.eyes.current()
        return focus["name"], focus["role"], focus.get("rect"), current

    def _tab_to(self, name: str) -> None:
        self._step("Tab", lambda: self._focus()["name"] == name, name)

    def _panel(self, there: Callable[[Seen], bool]) -> None:
        for _ in range(_MOST_PANELS):
            if there(self._focus()):
                return
            before = self._where()
            self.hand.key("F6")
            self.driver.until(lambda: self._where() != before, "F6 to move on", 5)  # noqa: B023  used before the loop goes on
        raise AssertionError("F6 does not lead to that panel")

    def _to_firearm(self) -> None:
        if not self._on_firearm():
            self._panel(lambda focus: focus["name"] == "Suggested categories")
            self._step("Tab", self._on_firearm, "the row of firearms")

    def _on_firearm(self) -> bool:
        return self._focus()["name"].startswith("Firearm, threshold ")

    def _choose_radio(self, name: str) -> None:
        """Tab to a group of choices, then the arrows to the one of this name."""

        def among() -> bool:
            group = {one["name"] for one in self._group()}
            return any(told.startswith(name) for told in group)

        self._step("Tab", among, name)
        self._step("Down", lambda: self._focus()["name"].startswith(name), name)

    def _group(self) -> list[Seen]:
        """The choices that stand in one column with the one that has the keyboard."""
        focus = self._focus()
        if focus["role"] != "RadioButton":
            return []
        heading = self._group_of(focus)
        choices = self.driver.all("", "RadioButton", "Export")
        return [one for one in choices if self._group_of(one) == heading]

    def _group_of(self, seen: Seen) -> int:
        """Above or below the second heading of the dialog."""
        below = self.driver.the("As what", "StaticText", "Export")["rect"][1]
        return int(seen["rect"][1] > below)

    def _choose(self, letter: str, entry: str) -> None:
        self.hand.key(f"alt+{letter}")
        self.driver.until(lambda: self.driver.state()["popup"], "the menu")
        for _ in range(_MOST_STEPS):
            if self.driver.state()["menu"] == entry:
                self.hand.key("Return")
                return
            self.hand.key("Down")
        raise AssertionError(f"{entry!r} is not in the menu")

    def _overwrite(self, text: str) -> None:
        self.hand.key("ctrl+a")
        self.hand.type(text)
        self.driver.until(lambda: self._focus()["value"] == text, f"{text!r} to be written")

    def _leave_by(self, key: str, window: str) -> None:
        """A key that does what a dialog is for; what completes a path may swallow the first."""
        if self.driver.state()["popup"]:
            self.hand.key(key)
        if self.driver.all("", "", window):
            self.hand.key(key)
        self.driver.gone("", "", window)


class ByKeys(Keyboard):
    """Two hands on the keyboard, the mouse is not even there."""

    def new_case(self, name: str, number: str, examiner: str, folder: Path) -> None:
        """Tab to the button; in the form from field to field."""
        self._tab_to("New case")
        self.hand.key("Return")
        self.driver.the("Name", "EditableText", "New case")
        self._expect("Name")
        self.hand.type(name)
        for field, text in (("Case number", number), ("Examiner", examiner)):
            self._tab_to(field)
            self.hand.type(text)
        self._tab_to("Keep the case in")
        self._overwrite(str(folder))
        self.hand.key("Return")
        self.driver.the("Add evidence…", "Button")

    def add_evidence(self, folders: tuple[Path, ...], exhibit: str) -> None:
        """The keyboard is at the button already."""
        self._expect("Add evidence…")
        self.hand.key("Return")
        self.driver.the("Add folder…", "Button", "Add evidence")
        for folder in folders:
            self._tab_to("Add folder…")
            self.hand.key("space")
            self.driver.the("", "EditableText", _FOLDERS)
            self._overwrite(str(folder))
            self._leave_by("Return", _FOLDERS)
            self._tab_to(f"Exhibit number of {folder.name}")
            self._overwrite(exhibit)
        self._tab_to("Import")
        self._leave_by("Return", "Add evidence")

    def browse(self) -> None:
        """Page keys and arrows; the keyboard is in the grid by itself."""
        self.driver.until(self.in_grid, "the keyboard to be in the grid")
        self.hand.key("Page_Down", "Page_Up", "Home", "Right", "Right")
        self.driver.until(lambda: bool(self.eyes.current()), "a current picture")
        self.look_large()

    def press(self, button: str) -> None:
        """F6 to the status bar, Tab, Space; back to the grid afterwards."""
        self._panel(lambda focus: focus["name"].startswith("Jobs"))
        self._tab_to(button)
        self.hand.key("space")

    def go_on_with_rest(self) -> None:
        """The menu of the case."""
        self._choose("c", "Go on with unfinished work")

    def move_threshold(self, to: float) -> None:
        """Arrows over the row; it rests by itself after a moment."""
        self._to_firearm()
        while self.eyes.threshold() > to:
            self.hand.key("Left")

    def give_up_threshold(self) -> None:
        """Arrows with Shift, then Escape."""
        self._to_firearm()
        before = self.eyes.threshold()
        self.hand.key("shift+Right", "shift+Right", "shift+Right")
        self.driver.until(lambda: self.eyes.threshold() > before + 0.2, "the threshold to move")
        self.hand.key("Escape")

    def filter_firearm(self) -> None:
        """Space over the row."""
        self._to_firearm()
        self.hand.key("space")

    def to_first_tile(self) -> None:
        """F6 to the grid, Home."""
        self._panel(lambda _focus: self.in_grid())
        self.hand.key("Home")
        first = file_of(self.eyes.tiles()[0]["name"])
        self.driver.until(lambda: self.picked() == [first], "the first tile to be picked")

    def undo(self) -> None:
        """Ctrl+Z."""
        self.hand.key("ctrl+z")

    def privacy(self) -> None:
        """Ctrl+P."""
        self.hand.key("ctrl+p")

    def to_tile(self, name: str) -> None:
        """Arrows, from row to row."""
        self.to_first_tile()
        self._step("Right", lambda: file_of(self.eyes.current()) == name, name)

    def look_large(self) -> None:
        """Enter, the arrow, Escape."""
        self.hand.key("Return")
        self.driver.the("Large picture")
        self.hand.key("Right")
        self.driver.shot("large")
        self.hand.key("Escape")
        self.driver.until(self.in_grid, "the keyboard to be back in the grid")

    def select(self, count: int) -> list[str]:
        """Home, then Shift and arrows."""
        self.to_first_tile()
        self.hand.key(*["shift+Right"] * (count - 1))
        self.driver.until(lambda: len(self.picked()) == count, f"{count} tiles to be selected")
        return self.picked()

    def export(self, kind: str, what: str, out: Path | None) -> Path:
        """The shortcuts; in the dialog Tab between groups and arrows in them."""
        self.hand.key("ctrl+shift+e" if kind == "Original files" else "ctrl+e")
        self.driver.the("Where", "EditableText", "Export")
        self._choose_radio(f"{what} (")
        self._choose_radio(kind)
        self._tab_to("Where")
        if out is not None:
            self._overwrite(str(out))
        place = Path(self.driver.the("Where", "EditableText", "Export")["value"])
        self.driver.shot("export")
        self._leave_by("Return", "Export")
        return place

    def close_case(self) -> None:
        """Ctrl+W."""
        self.hand.key("ctrl+w")
        self.driver.the("New case", "Button")

    def quit(self) -> None:
        """Ctrl+Q."""
        self.hand.key("ctrl+q")

    # How to get somewhere.
