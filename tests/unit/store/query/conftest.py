"""A case written by hand, row by row: what queries see is then known."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

import triage
from triage.core import names
from triage.core.records import Flag, Reason, State
from triage.store.columns import Columns
from triage.store.query import Query

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEMA = Path(triage.__file__).parent / "store" / "migrations" / "0001_initial.sql"
STAMP = "2026-01-01T00:00:00.000Z"


class MadeCase:
    """Rows straight into schema 1."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def _insert(self, table: str, **values: Any) -> int:
        marks = ",".join("?" * len(values))
        columns = ",".join(f'"{name}"' for name in values)
        sql = f"INSERT INTO {table} ({columns}) VALUES ({marks})"
        return self.connection.execute(sql, tuple(values.values())).lastrowid or 0

    def _number(self, table: str, **key: Any) -> int | None:
        where = " AND ".join(f"{name} = ?" for name in key)
        row = self.connection.execute(f"SELECT id FROM {table} WHERE {where}", tuple(key.values()))
        found = row.fetchone()
        return found[0] if found else None

    def source(self, name: str) -> int:
        known = self._number("source", name=name)
        place = f"/evidence/{name}".encode()
        return known or self._insert(
            "source", name=name, exhibit="", place=place, added_at=STAMP, added_by="anna"
        )

    def content(self, data: bytes, **given: Any) -> int:
        make, model = given.pop("camera", (None, None))
        camera = None
        if make is not None:
            camera = self._number("camera", make=make, model=model)
            camera = camera or self._insert("camera", make=make, model=model)
        sha256 = hashlib.sha256(data).digest()
        values = {
            "sha256": sha256,
            "md5": hashlib.md5(data).digest(),
            "sha1": hashlib.sha1(data).digest(),
            "size": len(data),
            "state": State.ANALYSED,
            "reason": Reason.NONE,
            "detail": "",
            "media_type": "image/jpeg",
            "flags": Flag.NONE,
            "camera_id": camera,
            "metadata": json.dumps(given.pop("metadata", {})),
            "raw_tags": "{}",
            "decoder": "",
            "seconds": 0.1,
        }
        return self._insert("content", **(values | given))

    def item(self, path: str, data: bytes | None = b"", source: str = "Card", **given: Any) -> int:
        """``data=b""``: a content of its own; None: no content; else that of equal ``data``.

        Keywords of an item: size, modified_ns, created_ns, state, reason, flags; others are
        those of its content.
        """
        folder, _, name = path.rpartition("/")
        source_id = self.source(source)
        key = {"source_id": source_id, "path": names.from_text(folder)}
        folder_id = self._number("folder", **key) or self._insert("folder", **key)
        own = {
            k: given.pop(k) for k in ("size", "modified_ns", "created_ns", "flags") if k in given
        }
        content_id = None
        if data is not None:
            data = data or f"{source}/{path}".encode(errors="surrogatepass")
            sha256 = hashlib.sha256(data).digest()
            content_id = self._number("content", sha256=sha256) or self.content(data, **given)
        state, reason = given.get("state", State.ANALYSED), given.get("reason", Reason.NONE)
        values = {
            "source_id": source_id,
            "folder_id": folder_id,
            "name": names.from_text(name),
            "kind": "regular",
            "size": 1000,
            "state": state,
            "reason": reason,
            "detail": "",
            "flags": Flag.NONE,
            "content_id": content_id,
        }
        return self._insert("item", **(values | own))

    def content_of(self, item: int) -> int:
        return self.connection.execute(
            "SELECT content_id FROM item WHERE id = ?", (item,)
        ).fetchone()[0]

    def pack(self, name: str, labels: dict[str, float], notable=(), sha256: str = "") -> int:
        """``labels``: name and default threshold; the pack has run once."""
        entries = [
            {"name": k, "display": k, "description": "", "notable": k in notable, "threshold": v}
            for k, v in labels.items()
        ]
        values = {"model_sha256": "", "name": name, "version": "1", "licence": "", "multi_label": 1}
        sha256 = sha256 or hashlib.sha256(name.encode()).hexdigest()
        pack = self._insert(
            "pack",
            **(values | {"sha256": sha256, "labels": json.dumps(entries), "preprocessing": "{}"}),
            added_at=STAMP,
        )
        self.run(pack)
        return pack

    def run(self, pack: int) -> int:
        words = dict.fromkeys(("runtime", "provider", "device", "app_version", "note"), "")
        return self._insert("model_run", pack_id=pack, started_at=STAMP, batch=8, **words)

    def score(self, item: int, pack: int, *scores: float) -> None:
        vector = np.array(scores, dtype="<f4").tobytes()
        run = self.connection.execute(
            "SELECT max(id) FROM model_run WHERE pack_id = ?", (pack,)
        ).fetchone()[0]
        self._insert(
            "suggestion",
            pack_id=pack,
            content_id=self.content_of(item),
            run_id=run,
            scores=vector,
        )

    def threshold(self, pack: int, label: str, value: float) -> None:
        self._insert("threshold", pack_id=pack, label=label, value=value, by="anna", at=STAMP)

    def grade(self, item: int, category: int, by: str = "anna", content: int | None = None) -> None:
        self.connection.execute(
            "INSERT OR IGNORE INTO category VALUES (?, ?)", (category, f"c{category}")
        )
        self._insert("grade", item_id=item, category=category, by=by, at=STAMP, content_id=content)

    def earlier(self, item: int, content: int) -> None:
        self._insert("earlier_content", item_id=item, content_id=content, seen_until=STAMP)

    def columns(self, *, text: bool = True) -> Columns:
        return Columns.load(self.connection, text=text)

    def query(self) -> Query:
        return Query(self.columns())

    def ids(self, wanted, sort=None) -> list[int]:
        """The ids of the items that pass, in row order or sorted."""
        query = self.query()
        if sort is None:
            return query.columns.ids[query.mask(wanted)].tolist()
        return query.columns.ids[query.rows(wanted, sort)].tolist()


@pytest.fixture
def case() -> Iterator[MadeCase]:
    connection = sqlite3.connect(":memory:")
    connection.executescript(SCHEMA.read_text(encoding="utf-8"))
    yield MadeCase(connection)
    connection.close()
