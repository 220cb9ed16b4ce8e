"""What the scan found: one item for each path, known again when it is seen again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from triage.core.records import FileKind, Flag, FoundFile, Reason, State
from triage.store.commands.base import Changes, Command
from triage.store.commands.earlier import retire_content
from triage.store.values import storable

if TYPE_CHECKING:
    import sqlite3

NEW = "new"
SAME = "same"
RECHECK = "recheck"

_AT_ONCE = {
    FileKind.REGULAR: (State.PENDING, Reason.NONE),
    FileKind.LINK: (State.SKIPPED, Reason.LINK),
    FileKind.SPECIAL: (State.SKIPPED, Reason.SPECIAL_FILE),
    FileKind.UNREADABLE: (State.FAILED, Reason.UNREADABLE),
}
_SEEN_FOR_SURE = frozenset({FileKind.LINK.value, FileKind.SPECIAL.value})
_SEEN_AGAIN = frozenset({Reason.UNREADABLE, Reason.DISAPPEARED})
_KNOWN = (
    "SELECT id, kind, size, modified_ns, state, reason, flags, content_id FROM item "
    "WHERE folder_id = ? AND name = ?"
)
_INSERT = (
    "INSERT INTO item (source_id, folder_id, name, kind, size, modified_ns, created_ns, state, "
    "reason, detail, flags, content_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, NULL)"
)
_REFRESH = (
    "UPDATE item SET kind = ?, size = ?, modified_ns = ?, created_ns = ?, state = ?, reason = ?, "
    "detail = ?, flags = flags & ~16 WHERE id = ?"
)
_Known = tuple[int, str, "int | None", "int | None", int, int, int, "int | None"]


@dataclass(frozen=True, slots=True)
class RecordFound(Command):
    """A batch of files that the scan saw, a few hundred at a time.

    ``ids`` has the item id of each file in order; ``value`` a word for each: ``new``,
    ``same``, or ``recheck`` where the record no longer fits the file system. New regular files
    and those to re-check are pending (a re-check keeps its content until the file was read);
    links, special files and what cannot be looked at have their end state at once.
    """

    source_id: int
    files: tuple[FoundFile, ...]
    job_id: int | None = None

    @property
    def weight(self) -> int:
        """As many items as files."""
        return len(self.files)

    def apply(self, conn: sqlite3.Connection) -> Changes:
        """Insert what is new, mark what changed; no audit row: the job's counts say it."""
        folder_ids: dict[bytes, int] = {}
        ids: list[int] = []
        words: list[str] = []
        for file in self.files:
            folder_id = folder_ids.get(file.folder)
            if folder_id is None:
                folder_id = _folder_id(conn, self.source_id, file.folder)
                folder_ids[file.folder] = folder_id
            known = conn.execute(_KNOWN, (folder_id, file.name)).fetchone()
            if known is None:
                ids.append(_insert(conn, self.source_id, folder_id, file))
                words.append(NEW)
            else:
                ids.append(known[0])
                words.append(_seen_again(conn, known, file))
        rows = len(words) - words.count(SAME)
        return Changes(items=tuple(ids), ids=tuple(ids), rows=rows, value=tuple(words))


def _folder_id(conn: sqlite3.Connection, source_id: int, path: bytes) -> int:
    row = conn.execute(
        "SELECT id FROM folder WHERE source_id = ? AND path = ?", (source_id, path)
    ).fetchone()
    if row is not None:
        return row[0]
    cursor = conn.execute("INSERT INTO folder (source_id, path) VALUES (?, ?)", (source_id, path))
    return cursor.lastrowid or 0


def _insert(conn: sqlite3.Connection, source_id: int, folder_id: int, file: FoundFile) -> int:
    state, reason = _AT_ONCE[file.kind]
    values = (source_id, folder_id, file.name, file.kind.value, *_stat(file), int(state))
    cursor = conn.execute(_INSERT, (*values, int(reason), storable(file.detail)))
    return cursor.lastrowid or 0


def _seen_again(conn: sqlite3.Connection, known: _Known, file: FoundFile) -> str:
    """Bring the record of a known item up to date; the word for what had to be done."""
    item_id, kind, size, modified_ns, state, reason, flags, content_id = known
    if file.kind is FileKind.UNREADABLE and content_id is not None:
        return SAME  # what was read once stays on record; that it cannot be read now is no change
    same_kind = kind == file.kind.value
    same_stat = size == file.size and modified_ns == file.modified_ns
    if not same_kind:
        was_seen = kind in _SEEN_FOR_SURE
        _turn_into(conn, item_id, content_id, file, was_seen=was_seen)
        return RECHECK
    if file.kind is not FileKind.REGULAR:
        _clear_missing(conn, item_id, flags)
        return SAME
    if state == State.PENDING:
        if not same_stat:
            _refresh(conn, item_id, file)
        return SAME
    if not same_stat or reason in _SEEN_AGAIN:
        _refresh(conn, item_id, file)
        return RECHECK
    _clear_missing(conn, item_id, flags)
    return SAME


def _turn_into(
    conn: sqlite3.Connection,
    item_id: int,
    content_id: int | None,
    file: FoundFile,
    *,
    was_seen: bool,
) -> None:
    """The path names another kind of thing now, e.g. a link where a file was."""
    if file.kind is not FileKind.REGULAR and content_id is not None:
        retire_content(conn, item_id, content_id)
    if was_seen or content_id is not None:
        conn.execute("UPDATE item SET flags = flags | ? WHERE id = ?", (int(Flag.CHANGED), item_id))
    _refresh(conn, item_id, file)


def _refresh(conn: sqlite3.Connection, item_id: int, file: FoundFile) -> None:
    state, reason = _AT_ONCE[file.kind]
    detail = storable(file.detail)
    values = (file.kind.value, *_stat(file), int(state), int(reason), detail, item_id)
    conn.execute(_REFRESH, values)


def _stat(file: FoundFile) -> tuple[int | None, int | None, int | None]:
    return (file.size, file.modified_ns, file.created_ns)


def _clear_missing(conn: sqlite3.Connection, item_id: int, flags: int) -> None:
    if flags & Flag.MISSING:
        conn.execute("UPDATE item SET flags = ? WHERE id = ?", (flags & ~Flag.MISSING, item_id))
