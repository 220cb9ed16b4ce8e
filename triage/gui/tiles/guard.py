"""The one place that decides whether a picture may be seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from triage.core.privacy import COVERS_ALL, Privacy

if TYPE_CHECKING:
    from collections.abc import Callable

    Covers = Callable[[int, int | None], bool]
    """Whether an item is covered now, by its id and the content that its picture is of."""


class Guard:
    """Privacy as the shelf asks for it; it fails closed.

    Until it is told a rule everything is covered. With a rule that is on, an item is covered if
    whoever paints it says so, or if what is known of it now says so; nobody to ask is a yes.
    """

    def __init__(self) -> None:
        self.privacy: Privacy = COVERS_ALL
        self.epoch = 0
        self._covers: Covers | None = None

    def set_rule(self, privacy: Privacy) -> None:
        """Cover by another rule; what was decided before counts no more."""
        self.privacy = privacy
        self.epoch += 1

    def ask(self, covers: Covers | None) -> None:
        """Whom to ask what is covered now."""
        self._covers = covers

    def covers(self, item_id: int, content_id: int | None) -> bool:
        """Whether the picture of this content must not be seen at this item."""
        if not self.privacy.on:
            return False
        return self._covers is None or self._covers(item_id, content_id)
