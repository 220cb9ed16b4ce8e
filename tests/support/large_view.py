"""A large view in a test, and everything that it says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.support.whereabouts import where
from triage.core.records import State
from triage.gui.session.facts import Suggested, TileFacts
from triage.gui.viewing.large_view import LargeItem, LargeView
from triage.gui.viewing.previews import PreviewAnswer, PreviewRequest

FIREARM = Suggested("general", "firearm", "firearm", 0.973, True, True)
RED, GREEN = QColor(200, 30, 30), QColor(30, 160, 60)


def filled(width: int, height: int, colour: QColor) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(colour)
    return image


def item(number: int = 7, **more: Any) -> LargeItem:
    facts = {key: more.pop(key) for key in list(more) if key in TileFacts.__slots__}
    shown = (
        TileFacts(number, State.ANALYSED, **facts)
        if "state" not in facts
        else TileFacts(number, **facts)
    )
    fields: dict[str, Any] = {
        "name": "IMG_1111.jpg",
        "position": 2,
        "total": 3906,
        "full_size": QSize(4000, 3000),
    }
    return LargeItem(shown, **{**fields, **more})


def answer(
    number: int = 7, image: QImage | None = None, longest: int = 900, said: str = ""
) -> PreviewAnswer:
    request = PreviewRequest(number, where(Path("/x")), longest)
    return PreviewAnswer(request, image, QSize(4000, 3000), said)


class Seen:
    """The view, and everything that it said."""

    def __init__(self, qtbot: Any) -> None:
        self.view = LargeView()
        qtbot.addWidget(self.view)
        self.view.resize(1000, 700)
        self.said: list[Any] = []
        for name in ("moved", "graded", "reveal_changed"):
            getattr(self.view, name).connect(lambda what, name=name: self.said.append((name, what)))
        self.view.closed.connect(lambda: self.said.append("closed"))
        self.wanted: list[tuple[int, int]] = []
        self.view.picture_wanted.connect(lambda *what: self.wanted.append(what))
        self.view.show()
        qtbot.waitExposed(self.view)
        self.view.activateWindow()
        self.view.picture.setFocus()
        qtbot.waitUntil(self.view.picture.hasFocus)

    def key(self, key: Qt.Key, held: Any = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.view, key, held)

    def colour(self) -> QColor:
        """What is painted in the middle."""
        painted = self.view.picture.grab().toImage()
        return painted.pixelColor(painted.width() // 2, painted.height() // 2)

    @property
    def zoom(self) -> float:
        return self.view.picture.placement.zoom
