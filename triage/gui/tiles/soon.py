"""What a paint was found to lack: asked for once the paint is over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from triage.gui.tiles.orders import Orders
    from triage.gui.tiles.stock import Stock
    from triage.gui.tiles.wishes import WishKey

_SOON_MS: Final = 20
"""Once the view has said what is on screen: then nearly all of it is asked already."""


class Soon:
    """Gathers the wishes of one paint: the loader must not wake in the middle of that."""

    def __init__(self, stock: Stock, orders: Orders, parent: QObject) -> None:
        self._stock = stock
        self._orders = orders
        self._wishes: dict[WishKey, tuple[int, int]] = {}
        self._timer = QTimer(parent)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SOON_MS)
        self._timer.timeout.connect(self._ask)

    def waits(self, key: WishKey) -> bool:
        """Whether this will be asked for, or is on its way."""
        return key in self._wishes or self._orders.waits(key)

    def ask(self, key: WishKey, box: tuple[int, int]) -> None:
        """Ask for this when the paint is over."""
        self._wishes[key] = box
        if not self._timer.isActive():
            self._timer.start()

    def clear(self) -> None:
        """Want nothing any more."""
        self._wishes.clear()
        self._timer.stop()

    def _ask(self) -> None:
        """Ask for what has not come or been asked for since."""
        wishes, self._wishes = self._wishes, {}
        wanted = [(key, box, self._stock.lacking(key, box)) for key, box in wishes.items()]
        self._orders.ask_all([(key, box, one[1]) for key, box, one in wanted if one is not None])
