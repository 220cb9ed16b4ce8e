"""Faults of work that is tried again and again: each is told once, until it went well."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from triage.gui.session.listener import Listener
    from triage.gui.session.view_wishes import WishBox


class ToldOnce:
    """Used in the view thread; silent once it is to end, since work is broken off then."""

    def __init__(self, listener: Listener, wishes: WishBox) -> None:
        self._listener = listener
        self._wishes = wishes
        self._said: dict[str, str] = {}

    def failed(self, work: str, error: BaseException) -> None:
        """Tell a fault of this work, unless it is the one that was told last."""
        said = f"{type(error).__name__}: {error}"
        if self._said.get(work) == said or self._wishes.stopping:
            return
        self._said[work] = said
        self._listener.on_failed(error)

    def well(self, work: str) -> None:
        """It went well: the next fault is news."""
        self._said.pop(work, None)
