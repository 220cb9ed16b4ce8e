"""Takes pictures of the window, with whatever lies over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPen, QRegion
from PySide6.QtWidgets import QApplication, QDialog, QToolTip, QWidget

from screenshots_kit.turns import dialogs, rest, until
from triage.core.records import State
from triage.gui.looks import theme

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QImage

    from screenshots_kit.stages import Stage
    from triage.gui.window.open_case import OpenCase
    from triage.gui.window.program import Program


class Camera:
    """One program on one stage."""

    def __init__(self, program: Program, stage: Stage, out: Path, themes: tuple[str, ...]) -> None:
        self._program = program
        self._stage = stage
        self._out = out
        self._themes = themes

    def snap(self, state: str, *, quick: bool, shows: QWidget | None) -> None:
        """A picture in each theme and size, as :meth:`Director.snap` has it."""
        for size in self._stage.windows:
            self.set_size(size)
            for choice in self._themes:
                self._program.front_pages.preferences.theme_chosen.emit(choice)
                self._settle(quick=quick)
                self._scroll_to(shows)
                name = f"{state}-{self._stage.picture_of(size)}-{choice}.png"
                self._shown().save(str(self._out / name))
        self.set_size(self._stage.windows[0])
        self._settle(quick=quick)
        self._scroll_to(None)

    def set_size(self, size: tuple[int, int]) -> None:
        """Give the window a size; dialogs stay in its middle."""
        window = self._program.window
        window.setGeometry(0, 0, *size)
        rest(0.1)
        for dialog in dialogs():
            # Without a window manager nobody keeps a dialog in the middle.
            dialog.move(window.rect().center() - dialog.rect().center())

    def until_pictures(self) -> None:
        """Wait until everything in sight that has a picture shows it."""
        rest(0.2)
        until(lambda: not self._lacking())
        rest()

    def _scroll_to(self, section: QWidget | None) -> None:
        """To a part of the inspector, or to its top."""
        case = self._program.case
        if case is None:
            return
        below = case.screen.inspector.one.below
        below.verticalScrollBar().setValue(0 if section is None else section.y())
        rest(0.1)

    def _settle(self, *, quick: bool) -> None:
        if quick:
            rest(0.12)
        elif self._program.case is not None:
            self.until_pictures()
        else:
            rest()

    def _shown(self) -> QImage:
        window = self._program.window
        others = [one for one in QApplication.topLevelWidgets() if _lies_over(one, window)]
        if not others:
            return window.grab().toImage()
        screen = window.screen().grabWindow(0).toImage()
        screen.setDevicePixelRatio(1)  # what is painted on it is counted in its own pixels
        ratio = window.devicePixelRatioF()
        corner, size = window.geometry().topLeft(), window.size()
        room = QRect(
            round(corner.x() * ratio),
            round(corner.y() * ratio),
            round(size.width() * ratio),
            round(size.height() * ratio),
        )
        top = QApplication.activeModalWidget()
        for dialog in (one for one in others if isinstance(one, QDialog)):
            _frame(screen, dialog, ratio, None if dialog is top else top)
        return screen.copy(room)

    def _lacking(self) -> bool:
        case = self._program.case
        if case is None:
            return False
        pictures = case.pictures
        for position in range(*pictures.grid.in_sight()):
            facts = pictures.items.shown.facts(position)
            if facts.state is not State.ANALYSED:
                continue
            if pictures.shelf.picture(facts.item_id, facts.hidden, _box(case)) is None:
                return True
        return False


def _box(case: OpenCase) -> QSize:
    grid = case.pictures.grid
    return grid.picture_box * grid.devicePixelRatioF()


def _frame(screen: QImage, dialog: QDialog, ratio: float, over: QWidget | None) -> None:
    """The line around a dialog that a window manager draws; under Xvfb there is none.

    ``over``: what lies over the dialog, and over its line.
    """
    painter = QPainter(screen)
    if over is not None:
        painter.setClipRegion(QRegion(screen.rect()) - QRegion(_line_around(over, ratio)))
    painter.setPen(QPen(theme.current().secondary, 1))
    painter.drawRect(_line_around(dialog, ratio))
    painter.end()


def _line_around(dialog: QWidget, ratio: float) -> QRect:
    place = dialog.geometry()
    return QRect(
        round(place.left() * ratio) - 1,
        round(place.top() * ratio) - 1,
        round(place.width() * ratio) + 1,
        round(place.height() * ratio) + 1,
    )


def _lies_over(widget: QWidget, window: QWidget) -> bool:
    return widget is not window and widget.isVisible() and not isinstance(widget, QToolTip)
