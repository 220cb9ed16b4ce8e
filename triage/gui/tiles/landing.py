"""Answers of the loader become pixmaps: a few for each frame, so that none takes long."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QImage, QPixmap

if TYPE_CHECKING:
    from collections.abc import Callable

    from triage.gui.tiles.drawn import Drawn
    from triage.gui.tiles.loader import Answer

FRAME_MS: Final = 16
MOST_A_FRAME: Final = 12


class Landing(QObject):
    """Gives answers to ``place``, which says whether an item looks different now."""

    def __init__(
        self,
        place: Callable[[Answer], bool],
        tell: Callable[[list[int]], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._place = place
        self._tell = tell
        self._waiting: deque[Answer] = deque()
        self._frame = QTimer(self)
        self._frame.setSingleShot(True)
        self._frame.setInterval(FRAME_MS)
        self._frame.timeout.connect(self._land)

    def add(self, answers: list[Answer]) -> None:
        """Place these within the next frames."""
        self._waiting.extend(answers)
        if not self._frame.isActive():
            self._frame.start()

    def clear(self) -> None:
        """Drop what has not been placed."""
        self._waiting.clear()
        self._frame.stop()

    def _land(self) -> None:
        changed: list[int] = []
        pictures = 0
        while self._waiting and pictures < MOST_A_FRAME:
            answer = self._waiting.popleft()
            pictures += answer.drawn is not None
            if self._place(answer):
                changed.append(answer.wish.key.item_id)
        if self._waiting:
            self._frame.start()
        if changed:
            self._tell(changed)


def pixmap_of(drawn: Drawn) -> QPixmap:
    """The pixels as Qt paints them, in memory of their own."""
    stride = drawn.width * 3
    image = QImage(drawn.rgb, drawn.width, drawn.height, stride, QImage.Format.Format_RGB888)
    return QPixmap.fromImage(image)
