"""What the program has to say beside the work: a banner that stays, a toast that goes by itself."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from triage.gui.looks import icons, theme
from triage.gui.looks.buttons import IconButton, LinkButton, PlainButton
from triage.gui.looks.labels import PlainLabel, restyle

if TYPE_CHECKING:
    from collections.abc import Sequence

Kind = Literal["info", "warning", "bad"]

_ICONS = {"info": ("info", "accent"), "warning": ("warning", "warning"), "bad": ("warning", "bad")}
_TOAST_S = 6.0
_TOAST_GAP = 16


def announce(widget: QWidget, text: str) -> None:
    """Let a reader of the screen say something that appeared without the focus moving to it."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))


class Banner(QFrame):
    """One sentence at the top of a view, with the verbs that help; hidden until it has one."""

    acted = Signal(int)
    """The number of the verb that was pressed."""
    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "banner")
        self._kind: Kind = "info"
        self._mark = QLabel()
        self._words = PlainLabel()
        self._words.setWordWrap(True)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._verbs: list[PlainButton] = []
        self._close = IconButton("close", "Dismiss")
        self._close.clicked.connect(self._dismiss)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(12, 8, 8, 8)
        self._line.setSpacing(8)
        self._line.addWidget(self._mark)
        self._line.addWidget(self._words, 1)
        self._line.addWidget(self._close)
        self.hide()

    def show_sentence(
        self,
        text: str,
        kind: Kind = "info",
        verbs: Sequence[str] = (),
        *,
        closable: bool = True,
    ) -> None:
        """Show a sentence, and instead of the earlier verbs these."""
        self._kind = kind
        self.setProperty("kind", kind)
        self._words.setText(text)
        self._put_verbs(verbs)
        self._close.setVisible(closable)
        self._paint_mark()
        restyle(self)
        self.show()
        announce(self, text)

    def text(self) -> str:
        """The sentence shown now, empty where there is none."""
        return "" if self.isHidden() else self._words.text()

    def verbs(self) -> list[PlainButton]:
        """The buttons of the verbs, in order."""
        return list(self._verbs)

    def changeEvent(self, event: QEvent) -> None:
        """The mark takes the new theme's colour."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_mark"):
            self._paint_mark()

    def _put_verbs(self, verbs: Sequence[str]) -> None:
        for old in self._verbs:
            self._line.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._verbs = [PlainButton(verb) for verb in verbs]
        for number, button in enumerate(self._verbs):
            button.clicked.connect(lambda _checked=False, n=number: self.acted.emit(n))
            self._line.insertWidget(2 + number, button)
        # The verbs first, as they stand: what is made late would else be the last stop of all.
        for before, after in pairwise([self._close, *self._verbs, self._close]):
            if before is not after:
                QWidget.setTabOrder(before, after)

    def _paint_mark(self) -> None:
        name, role = _ICONS[self._kind]
        color = theme.current().color(role)
        self._mark.setPixmap(icons.pixmap(name, color, 16, self.devicePixelRatioF()))

    def _dismiss(self) -> None:
        self.hide()
        self.dismissed.emit()


class Toast(QFrame):
    """A line at the bottom of its parent with perhaps one verb; it goes by itself.

    It stays while the pointer rests on it, or the focus, for nobody can press what vanishes.
    """

    acted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "toast")
        self._words = PlainLabel()
        self._verb = LinkButton()
        self._verb.clicked.connect(self._act)
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 8, 16, 8)
        line.setSpacing(16)
        line.addWidget(self._words)
        line.addWidget(self._verb)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go)
        self._ground = parent
        parent.installEventFilter(self)
        self.hide()

    def show_text(self, text: str, verb: str = "", seconds: float = _TOAST_S) -> None:
        """Show a line instead of the one before."""
        self._words.setText(text)
        self._verb.setText(verb)
        self._verb.setVisible(bool(verb))
        self._timer.start(int(seconds * 1000))
        self._place()
        self.show()
        self.raise_()
        announce(self, text)

    def text(self) -> str:
        """The line shown now, empty where there is none."""
        return "" if self.isHidden() else self._words.text()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep its place when its parent changes size."""
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        most = max(0, self._ground.width() - 2 * _TOAST_GAP)
        self._words.setWordWrap(False)
        self.adjustSize()
        if self.sizeHint().width() > most:
            # Two lines are better than one whose end nobody can read.
            self._words.setWordWrap(True)
            self.resize(most, self.heightForWidth(most))
        else:
            self.resize(self.sizeHint())
        self.move(
            (self._ground.width() - self.width()) // 2,
            self._ground.height() - self.height() - _TOAST_GAP,
        )

    def _go(self) -> None:
        if self.underMouse() or self._verb.hasFocus():
            self._timer.start(1000)
        else:
            self.hide()

    def _act(self) -> None:
        self._timer.stop()
        self.hide()
        self.acted.emit()
