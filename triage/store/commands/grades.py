"""What a person says. This is the only place that writes a grade; no model comes near it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from triage.core.errors import KnownError
from triage.store import audit
from triage.store.commands.base import Changes, Command
from triage.store.values import storable

if TYPE_CHECKING:
    import sqlite3

_BEFORE = (
    "SELECT item.content_id, grade.category FROM item "
    "LEFT JOIN grade ON grade.item_id = item.id WHERE item.id = ?"
)
_SET = (
    "INSERT INTO grade (item_id, category, by, at, content_id) VALUES (?, ?, ?, ?, ?) "
    "ON CONFLICT (item_id) DO UPDATE SET category = excluded.category, by = excluded.by, "
    "at = excluded.at, content_id = excluded.content_id"
)


@dataclass(frozen=True, slots=True)
class SetGrade(Command):
    """A person gives many items one category, or takes their grades away (None or 0).

    ``value`` holds each item's category before, in the order of ``items``: what an undo sends
    back, as new commands; ``note`` ("undo", "redo") then says in the audit log what they are.
    Taking away counts and logs the items alone that had a grade; where none had one, nothing is
    written (``rows`` is 0).
    Raises KnownError for an item or a category that the case has not, for no item and for nobody.
    """

    item_ids: tuple[int, ...]
    category: int | None
    by: str
    note: str = ""

    def apply(self, conn: sqlite3.Connection) -> Changes:
        """Write the grades and one audit row with the ids and what they were before."""
        if not self.item_ids:
            raise KnownError("There is no item to grade: name at least one id.")
        if not self.by.strip():
            raise KnownError("A grade needs the name of the person who gives it.")
        category = self.category or None
        name = _category_name(conn, category)
        ids = tuple(dict.fromkeys(self.item_ids))
        contents, before = _before(conn, ids)
        if category is None and not any(before):
            return Changes(value=tuple(before))
        value = tuple(before)
        if category is None:
            graded = [(item, old) for item, old in zip(ids, before, strict=True) if old is not None]
            ids = tuple(item for item, _ in graded)
            before = [old for _, old in graded]
        detail = {"category": category, "name": name, "items": list(ids), "old": before}
        if self.note:
            detail["note"] = storable(self.note)
        logged = audit.append(conn, self.by, "grade-set", detail)
        if category is None:
            conn.executemany("DELETE FROM grade WHERE item_id = ?", [(i,) for i in ids])
        else:
            given = (category, storable(self.by), logged.at)
            pairs = zip(ids, contents, strict=True)
            conn.executemany(_SET, [(item, *given, content) for item, content in pairs])
        return Changes(items=ids, rows=len(ids), value=value)


def _category_name(conn: sqlite3.Connection, category: int | None) -> str | None:
    if category is None:
        return None
    known = dict(conn.execute("SELECT number, name FROM category ORDER BY number").fetchall())
    if category not in known:
        choices = ", ".join(f"{number} {name}" for number, name in known.items())
        raise KnownError(
            f"This case has no category {category}; choose one of {choices}, "
            "or 0 to take the grade away."
        )
    return known[category]


def _before(
    conn: sqlite3.Connection, ids: tuple[int, ...]
) -> tuple[list[int | None], list[int | None]]:
    """Content and present category of each item; nothing is graded if one is unknown."""
    contents: list[int | None] = []
    categories: list[int | None] = []
    for item_id in ids:
        row = conn.execute(_BEFORE, (item_id,)).fetchone()
        if row is None:
            raise KnownError(f"This case has no item {item_id}; nothing was graded.")
        contents.append(row[0])
        categories.append(row[1])
    return contents, categories
