"""What became of one item: the command that an import of a million files sends a million times."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from triage.core.errors import BugError
from triage.core.records import CONTENT_FLAGS, Examined, Flag, Reason, State
from triage.store.commands.base import Changes, Command
from triage.store.commands.content import insert_content
from triage.store.commands.earlier import last_retired, retire_content, take_back
from triage.store.commands.scores import insert_scores
from triage.store.values import storable

if TYPE_CHECKING:
    import sqlite3

    from triage.core.records import FoundFile, Hashes, Peek

_CONTENT = "SELECT id, state, reason, detail FROM content WHERE sha256 = ?"
_CONTENT_BY_ID = "SELECT id, state, reason, detail FROM content WHERE id = ?"
_FINISH = (
    "UPDATE item SET state = ?, reason = ?, detail = ?, flags = ?, content_id = ? WHERE id = ?"
)
_STAT = "UPDATE item SET size = ?, modified_ns = ?, created_ns = ? WHERE id = ?"
_Outcome = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class RecordPeek(Command):
    """The first pass's picture and claims, for show until the item is done."""

    item_id: int
    peek: Peek

    def apply(self, conn: sqlite3.Connection) -> Changes:
        """Write the peek, unless the item was done in the meantime."""
        taken = None if self.peek.taken is None else storable(self.peek.taken)
        camera = None if self.peek.camera is None else storable(self.peek.camera)
        cursor = conn.execute(
            "INSERT OR REPLACE INTO peek (item_id, jpeg, taken, camera) "
            "SELECT id, ?, ?, ? FROM item WHERE id = ? AND state = 0",
            (self.peek.thumbnail, taken, camera, self.item_id),
        )
        return Changes(items=(self.item_id,), rows=cursor.rowcount)


@dataclass(frozen=True, slots=True)
class RecordItem(Command):
    """The end of one item: its hashes, what it holds, its scores, its state.

    Without ``hashes`` it could not be read (or is gone): ``state``, ``reason`` and ``detail``
    say so. With ``hashes`` and a content of that SHA-256 in the case that content counts;
    otherwise ``examined`` becomes the content, and without it (an empty file, say) the
    command's own state does. ``scores``: pairs of run id and float32 LE vector, written where
    the content has none of that pack yet. ``item_flags``: the flags of this path alone.
    ``ids`` holds the content id, ``value`` is True where the content is new.
    """

    item_id: int
    found: FoundFile | None
    hashes: Hashes | None
    examined: Examined | None
    state: State
    reason: Reason = Reason.NONE
    detail: str = ""
    scores: tuple[tuple[int, bytes], ...] = ()
    item_flags: Flag = Flag.NONE

    def apply(self, conn: sqlite3.Connection) -> Changes:
        """Write content, scores and item, and drop the peek."""
        row = conn.execute(
            "SELECT content_id, flags FROM item WHERE id = ?", (self.item_id,)
        ).fetchone()
        if row is None:
            raise BugError(f"there is no item {self.item_id} to record")
        had, flags = row
        conn.execute("DELETE FROM peek WHERE item_id = ?", (self.item_id,))
        if self.found is not None:
            stat = (self.found.size, self.found.modified_ns, self.found.created_ns)
            conn.execute(_STAT, (*stat, self.item_id))
        if self.hashes is None:
            return self._without_content(conn, had, flags)
        content_id, outcome, is_new = self._content(conn, self.hashes)
        insert_scores(conn, content_id, self.scores)
        kept = self._flags(flags) | self._change(conn, had, content_id)
        conn.execute(_FINISH, (*outcome, kept, content_id, self.item_id))
        return Changes((self.item_id,), (content_id,), 1, is_new)

    def _content(self, conn: sqlite3.Connection, hashes: Hashes) -> tuple[int, _Outcome, bool]:
        """Id and outcome of the content with these hashes, and whether it had to be made."""
        row = conn.execute(_CONTENT, (hashes.sha256,)).fetchone()
        if row is not None:
            return row[0], row[1:], False
        examined = self.examined
        if examined is None:
            if self.state is State.ANALYSED:
                raise BugError(f"item {self.item_id} is a copy of a content that is not there")
            examined = Examined(self.state, self.reason, self.detail)
        outcome = (int(examined.state), int(examined.reason), storable(examined.detail))
        return insert_content(conn, hashes, examined), outcome, True

    def _flags(self, before: int) -> int:
        """The item's own flags: those given, and ``changed`` once it was set."""
        examined = Flag.NONE if self.examined is None else self.examined.flags
        own = (self.item_flags | examined) & ~(CONTENT_FLAGS | Flag.MISSING)
        return int(own) | (before & Flag.CHANGED)

    def _change(self, conn: sqlite3.Connection, had: int | None, content_id: int) -> int:
        """``changed`` where the item held another content before, which is kept."""
        if had == content_id:
            return 0
        if had is not None:
            retire_content(conn, self.item_id, had)
            return int(Flag.CHANGED)
        before = last_retired(conn, self.item_id)
        if before is None:
            return 0
        if before == content_id:
            take_back(conn, self.item_id, content_id)
            return 0
        return int(Flag.CHANGED)

    def _without_content(self, conn: sqlite3.Connection, had: int | None, flags: int) -> Changes:
        """The file could not be read. One that is gone keeps what was recorded of it."""
        if had is not None and self.reason is Reason.DISAPPEARED:
            row = conn.execute(_CONTENT_BY_ID, (had,)).fetchone()
            kept = flags | Flag.MISSING
            conn.execute(_FINISH, (*row[1:], int(kept), had, self.item_id))
            return Changes((self.item_id,), (had,), 1, value=False)
        if had is not None:
            retire_content(conn, self.item_id, had)
        outcome = (int(self.state), int(self.reason), storable(self.detail))
        conn.execute(_FINISH, (*outcome, self._flags(flags), None, self.item_id))
        return Changes((self.item_id,), (), 1, value=False)


@dataclass(frozen=True, slots=True)
class MarkMissing(Command):
    """These items' files are gone: they keep state, scores and grade, and get the flag."""

    item_ids: tuple[int, ...]

    @property
    def weight(self) -> int:
        """As many items as ids."""
        return len(self.item_ids)

    def apply(self, conn: sqlite3.Connection) -> Changes:
        """Set the flag."""
        bit = int(Flag.MISSING)
        cursor = conn.executemany(
            "UPDATE item SET flags = flags | ? WHERE id = ? AND flags & ? = 0",
            [(bit, item_id, bit) for item_id in self.item_ids],
        )
        return Changes(items=self.item_ids, rows=cursor.rowcount)
