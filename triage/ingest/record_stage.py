"""Hands the outcome of an item to the writer of the case, and tells when it is committed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from triage.core import names
from triage.core.records import Examined, Flag, Reason, State
from triage.evidence.extensions import mismatch
from triage.store.commands import RecordItem

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

    from triage.ingest.hash_stage import Hashed, Work
    from triage.store.case import Case
    from triage.store.commands import Changes


@dataclass(frozen=True, slots=True)
class Written:
    """An item is in the case, or could not be written: ``future`` knows.

    ``hashed`` is None for an item without content; ``state`` and ``media_type`` are those
    that the content has, for the copies that wait for it.
    """

    work: Work
    state: State
    hashed: Hashed | None
    media_type: str
    future: Future[Changes]


class RecordStage:
    """``deliver`` gets one :class:`Written` for each call; it runs in the writer's thread."""

    def __init__(self, case: Case, deliver: Callable[[Written], None]) -> None:
        self._case = case
        self._deliver = deliver
        self.sent = 0
        """How many items were handed over."""

    def record(
        self, hashed: Hashed, examined: Examined, scores: tuple[tuple[int, bytes], ...] = ()
    ) -> None:
        """Write an item whose content is new to the case."""
        command = RecordItem(
            item_id=hashed.work.item.id,
            found=hashed.found,
            hashes=hashed.hashes,
            examined=examined,
            state=examined.state,
            reason=examined.reason,
            detail=examined.detail,
            scores=scores,
            item_flags=_flags_of_the_path(hashed, examined.media_type),
        )
        self._send(command, hashed.work, examined.state, hashed, examined.media_type)

    def record_copy(self, hashed: Hashed, state: State, media_type: str) -> None:
        """Write an item whose content the case has already; that content decides."""
        command = RecordItem(
            item_id=hashed.work.item.id,
            found=hashed.found,
            hashes=hashed.hashes,
            examined=None,
            state=state,
            item_flags=_flags_of_the_path(hashed, media_type),
        )
        self._send(command, hashed.work, state, hashed, media_type)

    def record_unread(self, work: Work, reason: Reason, detail: str) -> None:
        """Write an item that could not be read, and why."""
        command = RecordItem(
            item_id=work.item.id,
            found=None,
            hashes=None,
            examined=None,
            state=State.FAILED,
            reason=reason,
            detail=detail,
        )
        self._send(command, work, State.FAILED, None, "")

    def _send(
        self, command: RecordItem, work: Work, state: State, hashed: Hashed | None, media_type: str
    ) -> None:
        future = self._case.send_bulk(command)
        self.sent += 1
        future.add_done_callback(
            lambda f: self._deliver(Written(work, state, hashed, media_type, f))
        )


def _flags_of_the_path(hashed: Hashed, media_type: str) -> Flag:
    """Flags that a copy under another name need not share."""
    if media_type and mismatch(names.native(hashed.work.item.name), media_type):
        return Flag.EXTENSION_MISMATCH
    return Flag.NONE
