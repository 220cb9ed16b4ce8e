"""The window's actions, made from the key map and the person's own keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMetaObject, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

from triage.gui.window.keymap import DEEDS, FIXED, Deed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtWidgets import QWidget


class Actions(QObject):
    """One QAction a deed. Those of ``pictures`` count only where pictures have the focus."""

    def __init__(
        self, window: QWidget, own_keys: Mapping[str, Sequence[str]], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._own_keys = dict(own_keys)
        self._made: dict[str, QAction] = {}
        self._deeds: dict[str, Deed] = {}
        self._picture_places: list[QWidget] = []
        self._of_owner: dict[int, list[QMetaObject.Connection]] = {}
        for deed in DEEDS:
            if deed.name not in FIXED:
                self.add(deed)

    def add(self, deed: Deed) -> QAction:
        """Make the action of one more deed."""
        action = QAction(deed.words, self)
        action.setObjectName(deed.name)
        action.setShortcuts(self._keys(deed))
        self._made[deed.name] = action
        self._deeds[deed.name] = deed
        if deed.place == "window":
            self._window.addAction(action)
            return action
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        for place in self._picture_places:
            place.addAction(action)
        return action

    def remove(self, name: str) -> None:
        """Take an action away again (the grades of a case that is closed)."""
        action = self._made.pop(name, None)
        self._deeds.pop(name, None)
        if action is not None:
            action.deleteLater()

    def __getitem__(self, name: str) -> QAction:
        return self._made[name]

    def deeds(self) -> list[Deed]:
        """All deeds there are now, in the order of the menus."""
        return list(self._deeds.values())

    def on(self, name: str, call: Callable[[], object], owner: QObject | None = None) -> None:
        """What the deed does, as long as ``owner`` lives (for ever without one).

        Call :meth:`forget` with the owner before it goes.
        """
        connection = self._made[name].triggered.connect(lambda _checked=False: call())
        if owner is not None:
            self._of_owner.setdefault(id(owner), []).append(connection)

    def forget(self, owner: QObject) -> None:
        """The deeds do nothing of the owner's any more."""
        for connection in self._of_owner.pop(id(owner), []):
            QObject.disconnect(connection)

    def live_in(self, place: QWidget) -> None:
        """The keys for pictures count while ``place`` or a child of it has the focus."""
        self._picture_places.append(place)
        for name, deed in self._deeds.items():
            if deed.place == "pictures":
                place.addAction(self._made[name])

    def leave(self, place: QWidget) -> None:
        """The place is going."""
        if place in self._picture_places:
            self._picture_places.remove(place)

    def enable(self, names: Sequence[str], *, on: bool) -> None:
        """Several at once."""
        for name in names:
            self._made[name].setEnabled(on)

    def rebind(self, own_keys: Mapping[str, Sequence[str]]) -> None:
        """The person changed keys."""
        self._own_keys = dict(own_keys)
        for name, deed in self._deeds.items():
            self._made[name].setShortcuts(self._keys(deed))

    def _keys(self, deed: Deed) -> list[QKeySequence]:
        texts = self._own_keys.get(deed.name, deed.keys)
        return [QKeySequence(text) for text in texts]
