"""What a tile shows beside its facts: name, place and the small picture, by item id.

Asked for every page that is scrolled into view, so it is one statement for each 200 ids.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from triage.store.thumbnails import reading

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

CHUNK = 200
_PICTURES = {
    "jpeg": "coalesce(thumbnail.jpeg, peek.jpeg), thumbnail.jpeg IS NULL AND peek.jpeg IS NOT NULL",
    "taken": "coalesce(content.taken, peek.taken)",
    "joins": "LEFT JOIN thumbnail ON thumbnail.content_id = item.content_id "
    "LEFT JOIN peek ON peek.item_id = item.id",
}
_NO_PICTURES = {"jpeg": "NULL, 0", "taken": "content.taken", "joins": ""}
_TILES = """
SELECT item.id, item.name, folder.path, source.name, item.detail, {taken},
       content.width, content.height, item.modified_ns, {jpeg}, item.content_id
FROM item
JOIN folder ON folder.id = item.folder_id
JOIN source ON source.id = item.source_id
LEFT JOIN content ON content.id = item.content_id
{joins}
WHERE item.id IN ({marks})
"""


@dataclass(frozen=True, slots=True)
class TileRow:
    """One item as its tile needs it; ``name`` and ``folder`` are raw names.

    ``detail`` tells more of the reason. ``jpeg`` is the thumbnail of the content, else what the
    head of the file held (``from_peek``); so is ``taken``. ``content_id`` is what the item is
    now: columns that are older may know another content, and a rule for that one.
    """

    item_id: int
    name: bytes
    folder: bytes
    source: str
    detail: str
    taken: str | None
    width: int | None
    height: int | None
    modified_ns: int | None
    jpeg: bytes | None
    from_peek: bool
    content_id: int | None = None


def read_tiles(
    conn: sqlite3.Connection, item_ids: Sequence[int], *, pictures: bool = True
) -> list[TileRow]:
    """The tiles of these items in the order of the ids; ids that the case has not are left out.

    ``pictures=False`` leaves ``jpeg`` None: for whoever needs texts alone. Raises
    PicturesGoneError where the table of pictures is gone (ask again without them), CaseError
    for other faults of the case.
    """
    found: dict[int, TileRow] = {}
    with reading(conn):
        for start in range(0, len(item_ids), CHUNK):
            ids = [int(item_id) for item_id in item_ids[start : start + CHUNK]]
            for row in conn.execute(_statement(len(ids), pictures=pictures), ids):
                found[row[0]] = TileRow(*row[:10], from_peek=bool(row[10]), content_id=row[11])
    return [found[int(item_id)] for item_id in item_ids if int(item_id) in found]


def _statement(count: int, *, pictures: bool) -> str:
    marks = ",".join("?" * count)
    return _TILES.format(marks=marks, **(_PICTURES if pictures else _NO_PICTURES))
