"""Contents on their way: identical bytes are examined once, whoever comes second waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from triage.ingest.hash_stage import Hashed


class Flight:
    """Which content is being worked on, and which copies wait for it. One thread only."""

    def __init__(self) -> None:
        self._waiting: dict[bytes, list[Hashed]] = {}

    def enter(self, hashed: Hashed) -> bool:
        """True for the first of a content; a copy is kept until ``leave``."""
        waiting = self._waiting.get(hashed.hashes.sha256)
        if waiting is None:
            self._waiting[hashed.hashes.sha256] = []
            return True
        waiting.append(hashed)
        return False

    def leave(self, sha256: bytes) -> list[Hashed]:
        """The content is in the case, or will not get there; the copies that waited."""
        return self._waiting.pop(sha256, [])
