"""Hands and feet for a walk through the real program, inside its own process."""

from __future__ import annotations

import json
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QCursor, QDrag, QHelpEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QToolTip

from tests.support.screen_search import secrets
from tests.support.secret_evidence import RULE
from triage.core.filters import Filter
from triage.gui.looks import theme
from triage.gui.looks.settings import Settings
from triage.gui.start.new_case import NewCase
from triage.gui.window.program import Program
from triage.ingest.request import ImportRequest

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from tests.support.screen_search import Looked
    from triage.gui.grid.items_view import ItemsView
    from triage.gui.window.open_case import OpenCase
    from triage.inference.packs import ModelPack

NEVER, SEEN = "never", "seen"
_PATIENCE_S = 30.0
_FRAME_MS = 20
_BY = "K. Meyer"


class Stages:
    """Drives one program. ``stages`` is a file of JSON lines: what was done from when to when.

    ``never``: the secret must not be on the screen at any moment of a stage; ``seen``: it must
    be at one. A step of the walk is not over before the screen was looked at as a whole: who
    looks may be as slow as the machine makes him, and still misses no step.
    """

    def __init__(
        self, app: QApplication, folder: Path, stages: Path, pack: ModelPack, looked: Looked
    ) -> None:
        self.app = app
        self._looked = looked
        self._steps: list[float] = []
        self.folder = folder
        self.program = self.started()
        self._stages = stages
        self._pack = pack

    def started(self) -> Program:
        """A program with the rule of the test, in its window."""
        settings = Settings(self.folder / "settings.json")
        settings.set("privacy", RULE.as_json())
        theme.apply(self.app, "dark")
        program = Program(settings)
        program.window.resize(1440, 900)
        program.begin(None, [], _BY)
        self.activate(program.window)
        return program

    def activate(self, window: QWidget) -> None:
        """Give a window the keys: nobody manages windows on this screen."""
        window.activateWindow()
        assert QTest.qWaitForWindowActive(window)

    @property
    def case(self) -> OpenCase:
        """The case that is open."""
        assert self.program.case is not None
        return self.program.case

    # Time.

    def until(self, holds: Callable[[], object], what: str) -> None:
        """Let the program run until something holds."""
        end = time.monotonic() + _PATIENCE_S
        while not holds():
            assert time.monotonic() < end, f"waited in vain for {what}"
            QTest.qWait(5)

    def rest(self, seconds: float = 0.15) -> None:
        """Let the program run for a while, and until the screen was looked at: one step."""
        begun = time.monotonic()
        QTest.qWait(round(seconds * 1000))
        self._see(begun)

    def _see(self, since: float) -> None:
        """Let the program run until a look is over that began later than that."""
        self.until(lambda: self._looked.began() > since, "a look at the screen")
        self._steps.append(time.monotonic())

    def sync(self) -> QImage:
        """Let one frame be painted and the server show it; what it shows.

        A timer tells when a frame is over, not the clock: on a busy machine the clock goes on
        while nothing is painted.
        """
        over: list[bool] = []
        QTimer.singleShot(_FRAME_MS, lambda: over.append(True))
        while not over:
            self.app.processEvents()
        self.app.processEvents()
        return self.program.window.screen().grabWindow(0).toImage()

    @contextmanager
    def stage(self, name: str, expect: str = NEVER) -> Generator[None]:
        """Say that from here to the end of the block the secret is never seen, or once."""
        self.sync()
        begun = time.monotonic()
        self._steps = []
        yield
        ends = time.monotonic()
        grabbed = secrets_of(self.sync())
        self._see(ends)
        self._tell(name, expect, [begun, *self._steps], grabbed)

    def say(self, name: str, expect: str, secret: int) -> None:
        """Say how many pixels of the secret were found in something else than the screen."""
        self._tell(name, expect, [], secret)

    def _tell(self, *told: object) -> None:
        with self._stages.open("a", encoding="utf-8") as file:
            file.write(json.dumps(told) + "\n")

    # Cases.

    def make(self, name: str) -> None:
        """Make a case and open it."""
        self.program.asks.new_chosen.emit(NewCase(self.folder / f"{name}.triage", name, "1", _BY))
        self._opened()

    def reopen(self) -> None:
        """Close the case and open it again."""
        path = self.case.session.case.path
        self.leave()
        self.program.asks.open_chosen.emit(path, _BY)
        self._opened()

    def leave(self) -> None:
        """Close the case."""
        self.program.close_case()
        self.until(lambda: not self.program._closing, "the case to be closed")

    def _opened(self) -> None:
        self.until(lambda: self.program.case is not None, "the case")
        self.until(lambda: self.case.session.columns() is not None, "the columns")

    def begin_import(self, *folders: Path) -> None:
        """Add folders, or go on with those that are there."""
        self.case.jobs.begin_import(
            ImportRequest(folders=folders, by=_BY, packs=(self._pack,), provider="cpu", workers=1)
        )

    def finish_jobs(self) -> None:
        """Wait until nothing runs and all of it is shown."""
        self.until(lambda: not self.case.session.jobs.running, "the jobs")
        self.until(self._is_read, "what was imported to be shown")
        self.pictures_there()

    def _is_read(self) -> bool:
        columns, status = self.case.session.columns(), self.case.session.status.latest
        return columns is not None and len(columns) == status.found and not status.pending

    def pictures_there(self) -> None:
        """Wait until nothing is on its way to the screen any more."""
        shelf = self.case.pictures.shelf
        self.rest(0.1)
        self.until(lambda: not shelf._orders._asked, f"the pictures {shelf._orders._asked}")
        self.rest(0.1)

    # Pictures.


class Walker(Stages):
    """Walks through the window: looks, picks, holds keys, drags."""

    @property
    def view(self) -> ItemsView:
        """Grid or list, whichever is in sight."""
        return self.case.pictures.view

    def show_only(self, text: str) -> None:
        """Filter by a part of the path."""
        views = self.case.session.views
        self.case.filters.ask(Filter(text=text))
        self.until(
            lambda: views.arrangement is not None and views.arrangement.wanted.text == text,
            f"the filter {text!r}",
        )
        self.pictures_there()

    def named(self, part: str) -> int:
        """The first item shown whose name has this part."""
        shelf, shown = self.case.pictures.shelf, self.case.pictures.items.shown
        ids = [shown.id_at(position) for position in range(len(shown))]
        found: list[int] = []

        def known() -> bool:
            texts = [(item, shelf.text(item)) for item in ids]
            found[:] = [item for item, text in texts if text is not None and part in text.name]
            return bool(found)

        self.until(known, f"an item named {part}")
        return found[0]

    def pick(self, part: str) -> int:
        """Pick an item by its name, and wait until the inspector shows it."""
        item = self.named(part)
        self.case.pictures.items.picked.pick(item)
        inspect = self.case.inspect
        self.until(lambda: inspect.detail is not None and inspect.detail.item_id == item, part)
        return item

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        """Press and let go of a key, wherever the focus is."""
        QTest.keyClick(self.focus(), key, modifier or Qt.KeyboardModifier.NoModifier)

    def focus(self) -> QWidget:
        """What has the keys."""
        return self.app.focusWidget() or self.view

    @contextmanager
    def held(self, key: Qt.Key) -> Generator[None]:
        """Hold a key down."""
        QTest.keyPress(self.focus(), key)
        yield
        QTest.keyRelease(self.focus(), key)

    def point_at(self, item: int) -> QPoint:
        """The middle of an item in the viewport."""
        view = self.case.pictures.view
        position = view.rows_model.order.position_of(item)
        assert position is not None, f"{item} is not in sight: {self.focus()}, {view.isVisible()}"
        view.bring_into_sight(position)
        return view.rect_of(position).center()

    def tooltip(self, item: int) -> None:
        """Let the pointer rest on an item."""
        point = self.point_at(item)
        viewport = self.case.pictures.view.viewport()
        place = viewport.mapToGlobal(point)
        QCursor.setPos(place)
        self.rest(0.05)
        QApplication.sendEvent(viewport, QHelpEvent(QHelpEvent.Type.ToolTip, point, place))
        self.until(QToolTip.isVisible, "the tooltip")

    def dialog(self, ask: Callable[[], None]) -> QDialog:
        """Ask for a dialog; it is there and has the keys."""
        ask()
        found: list[QDialog] = []

        def there() -> bool:
            found[:] = [one for one in self.app.topLevelWidgets() if isinstance(one, QDialog)]
            return any(one.isVisible() for one in found)

        self.until(there, "a dialog")
        dialog = next(one for one in found if one.isVisible())
        self.activate(dialog)
        return dialog

    def forget_tooltip(self) -> None:
        """Show no tooltip."""
        QToolTip.hideText()
        self.until(lambda: not QToolTip.isVisible(), "the tooltip to go")

    def drag(self, item: int, during: Callable[[], None]) -> None:
        """Drag an item for as long as ``during`` lasts, then drop it nowhere."""
        point = self.point_at(item)
        viewport = self.case.pictures.view.viewport()
        failed: list[Exception] = []

        def in_the_air() -> None:
            try:
                QTest.mouseMove(viewport, point + QPoint(60, 30))
                during()
            except Exception as error:  # noqa: BLE001  raised again outside of Qt's own loop
                failed.append(error)
            finally:
                QDrag.cancel()

        QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=point)
        QTimer.singleShot(50, in_the_air)
        QTest.mouseMove(viewport, point + QPoint(40, 20))
        QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=point)
        if failed:
            raise failed[0]

    def close(self) -> None:
        """End the program."""
        ended: list[bool] = []
        self.program.ended.connect(lambda: ended.append(True))
        self.program.quit()
        self.until(lambda: ended, "the end")
        self.rest(0.05)


def secrets_of(image: QImage) -> int:
    """How many pixels of an image are near the secret colour."""
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    return secrets(np.frombuffer(plain.constBits(), np.uint32))
