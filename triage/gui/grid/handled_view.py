"""A view of items with keyboard and mouse: it hands every event to the hand that knows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent

from triage.gui.grid.items_view import ItemsView
from triage.gui.grid.key_hand import KeyHand
from triage.gui.grid.mouse_hand import MouseHand
from triage.gui.grid.reveal import Reveal

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QHideEvent, QMouseEvent, QShowEvent

    from triage.gui.grid.items import Items
    from triage.gui.grid.items_model import ItemsModel


class HandledView(ItemsView):
    """Grid and list alike: same keys, same mouse, same manners."""

    def __init__(self, items: Items, model: ItemsModel) -> None:
        super().__init__(items, model)
        self.reveal = Reveal(self)
        self.reveal.changed.connect(self.reveal_changed)
        self.keys = KeyHand(self, self.reveal)
        self.mouse = MouseHand(self)
        items.picked.current_changed.connect(self.reveal.end)
        items.reset.connect(self.reveal.end)

    def event(self, event: QEvent) -> bool:
        """Keep the keys of moving and revealing from the window's shortcuts."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if self.keys.owns(event):
                event.accept()
                return True
            return False
        if event.type() == QEvent.Type.WindowDeactivate:
            self.reveal.abandon()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ours, or the window's: digits grade, letters command."""
        if event.key() == Qt.Key.Key_Escape and self.mouse.band.active:
            self.mouse.band.end()
        elif not self.keys.press(event):
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Space came up, or a key that is not ours."""
        if not self.keys.release(event):
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Pick, or begin a band."""
        self.mouse.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag items or a band."""
        self.mouse.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Finish what the press began."""
        self.mouse.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open."""
        self.mouse.double(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu where the mouse is, or at the current item."""
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            self.menu_wanted.emit(event.globalPos())
        else:
            self.keys.ask_menu()
        event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show who has the keys."""
        super().focusInEvent(event)
        if event.reason() in {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason}:
            self.keys.arrive()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Cover what was revealed; nobody holds the key for us any more."""
        self.reveal.abandon()
        super().focusOutEvent(event)
        self.viewport().update()

    def showEvent(self, event: QShowEvent) -> None:
        """Come into sight: stand on what is shown now, where the eye was, or at the current."""
        super().showEvent(event)
        if event.spontaneous():
            return
        self.rows_model.load()
        position = self.rows_model.order.position_of(self.items.picked.current)
        if not self.place.held and position is not None:
            self.bring_into_sight(position)
        self.sight.look(anew=True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Out of sight: hold no rows and reveal nothing."""
        self.reveal.abandon()
        self.mouse.band.end()
        if not event.spontaneous():
            self.rows_model.unload()
            self.place.keep_only_item()
        super().hideEvent(event)

    def reset(self) -> None:
        """Other items: the eye stays where it was."""
        with self.place.restored():  # held before the items became others
            super().reset()
            self.updateGeometries()
        self.sight.look(anew=True)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """What is in sight is another."""
        super().scrollContentsBy(dx, dy)
        if self.mouse.band.active:
            self.viewport().update()
        self.sight.look()
