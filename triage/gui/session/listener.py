"""Who hears of the view thread's answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from triage.gui.session.arrangement import Arrangement
    from triage.gui.session.counted import Counts
    from triage.store.first_page import FirstItem


class Listener(Protocol):
    """Called in the view thread."""

    def on_first_page(self, items: list[FirstItem]) -> None:
        """The first items, long before the rest."""
        ...

    def on_arranged(self, arrangement: Arrangement) -> None:
        """New rows."""
        ...

    def on_counted(self, counts: Counts) -> None:
        """New counts."""
        ...

    def on_failed(self, error: BaseException) -> None:
        """Something could not be answered."""
        ...
