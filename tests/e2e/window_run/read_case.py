"""A case file as SQLite has it, read without a line of the program that wrote it."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

_ZEROS = "0" * 64
_FILES = """
SELECT source.place, folder.path, item.name, content.sha256
FROM item JOIN source ON source.id = item.source_id JOIN folder ON folder.id = item.folder_id
LEFT JOIN content ON content.id = item.content_id
"""
_UNSCORED = """
SELECT count(*) FROM item JOIN state_word ON code = state AND word = 'analysed'
WHERE content_id NOT IN (SELECT content_id FROM suggestion)
"""


class ReadCase:
    """Opened for reading only; nothing beside the file is used."""

    def __init__(self, path: Path) -> None:
        self._path = path
        place = quote(str(path))
        self._conn = sqlite3.connect(f"file:{place}?mode=ro&immutable=1", uri=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._conn.close()

    def facts(self) -> tuple[str, ...]:
        """Name, number, examiner."""
        return self._rows("SELECT name, number, examiner FROM case_info")[0]

    def sources(self) -> list[tuple[str, str]]:
        """Name and exhibit number of each, as they were added."""
        return self._rows("SELECT name, exhibit FROM source ORDER BY id")

    def log(self, what: str = "") -> list[dict[str, Any]]:
        """The audit log from its beginning, or its rows of one kind."""
        fields = ("n", "at", "by", "what", "detail", "prev", "hash")
        rows = self._rows(f"SELECT {', '.join(fields)} FROM audit ORDER BY n")
        told: list[dict[str, Any]] = [dict(zip(fields, row, strict=True)) for row in rows]
        for row in told:
            row["detail"] = json.loads(row["detail"])
        return [row for row in told if not what or row["what"] == what]

    def broken_rows(self) -> list[int]:
        """Rows that are not chained to the one before, or not as they were written."""
        broken: list[int] = []
        prev = _ZEROS
        for number, row in enumerate(self.log(), start=1):
            seal = row.pop("hash")
            text = json.dumps(row, sort_keys=True, separators=(",", ":"))
            right = hashlib.sha256(text.encode("ascii")).hexdigest()
            if (row["n"], row["prev"], seal) != (number, prev, right):
                broken.append(number)
            prev = seal
        return broken

    def jobs(self) -> list[dict[str, Any]]:
        """Kind, outcome and detail of each, oldest first."""
        rows = self._rows("SELECT kind, outcome, detail FROM job ORDER BY id")
        return [{"kind": k, "outcome": o, "detail": json.loads(d)} for k, o, d in rows]

    def counts(self) -> dict[str, int]:
        """Items by state, and all of them as ``found``."""
        words = dict.fromkeys((word for (word,) in self._rows("SELECT word FROM state_word")), 0)
        joined = "SELECT word, count(*) FROM item JOIN state_word ON code = state GROUP BY word"
        counted = {**words, **dict(self._rows(joined))}
        return {**counted, "found": sum(counted.values())}

    def files_of_sources(self) -> int:
        """How many files lie in the folders now."""
        places = [Path(place.decode()) for (place,) in self._rows("SELECT place FROM source")]
        return sum(path.is_file() for place in places for path in place.rglob("*"))

    def other_hashes(self) -> list[str]:
        """Files whose bytes are not those that the case has the hash of."""
        other: list[str] = []
        for place, folder, name, sha256 in self._rows(_FILES):
            path = Path(place.decode()) / folder.decode() / name.decode()
            if sha256 is None or hashlib.sha256(path.read_bytes()).digest() != sha256:
                other.append(str(path))
        return other

    def unscored(self) -> int:
        """Analysed items that no model looked at."""
        return self._rows(_UNSCORED)[0][0]

    def thresholds(self) -> dict[str, float]:
        """Those that are not the packs' own."""
        rows = self._rows("SELECT label, value FROM threshold ORDER BY label")
        return {label: round(value, 4) for label, value in rows}

    def names(self) -> dict[int, str]:
        """File names by item id."""
        return {item: name.decode() for item, name in self._rows("SELECT id, name FROM item")}

    def grades(self) -> dict[str, int]:
        """Categories by file name."""
        joined = "SELECT name, category FROM grade JOIN item ON item.id = item_id"
        return {name.decode(): category for name, category in self._rows(joined)}

    def graders(self) -> list[str]:
        """Everybody who gave a grade."""
        return [by for (by,) in self._rows("SELECT DISTINCT by FROM grade ORDER BY by")]

    def hash_of(self, name: str) -> str:
        """The SHA-256 of the one file of this name."""
        joined = "SELECT sha256 FROM item JOIN content ON content.id = content_id WHERE name = ?"
        rows = self._rows(joined, name.encode())
        return rows[0][0].hex() if len(rows) == 1 else ""

    def _rows(self, sql: str, *values: object) -> list[Any]:
        with closing(self._conn.execute(sql, values)) as cursor:
            return cursor.fetchall()
