"""The buttons of the window: one primary, links, an icon alone, the head of a section, chips."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QToolButton, QWidget

from triage.gui.looks import icons
from triage.gui.looks.labels import ElidedLabel, restyle, set_tip

_CHIP_HEIGHT = 24
_ICON_BUTTON = 28


class PlainButton(QPushButton):
    """A push button; Enter presses it too where it has the focus, in dialogs and outside.

    A click leaves the focus where it was: whoever pauses a job by mouse goes on grading by keys.
    """

    def __init__(self, text: str = "", role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if role:
            self.setProperty("role", role)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is a press, as it is everywhere else on a screen."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.isEnabled():
            self.click()
            return
        super().keyPressEvent(event)


class PrimaryButton(PlainButton):
    """The one thing that a page is for, in the accent colour."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, "primary", parent)


class DangerButton(PlainButton):
    """An act that loses something; its text says what."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, "danger", parent)


class LinkButton(PlainButton):
    """A verb in the accent colour without a frame, for acts beside a heading or in a line."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, "link", parent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)


class IconButton(QToolButton):
    """An icon alone: its name is its tooltip and what a reader of the screen says."""

    def __init__(
        self, icon: str, name: str, *, shortcut: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "icon")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedSize(_ICON_BUTTON, _ICON_BUTTON)
        self.set_icon(icon)
        self.set_name(name, shortcut)

    def set_icon(self, icon: str) -> None:
        """Show another icon."""
        icons.wear(self, icon)

    def set_name(self, name: str, shortcut: str = "") -> None:
        """Say what it does, and by which key."""
        self.setAccessibleName(name)
        set_tip(self, f"{name} ({shortcut})" if shortcut else name)


class SectionHeader(QWidget):
    """The head of a section that folds away; links for acts on it may stand at its right."""

    toggled = Signal(bool)

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._button = PlainButton(title, "section")
        self._button.setCheckable(True)
        self._button.setChecked(True)
        self._button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._button.toggled.connect(self._turn)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(8)
        self._line.addWidget(self._button, 1)
        self.setFocusProxy(self._button)
        self._say()

    def is_open(self) -> bool:
        """Whether the section is unfolded."""
        return self._button.isChecked()

    def set_open(self, is_open: bool) -> None:
        """Fold or unfold; ``toggled`` tells of a change."""
        self._button.setChecked(is_open)

    def title(self) -> str:
        """What the section is called."""
        return self._button.text()

    def set_title(self, title: str) -> None:
        """Call it otherwise, for example with another number in it."""
        self._button.setText(title)
        self._say()

    def add_link(self, text: str) -> LinkButton:
        """A verb at the right end of the head."""
        link = LinkButton(text)
        self._line.addWidget(link)
        return link

    def _turn(self, is_open: bool) -> None:
        self._say()
        self.toggled.emit(is_open)

    def _say(self) -> None:
        icons.wear(
            self._button,
            "chevron-down" if self.is_open() else "chevron-right",
            role="secondary",
            size=12,
        )
        self._button.setAccessibleName(self.title())
        self._button.setAccessibleDescription("Unfolded" if self.is_open() else "Folded")


class Chip(QFrame):
    """A part of what is chosen, with a button that takes it away; Delete does so too."""

    removed = Signal()

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "chip")
        self.setFixedHeight(_CHIP_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._label = ElidedLabel(text)
        self._close = QToolButton()
        self._close.setProperty("role", "chip-close")
        self._close.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._close.setFixedSize(QSize(16, 16))
        icons.wear(self._close, "close", role="secondary", size=12)
        self._close.clicked.connect(self.removed)
        self._close.installEventFilter(self)
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 0, 4, 0)
        line.setSpacing(4)
        line.addWidget(self._label)
        line.addWidget(self._close)
        self.set_text(text)

    @property
    def stop(self) -> QWidget:
        """What takes the focus for it; no proxy, for then Tab would stop at the chip as well."""
        return self._close

    def focusInEvent(self, event: QFocusEvent) -> None:
        """It means its button."""
        self._close.setFocus(event.reason())

    def text(self) -> str:
        """What it says."""
        return self._label.text()

    def set_text(self, text: str) -> None:
        """Say something else."""
        self._label.setText(text)
        self._close.setAccessibleName(f"Remove {text}")
        set_tip(self._close, f"Remove {text}")

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Delete and Enter on its button; the whole chip shows that the button has the focus."""
        if isinstance(event, QFocusEvent):
            self.setProperty("focused", event.gotFocus())
            restyle(self)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            keys = {Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Return, Qt.Key.Key_Enter}
            if event.key() in keys:
                self.removed.emit()
                return True
        return False
