"""One sitting from the start page to the end of the program; the same by mouse and by keyboard."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.e2e.window_run.eyes import differ, file_of
from tests.e2e.window_run.journal import Exported, Graded, Journal, Moved

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.e2e.window_run.driver import Driver
    from tests.e2e.window_run.way import Way

_IMPORT_S = 900.0
_CATEGORIES = 3


@dataclass(frozen=True, slots=True)
class Plan:
    """How much of everything. ``work``: where case and exports go."""

    sources: tuple[Path, ...]
    work: Path
    grades: int = 50
    undone: int = 3
    originals: int = 5
    threshold: float = 0.08


class Story:
    """Tells a way what to do and writes down what the window showed."""

    def __init__(self, way: Way, plan: Plan) -> None:
        self._way = way
        self._plan = plan
        self._driver: Driver = way.driver
        self._eyes = way.eyes
        self.journal = Journal(
            name="Operation Harbour",
            number="2026/0815",
            examiner="K. Meyer",
            exhibit="EX-1",
            sources=tuple(source.name for source in plan.sources),
        )

    def tell(self) -> Journal:
        """All of it; each part begins where the one before has ended."""
        for part in (
            self._come_in,
            self._import,
            self._threshold,
            self._grade,
            self._undo,
            self._reveal,
            self._export,
            self._leave,
        ):
            begun = time.monotonic()
            self._driver.answers_s.clear()
            part()
            self._note(part.__name__[1:], time.monotonic() - begun)
        return self.journal

    def _note(self, part: str, took: float) -> None:
        """How long a part took, and how fast the window's event loop answered meanwhile."""
        answers = sorted(self._driver.answers_s) or [0.0]
        figures = self.journal.figures
        figures[f"{part}_s"] = round(took, 1)
        figures[f"{part}_answers_p99_ms"] = round(answers[len(answers) * 99 // 100] * 1e3, 1)
        figures[f"{part}_answers_longest_ms"] = round(answers[-1] * 1e3, 1)

    def _come_in(self) -> None:
        journal, plan = self.journal, self._plan
        self._driver.the("New case", "Button")
        self._driver.shot("start")
        self._way.new_case(journal.name, journal.number, journal.examiner, plan.work)
        self._driver.shot("empty-case")
        cases = list(plan.work.glob("*.triage"))
        if len(cases) != 1:
            raise AssertionError(f"one case was to be made, there are {cases}")
        journal.case = str(cases[0])

    def _import(self) -> None:
        """Import with pauses; the current picture and the place in the grid never move."""
        way, driver = self._way, self._driver
        way.add_evidence(self._plan.sources, self.journal.exhibit)
        begun = time.monotonic()
        driver.until(lambda: bool(self._eyes.tiles()), "the first tile")
        self.journal.figures["first_tile_s"] = round(time.monotonic() - begun, 2)
        way.browse()
        driver.shot("importing")
        current, tiles = self._eyes.current(), self._places()
        way.press("Pause job")
        driver.the("Go on job", "Button")
        self._stands_still()
        way.press("Go on job")
        driver.the("Pause job", "Button")
        decided = self._decided()
        driver.until(lambda: self._decided() > decided, "the import to go on")
        if file_of(self._eyes.current()) != file_of(current) or self._places() != tiles:
            raise AssertionError("the current picture or its place moved while more came in")
        way.press("Cancel job")
        driver.the("~The import was stopped", "StaticText")
        driver.shot("cancelled")
        if not self._eyes.numbers().get("pending"):
            raise AssertionError("nothing was left when the import was stopped: take more files")
        self.journal.stopped += 1
        way.go_on_with_rest()
        driver.gone("~The import was stopped", "StaticText")
        driver.the("~Import done", "StaticText", wait=_IMPORT_S)
        driver.gone("Cancel job", "Button")
        driver.shot("finished")
        self.journal.equation = self._eyes.equation()

    def _threshold(self) -> None:
        way, driver, eyes = self._way, self._driver, self._eyes
        old, rows, count = eyes.threshold(), eyes.log_rows(), eyes.suggested()
        way.give_up_threshold()
        driver.until(lambda: eyes.threshold() == old, "the threshold to be back")
        driver.until(lambda: eyes.suggested() == count, "the count to be back")
        self.journal.given_up += 1
        way.move_threshold(self._plan.threshold)
        driver.until(lambda: eyes.log_rows() > rows, "the threshold to be written")
        new = eyes.threshold()
        self.journal.moved.append(Moved("firearm", old, new))
        driver.until(lambda: eyes.suggested() > count, "more firearms at a lower threshold")
        if eyes.log_rows() != rows + 1:
            raise AssertionError("a drag that rested, and one given up, are one row of the log")
        way.filter_firearm()
        driver.the("~Remove Firearm", "Button")
        driver.shot("filtered")

    def _grade(self) -> None:
        way, eyes = self._way, self._eyes
        way.to_first_tile()
        times: list[float] = []
        for number in range(self._plan.grades):
            category = number % _CATEGORIES + 1
            name = file_of(eyes.current())
            begun = time.monotonic()
            way.hand.key(str(category))
            self._driver.until(self._graded(name, category), f"{name} graded {category}")
            times.append(time.monotonic() - begun)
            self.journal.grades.append(Graded(name, category))
        self.journal.figures["key_to_tile_ms"] = round(1e3 * sorted(times)[len(times) // 2])
        self._driver.shot("graded")

    def _graded(self, name: str, category: int) -> Callable[[], bool]:
        """The tile says its grade, and the keyboard went on to the next one."""

        def holds() -> bool:
            tile = self._eyes.tile(name)
            shown = tile is not None and f"graded {category}" in tile["name"]
            return shown and file_of(self._eyes.current()) != name

        return holds

    def _undo(self) -> None:
        for one in reversed(self.journal.grades[-self._plan.undone :]):
            self._way.undo()
            self._driver.until(self._not_graded(one.name), f"{one.name} without a grade")
            self.journal.undone += 1
        self._driver.shot("undone")

    def _not_graded(self, name: str) -> Callable[[], bool]:
        def holds() -> bool:
            tile = self._eyes.tile(name)
            return tile is not None and "graded" not in tile["name"]

        return holds

    def _reveal(self) -> None:
        """A held Space lifts the cover of one picture, as long as it is held, and no longer."""
        way, eyes, driver = self._way, self._eyes, self._driver
        way.privacy()
        name = file_of(str(self._wait_hidden()[0]["name"]))
        self.journal.privacy = True
        way.to_tile(name)
        tile = next(one for one in eyes.tiles() if file_of(one["name"]) == name)
        path = self._plan.work.parent / "piece.png"
        covered = eyes.still_piece(tile, path)
        driver.shot("covered")
        way.hand.key_down("space")
        driver.until(lambda: differ(eyes.piece(tile, path), covered), "the cover to be lifted")
        held = time.monotonic()
        while time.monotonic() - held < 1:
            if not differ(eyes.piece(tile, path), covered):
                driver.shot("cover-fell")
                raise AssertionError("the cover fell while Space was still held")
        driver.shot("revealed")
        way.hand.key_up("space")
        driver.until(lambda: not differ(eyes.piece(tile, path), covered), "the cover to fall")
        way.look_large()

    def _wait_hidden(self) -> list[dict[str, object]]:
        found: list[dict[str, object]] = []

        def some() -> bool:
            tiles = [one for one in self._eyes.tiles() if one["whole"]]
            found[:] = [one for one in tiles[3:] if ", hidden" in one["name"]]
            return bool(found)

        self._driver.until(some, "hidden tiles")
        return found

    def _export(self) -> None:
        way, plan = self._way, self._plan
        graded = tuple(one.name for one in self.journal.kept())
        report = way.export("HTML report", "Graded", None)
        self._exported("html", report, graded)
        names = tuple(way.select(plan.originals))
        originals = way.export("Original files", "Selected", plan.work / "copies")
        self._exported("files", originals, names)

    def _exported(self, kind: str, out: Path, names: tuple[str, ...]) -> None:
        self._driver.the(f"~Exported to {out.name}", "StaticText")
        self._driver.shot(f"exported-{kind}")
        self.journal.exports.append(Exported(kind, str(out), names))

    def _leave(self) -> None:
        self.journal.log_rows = self._eyes.log_rows()
        self._way.close_case()
        self._driver.the(f"~{self.journal.name}")
        self._driver.shot("closed")
        self._way.quit()
        if self._driver.end() != 0:
            raise AssertionError("the program ended with a fault")

    def _decided(self) -> int:
        now = self._eyes.numbers()
        return sum(now.get(word, 0) for word in ("analysed", "skipped", "failed"))

    def _places(self) -> list[tuple[str, ...]]:
        """Which file stands where, as far as it was in sight from the beginning."""
        return [(file_of(one["name"]), *one["rect"]) for one in self._eyes.tiles()[:6]]

    def _stands_still(self) -> None:
        """A paused job may finish what it has in its hands; then nothing moves any more."""
        last, since = self._eyes.equation(), time.monotonic()

        def still() -> bool:
            nonlocal last, since
            now = self._eyes.equation()
            if now != last:
                last, since = now, time.monotonic()
            return time.monotonic() - since > 1

        self._driver.until(still, "the paused import to stand still")
        told = self._driver.the("Progress in numbers")["text"]
        if not re.search("paused", told):
            raise AssertionError(f"a paused job says so, not {told!r}")
        self._driver.shot("paused")
