"""Items and contents that contradict themselves or each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from triage.store.verify.offenders import Offenders

if TYPE_CHECKING:
    import sqlite3

# Each asks for the ids of items or contents with one fault.
_CONTRADICTIONS = {
    "items have a reason that does not belong to their state": (
        "SELECT item.id FROM item JOIN reason_word ON code = reason "
        "WHERE reason_word.state <> item.state AND NOT (item.state = 0 AND item.reason = 0)"
    ),
    "contents have a reason that does not belong to their state": (
        "SELECT content.id FROM content JOIN reason_word ON code = reason "
        "WHERE reason_word.state <> content.state"
    ),
    "items have another state or reason than their content": (
        "SELECT item.id FROM item JOIN content ON content.id = item.content_id "
        "WHERE item.state <> 0 AND (item.state, item.reason) <> (content.state, content.reason)"
    ),
    "analysed items have no content": (
        "SELECT id FROM item WHERE state = 1 AND content_id IS NULL"
    ),
    # Whatever became of a file, its bytes were hashed: unless nobody could read it (26, 27).
    "files were read, as their reason says, and have no content": (
        "SELECT id FROM item WHERE kind = 'regular' AND state IN (2, 3) "
        "AND reason NOT IN (26, 27) AND content_id IS NULL"
    ),
    "links or special files have a content": (
        "SELECT id FROM item WHERE kind IN ('link', 'special') AND content_id IS NOT NULL"
    ),
    "folders that could not be listed have a content": (
        "SELECT id FROM item WHERE kind = 'unreadable' AND content_id IS NOT NULL"
    ),
    "items have a state or reason that does not belong to their kind": (
        "SELECT id FROM item WHERE CASE kind "
        "WHEN 'link' THEN (state, reason) <> (2, 4) "
        "WHEN 'special' THEN (state, reason) <> (2, 5) "
        "WHEN 'unreadable' THEN (state, reason) <> (3, 26) "
        "WHEN 'regular' THEN reason IN (4, 5) ELSE 1 END"
    ),
    "items lie in a folder of another source": (
        "SELECT item.id FROM item JOIN folder ON folder.id = item.folder_id "
        "WHERE folder.source_id <> item.source_id"
    ),
    "items were graded by a content that they never had": (
        "SELECT item_id FROM grade JOIN item ON item.id = item_id "
        "WHERE grade.content_id IS NOT NULL AND grade.content_id IS NOT item.content_id "
        "AND NOT EXISTS (SELECT 1 FROM earlier_content AS earlier "
        "WHERE earlier.item_id = grade.item_id AND earlier.content_id = grade.content_id)"
    ),
    "score vectors stand under another pack than their run": (
        "SELECT content_id FROM suggestion JOIN model_run ON model_run.id = run_id "
        "WHERE model_run.pack_id <> suggestion.pack_id"
    ),
    "contents that are not analysed have scores": (
        "SELECT content.id FROM suggestion JOIN content ON content.id = content_id "
        "WHERE content.state <> 1"
    ),
}


def check_states(conn: sqlite3.Connection) -> list[str]:
    """A sentence for each kind of contradiction, with the first ids."""
    problems: list[str] = []
    for sentence, query in _CONTRADICTIONS.items():
        offenders = Offenders(sentence)
        for (row_id,) in conn.execute(query):
            offenders.add(row_id)
        problems.extend(offenders.told())
    return problems
