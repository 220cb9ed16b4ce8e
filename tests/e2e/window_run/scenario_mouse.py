"""By mouse: every thing is pointed at; only what must be written is typed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tests.e2e.window_run.driver import point_of
from tests.e2e.window_run.eyes import FIREARM, GRID, file_of
from tests.e2e.window_run.way import Way

if TYPE_CHECKING:
    from tests.e2e.window_run.driver import Seen

_FOLDERS = "Folder of evidence"
_EDGE = 4
"""Left free at both ends of the slider."""


class ByMouse(Way):
    """A hand on the mouse."""

    def new_case(self, name: str, number: str, examiner: str, folder: Path) -> None:
        """The button of the start page, and a form."""
        self.driver.click("New case", "Button")
        answers = {"Name": name, "Case number": number, "Keep the case in": str(folder)}
        for field, text in answers.items():
            self._write(field, text, "New case")
        self.driver.click("Examiner", "ComboBox")
        self.hand.key("ctrl+a")
        self.hand.type(examiner)
        self.driver.click("Create case", "Button")
        self.driver.the("Add evidence…", "Button")

    def add_evidence(self, folders: tuple[Path, ...], exhibit: str) -> None:
        """The button in the empty case, and a dialog for each folder."""
        self.driver.click("Add evidence…", "Button")
        for folder in folders:
            self.driver.click("Add folder…", "Button", "Add evidence")
            self._write("", str(folder), _FOLDERS)
            if self.driver.state()["popup"]:
                # What completes the path is a window of its own: a first click only closes it.
                self.driver.click("Choose", "Button", _FOLDERS)
            self.driver.click("Choose", "Button", _FOLDERS)
            self.driver.gone("", "", _FOLDERS)
            self._write(f"Exhibit number of {folder.name}", exhibit, "Add evidence")
        self.driver.click("Import", "Button", "Add evidence")
        self.driver.gone("", "", "Add evidence")

    def browse(self) -> None:
        """Wheel, click, double click, the buttons of the large picture."""
        grid = self.driver.the(GRID)
        self.driver.until(lambda: len(self.eyes.tiles()) > 0, "the first tiles")
        self.hand.wheel(point_of(grid), 3)
        self.hand.wheel(point_of(grid), -1)
        tile = next(one for one in self.eyes.tiles() if one["whole"])
        self.to_tile(file_of(tile["name"]))
        self.look_large()

    def press(self, button: str) -> None:
        """Click on it; the keyboard stays where it was."""
        before = self.driver.state()["focus"]
        self.driver.click(button, "Button")
        after = self.driver.state()["focus"]
        if (before and before["name"]) != (after and after["name"]):
            raise AssertionError(f"a click on {button!r} took the keyboard from the pictures")

    def go_on_with_rest(self) -> None:
        """The verb of the banner."""
        self.press("Go on")

    def move_threshold(self, to: float) -> None:
        """Take the handle, drag it, let go."""
        slider = self._take_handle()
        y = point_of(slider)[1]
        start = _x_of(slider, self.eyes.threshold())
        for step in range(1, 11):
            self.hand.move((start + round((_x_of(slider, to) - start) * step / 10), y))
        self.hand.up()

    def give_up_threshold(self) -> None:
        """Drag it, and press Escape before the button is let go."""
        slider = self._take_handle()
        before, y = self.eyes.threshold(), point_of(slider)[1]
        for value in (0.3, 0.5, 0.7):
            self.hand.move((_x_of(slider, value), y))
        self.driver.until(lambda: self.eyes.threshold() > before + 0.2, "the threshold to follow")
        self.driver.shot("threshold-dragged")
        self.hand.key("Escape")
        self.hand.up()

    def filter_firearm(self) -> None:
        """The box before its name."""
        self.driver.click("Firearm", "CheckBox")

    def to_first_tile(self) -> None:
        """Scroll up, click."""
        self.hand.wheel(point_of(self.driver.the(GRID)), -50)
        self.driver.until(lambda: bool(self.eyes.tiles()), "a tile")
        self.to_tile(file_of(self.eyes.tiles()[0]["name"]))

    def undo(self) -> None:
        """The menu."""
        self._choose("Edit", "Undo grade")

    def privacy(self) -> None:
        """The switch in the header."""
        self.driver.click("Privacy: off")

    def to_tile(self, name: str) -> None:
        """Click on it."""
        found: list[Seen] = []

        def there() -> bool:
            found[:] = [one for one in self.eyes.tiles() if file_of(one["name"]) == name]
            return bool(found)

        self.driver.until(there, f"the tile {name}")
        self.hand.click(point_of(found[0]))
        self.driver.until(lambda: file_of(self.eyes.current()) == name, f"{name} to be current")

    def look_large(self) -> None:
        """Double click, the button for the next one, the button out."""
        current = self.eyes.tile(file_of(self.eyes.current()))
        if current is None:
            raise AssertionError("the current tile is not in sight")
        self.hand.click(point_of(current), times=2)
        self.driver.the("Large picture")
        self.driver.click("Next picture", "Button")
        self.driver.shot("large")
        self.driver.click("Close", "Button")
        self.driver.the(GRID)
        self.driver.until(self.in_grid, "the keyboard to be back in the grid")

    def select(self, count: int) -> list[str]:
        """Click on the first, with Shift on the last."""
        self.to_first_tile()
        self.hand.click_with("shift", point_of(self.eyes.tiles()[count - 1]))
        self.driver.until(lambda: len(self.picked()) == count, f"{count} tiles to be selected")
        return self.picked()

    def export(self, kind: str, what: str, out: Path | None) -> Path:
        """The button of the header, or the menu for originals; then the dialog."""
        if kind == "Original files":
            self._choose("Picture", "Copy originals to a folder…")
        else:
            self.driver.click("Export…", "Button")
        self.driver.click(f"~{what} (", "RadioButton", "Export")
        self.driver.click(kind, "RadioButton", "Export")
        if out is not None:
            self._write("Where", str(out), "Export")
        place = Path(self.driver.the("Where", "EditableText", "Export")["value"])
        self.driver.shot("export")
        self.driver.click("Export", "Button", "Export")
        self.driver.gone("", "", "Export")
        return place

    def close_case(self) -> None:
        """The menu."""
        self._choose("Case", "Close case")
        self.driver.the("New case", "Button")

    def quit(self) -> None:
        """The menu."""
        self._choose("Case", "Quit")

    def _choose(self, menu: str, entry: str) -> None:
        self.driver.click(menu, "MenuItem")
        self.driver.click(entry, "MenuItem")

    def _write(self, field: str, text: str, window: str) -> None:
        """Click into a field and write over what stands there."""
        self.driver.click(field, "EditableText", window)
        self.hand.key("ctrl+a")
        self.hand.type(text)

        def written() -> bool:
            one = self.driver.now(field, "EditableText", window)
            return one is not None and one["value"] == text

        self.driver.until(written, f"{text!r} in {field!r}")

    def _take_handle(self) -> Seen:
        slider = self.driver.the(FIREARM, "Slider")
        self.hand.move((_x_of(slider, self.eyes.threshold()), point_of(slider)[1]))
        self.hand.down()
        return slider


def _x_of(slider: Seen, value: float) -> int:
    x, _y, width, _height = slider["rect"]
    return int(x + _EDGE + round(value * (width - 2 * _EDGE)))
