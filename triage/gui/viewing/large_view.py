"""One picture over the whole window, from one to the next with the hands on the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt

from triage.gui.looks.held_key import HeldKey
from triage.gui.viewing.large_picture import LargeItem, LargePicture
from triage.gui.viewing.view_keys import Act, act_of, graded_by

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QKeyEvent, QMouseEvent, QShowEvent
    from PySide6.QtWidgets import QWidget

__all__ = ["LargeItem", "LargeView"]

_WAYS: Final = {Act.LEFT: (-1, 0), Act.RIGHT: (1, 0), Act.UP: (0, -1), Act.DOWN: (0, 1)}
_STEPS: Final = {Act.PREVIOUS: -1, Act.NEXT: 1, Act.LEFT: -1, Act.RIGHT: 1}


class LargeView(LargePicture):
    """The large picture with its keys. Every key has a button or a mouse of the same meaning.

    Digits are taken only where no shortcut of the window has them.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bar.hand_on_keys(self)
        self._space = HeldKey(self)
        self._space.released.connect(lambda: self._end_reveal(cover=True))
        self.picture.left.connect(self._space.forget)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """All keys of the view; whatever is not one of them is the window's."""
        act = act_of(event)
        if act is not None:
            self._do(act, again=event.isAutoRepeat())
            return
        number = graded_by(event)
        if number is None or self._item is None:
            event.ignore()
        elif not event.isAutoRepeat():
            self.graded.emit(number or None)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Space is let go; a key that repeats is let go again and again, and still held."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space.release()
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The buttons for back and forward."""
        ways = {Qt.MouseButton.BackButton: -1, Qt.MouseButton.ForwardButton: 1}
        if event.button() in ways:
            self._step(ways[event.button()])

    def event(self, event: QEvent) -> bool:
        """While this view has the focus, its keys are not shortcuts of the window."""
        if event.type() == QEvent.Type.ShortcutOverride and act_of(event) is not None:
            event.accept()
            return True
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A button takes Space, Enter and Tab; all other keys mean what they mean elsewhere."""
        if event.type() == QEvent.Type.KeyPress:
            act = act_of(event)
            if act is not None and act not in {Act.REVEAL, Act.ENTER}:
                self._do(act, again=False)
                return True
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        """The keys belong to the picture at once."""
        super().showEvent(event)
        self.picture.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        """What was revealed is covered."""
        self._end_reveal(cover=True)
        super().hideEvent(event)

    def _do(self, act: Act, *, again: bool) -> None:
        picture = self.picture
        if act in _WAYS and picture.placement.can_pan:
            picture.pan_step(*_WAYS[act])
        elif act in _STEPS:
            self._step(_STEPS[act])
        elif act in {Act.FIRST, Act.LAST} and self._item is not None:
            last = self._item.total - 1
            self._step((last if act is Act.LAST else 0) - self._item.position)
        elif act in {Act.LARGER, Act.SMALLER}:
            picture.zoom_step(act is Act.LARGER)
        elif act in {Act.TURN_RIGHT, Act.TURN_LEFT} and not again:
            picture.turn(act is Act.TURN_RIGHT)
        elif again:
            return
        elif act is Act.FIT:
            picture.fit()
        elif act is Act.TOGGLE_FIT:
            picture.toggle_fit()
        elif act is Act.REVEAL:
            if self._space.press():
                self._begin_reveal()
        elif act in {Act.CLOSE, Act.ENTER}:
            self.closed.emit()
