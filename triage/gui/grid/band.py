"""The rubber band: a rectangle drawn from a free place picks what it touches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from PySide6.QtCore import QObject, QPoint, QRect, QTimer

if TYPE_CHECKING:
    import numpy.typing as npt
    from PySide6.QtGui import QPainter

    from triage.gui.grid.items_view import ItemsView
    from triage.gui.grid.tiling import Span

_STEP_MS: Final = 16
_FASTEST: Final = 96
"""Pixels a step at most: about half a row of tiles in a frame."""


class Band(QObject):
    """Drawn from a point of the content, so that it grows while the content scrolls below."""

    def __init__(self, view: ItemsView) -> None:
        super().__init__(view)
        self._view = view
        self._origin: QPoint | None = None
        self._pointer = QPoint()
        self._base = np.empty(0, dtype=np.bool_)
        self._span: Span | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_STEP_MS)
        self._timer.timeout.connect(self._scroll)
        view.rows_model.modelAboutToBeReset.connect(self.end)

    @property
    def active(self) -> bool:
        """Whether one is being drawn."""
        return self._origin is not None

    def begin(self, point: QPoint, *, add: bool) -> None:
        """Start at a point of the viewport; ``add`` keeps what is picked already."""
        count = self._view.items.picked.order.count
        self._origin = point + self._view.offset()
        self._pointer = point
        self._span = None
        self._base = np.zeros(count, dtype=np.bool_)
        if add:
            self._base[:] = self._view.items.picked.between(0, count)

    def move(self, point: QPoint) -> None:
        """The pointer is at a point of the viewport, or beyond its edge."""
        if self._origin is None:
            return
        self._pointer = point
        beyond = self._beyond()
        if beyond and not self._timer.isActive():
            self._timer.start()
        elif not beyond:
            self._timer.stop()
        self._pick()

    def end(self) -> None:
        """Let go; what is picked stays picked."""
        if self._origin is not None:
            self._origin = None
            self._timer.stop()
            self._view.viewport().update()

    def paint(self, painter: QPainter) -> None:
        """Draw it over the items, in the colours of a selection."""
        if self._origin is None:
            return
        colour = self._view.palette().highlight().color()
        painter.save()
        painter.setPen(self._view.palette().accent().color())
        colour.setAlphaF(0.35)
        painter.setBrush(colour)
        painter.drawRect(self._rect().translated(-self._view.offset()).adjusted(0, 0, -1, -1))
        painter.restore()

    def _rect(self) -> QRect:
        origin = self._origin or QPoint()
        return QRect(origin, self._pointer + self._view.offset()).normalized()

    def _pick(self) -> None:
        view = self._view
        view.viewport().update()
        span = view.span_in(self._rect())
        if span == self._span:
            return
        self._span = span
        extent = view.extent()
        chosen = chosen_in(span, extent.columns, len(self._base))
        touched = np.flatnonzero(chosen)
        if not len(touched):
            view.items.picked.pick_mask(self._base, None, None)
            return
        place = view.verticalScrollBar().value()
        downwards = self._origin is not None and self._origin.y() <= self._rect().center().y()
        near, far = (touched[0], touched[-1]) if downwards else (touched[-1], touched[0])
        view.items.picked.pick_mask(self._base | chosen, int(far), int(near))
        view.verticalScrollBar().setValue(place)  # the pointer scrolls, not the current item

    def _beyond(self) -> int:
        height, y = self._view.viewport().height(), self._pointer.y()
        return min(0, y) + max(0, y - height + 1)

    def _scroll(self) -> None:
        step = max(-_FASTEST, min(_FASTEST, self._beyond()))
        bar = self._view.verticalScrollBar()
        if not step or bar.value() == max(bar.minimum(), min(bar.maximum(), bar.value() + step)):
            self._timer.stop()
            return
        bar.setValue(bar.value() + step)
        self._pick()


def chosen_in(span: Span | None, columns: int, count: int) -> npt.NDArray[np.bool_]:
    """The positions within a span of rows and columns, as a mask."""
    rows = -(-count // columns)
    cells = np.zeros((rows, columns), dtype=np.bool_)
    if span is not None:
        cells[span.top : span.bottom + 1, span.left : span.right + 1] = True
    return cells.reshape(-1)[:count]
