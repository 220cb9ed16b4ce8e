"""Space held over a hidden picture: one reveal, from the press to the release."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from triage.gui.looks.held_key import HeldKey


class Reveal(QObject):
    """``changed`` has the id whose cover is lifted, None when it falls again.

    It falls with the key, and with anything that takes the eye or the keyboard elsewhere: lost
    focus, another current item, the item no longer shown. What the key then still sends
    (auto-repeat) lifts nothing anew.
    """

    changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._item: int | None = None
        self._key = HeldKey(self)
        self._key.released.connect(self.end)

    @property
    def item(self) -> int | None:
        """The item whose cover is lifted."""
        return self._item

    def begin(self, item_id: int | None) -> None:
        """Space went down over an item."""
        if self._key.press() and self._item is None and item_id is not None:
            self._item = item_id
            self.changed.emit(item_id)

    def let_go(self) -> None:
        """Space came up: cover it again, unless it only seemed so."""
        self._key.release()

    def abandon(self) -> None:
        """The keyboard went elsewhere: cover it again, whoever holds the key."""
        self._key.forget()
        self.end()

    def end(self) -> None:
        """Cover it again, now."""
        if self._item is not None:
            self._item = None
            self.changed.emit(None)
