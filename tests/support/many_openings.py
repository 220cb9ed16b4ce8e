"""What is left of a case that was opened and closed, many times over.

``python -m tests.support.many_openings [ROUNDS]`` warms up with 20 rounds and measures ROUNDS
(200) more; it ends with 1 where something grew that should not.
"""

from __future__ import annotations

import ctypes
import gc
import shutil
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QDialog

from tests.support.whole_window import Whole, imported_case, whole_window
from triage.gui.looks import theme

if TYPE_CHECKING:
    from PySide6.QtCore import QMessageLogContext

WARM_UP = 20
MOST_MB = 10.0
_OF_NO_SCREEN = "This plugin does not support propagateSizeHints"


@dataclass(frozen=True)
class Left:
    """What a process holds at one moment; Linux tells."""

    megabytes: float
    threads: int
    handles: int
    children: int
    widgets: int
    objects: Counter[str]

    def grown(self, before: Left) -> dict[str, int]:
        """What there is more of than before, memory apart."""
        counts = ("threads", "handles", "children", "widgets")
        more = {name: getattr(self, name) - getattr(before, name) for name in counts}
        more.update(self.objects - before.objects)
        return {name: count for name, count in more.items() if count > 0}


def look() -> Left:
    """Count after everything that can be let go of was let go of."""
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)
    own = Path("/proc/self")
    pages = int((own / "statm").read_text(encoding="ascii").split()[1])
    tasks = list((own / "task").iterdir())
    kinds = Counter(type(one) for one in gc.get_objects())
    objects = Counter({kind.__name__: n for kind, n in kinds.items() if _counts(kind)})
    return Left(
        pages * 4096 / 1e6,
        len(tasks),
        len(list((own / "fd").iterdir())),
        children(),
        len(QApplication.allWidgets()),
        objects,
    )


def _counts(kind: type) -> bool:
    """Objects of Qt's, and our own: columns and readers are none of Qt's and weigh the most."""
    return issubclass(kind, QObject) or str(kind.__module__).startswith("triage.")


def children() -> int:
    """How many processes this one has begun and not seen the end of."""
    tasks = Path("/proc/self/task").iterdir()
    return sum(len((task / "children").read_text(encoding="ascii").split()) for task in tasks)


class Rounds:
    """Opens the same case again and again, does a little of everything in it, and closes it."""

    def __init__(self, whole: Whole, folder: Path) -> None:
        self._whole = whole
        self._case = imported_case(folder)
        self._as_made = folder / "as-made"
        shutil.copy(self._case, self._as_made)

    def go(self, rounds: int) -> Left:
        """So many rounds, and what is left afterwards."""
        for number in range(rounds):
            # A log that grows by what a round does would count as a leak.
            shutil.copy(self._as_made, self._case)
            self._once(everything=number % 10 == 0)
        return look()

    def _once(self, *, everything: bool) -> None:
        whole = self._whole
        whole.open(self._case)
        self._look_at_one()
        self._grade()
        whole.case.show_view("list")
        whole.settle()
        whole.case.show_view("grid")
        if everything:
            self._visit_pages()
            self._open_dialogs()
        whole.close_case()

    def _look_at_one(self) -> None:
        case = self._whole.case
        first = case.pictures.items.shown.id_at(0)
        case.large.open(first)
        self._whole.until(lambda: case.inspect.detail is not None and children() > 0)
        case.large.close()
        case.pictures.items.picked.select_all()
        self._whole.settle()
        case.pictures.items.picked.pick(first)

    def _grade(self) -> None:
        case = self._whole.case
        told: list[object] = []
        case.session.grading.changed.connect(told.append)
        case.grades.grade(1)
        self._whole.until(lambda: len(told) == 1 and case.session.grading.can_undo)
        case.session.grading.undo()
        self._whole.until(lambda: len(told) == 2)

    def _visit_pages(self) -> None:
        pages = self._whole.case.pages
        pages.show_case()
        self._whole.settle()
        pages.show_jobs()
        self._whole.settle()
        pages.show_pictures()

    def _open_dialogs(self) -> None:
        whole = self._whole
        whole.case.exports.ask()
        whole.case.evidence.ask()
        whole.until(lambda: len(self._dialogs()) == 2)
        for dialog in self._dialogs():
            dialog.reject()
        whole.settle()

    def _dialogs(self) -> list[QDialog]:
        found = self._whole.window.findChildren(QDialog)
        return [dialog for dialog in found if dialog.isVisible()]


def main(argv: list[str]) -> int:
    """Measure and say; 1 where something grew."""
    rounds = int(argv[1]) if len(argv) > 1 else 200
    warnings: list[str] = []

    def hear(_kind: QtMsgType, _where: QMessageLogContext, text: str) -> None:
        if _OF_NO_SCREEN not in text:
            warnings.append(text)

    qInstallMessageHandler(hear)
    app = QApplication(["many-openings"])
    theme.apply(app, "dark")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with whole_window(folder / "settings.json") as whole:
            course = Rounds(whole, folder)
            before = course.go(WARM_UP)
            after = course.go(rounds)
    more = after.megabytes - before.megabytes
    print(f"{rounds} rounds: {before.megabytes:.1f} MB and {more:+.1f} MB", after.grown(before))
    for warning in warnings:
        print("Qt:", warning)
    return int(more >= MOST_MB or bool(after.grown(before)) or bool(warnings))


if __name__ == "__main__":
    sys.exit(main(sys.argv))
