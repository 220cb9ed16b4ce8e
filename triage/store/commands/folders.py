"""A folder that once could not be listed and now can: it is an item no more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from triage.core import names
from triage.store import audit
from triage.store.commands.base import Changes, Command

if TYPE_CHECKING:
    import sqlite3

# With a grade, or a history as a file, it is more than a mark of what could not be seen.
_ONLY_A_MARK = (
    "SELECT source.name, folder.path, item.name FROM item "
    "JOIN folder ON folder.id = item.folder_id JOIN source ON source.id = item.source_id "
    "WHERE item.id = ? AND item.kind = 'unreadable' AND item.content_id IS NULL "
    "AND NOT EXISTS (SELECT 1 FROM grade WHERE item_id = item.id) "
    "AND NOT EXISTS (SELECT 1 FROM earlier_content AS earlier WHERE earlier.item_id = item.id)"
)


@dataclass(frozen=True, slots=True)
class OpenUpFolder(Command):
    """The scan has listed this folder: what it holds are items now, and it is none.

    Nothing is done (``rows`` is 0) where a person graded it, or where it was a file once.
    """

    item_id: int
    by: str

    def apply(self, conn: sqlite3.Connection) -> Changes:
        """Take the item away and write down which it was."""
        row = conn.execute(_ONLY_A_MARK, (self.item_id,)).fetchone()
        if row is None:
            return Changes()
        source, folder, name = row
        conn.execute("DELETE FROM peek WHERE item_id = ?", (self.item_id,))
        conn.execute("DELETE FROM item WHERE id = ?", (self.item_id,))
        path = names.text(names.join(folder, name))
        detail = {"source": source, "path": path, "item": self.item_id}
        audit.append(conn, self.by, "folder-opened-up", detail)
        return Changes(items=(self.item_id,), rows=1)
