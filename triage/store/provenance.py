"""Where things in a case come from: sources, packs and runs, thresholds, categories."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from triage.core import names
from triage.core.records import Label

if TYPE_CHECKING:
    import sqlite3

_PACKS = (
    "SELECT pack.id, pack.name, pack.version, pack.sha256, pack.model_sha256, pack.licence, "
    "pack.multi_label, pack.labels, pack.preprocessing, "
    "(SELECT max(id) FROM model_run WHERE pack_id = pack.id) AS run FROM pack "
    "ORDER BY pack.name, run DESC"
)


@dataclass(frozen=True, slots=True)
class PackRow:
    """A pack of the case.

    ``key`` is its name for the newest pack of that name (the one with the newest run), else
    ``name@`` and the first eight hex digits of its hash.
    """

    id: int
    key: str
    name: str
    version: str
    sha256: str
    model_sha256: str
    licence: str
    multi_label: bool
    labels: tuple[Label, ...]
    preprocessing: dict[str, Any]
    newest: bool

    def index_of(self, label: str) -> int:
        """Position of a label in the score vectors; ValueError where the pack has it not."""
        return [known.name for known in self.labels].index(label)


@dataclass(frozen=True, slots=True)
class SourceRow:
    """An evidence source; ``place`` is the real path of its folder as a raw name."""

    id: int
    name: str
    exhibit: str
    place: bytes
    added_at: str
    added_by: str


def pack_keys(conn: sqlite3.Connection) -> list[PackRow]:
    """Every pack that scored in this case, by name, the newest of a name first."""
    seen: set[str] = set()
    packs: list[PackRow] = []
    for pack_id, name, version, sha256, model, licence, multi, labels, how, _ in conn.execute(
        _PACKS
    ):
        newest = name not in seen
        seen.add(name)
        key = name if newest else f"{name}@{sha256[:8]}"
        parsed = tuple(Label(**label) for label in json.loads(labels))
        row = PackRow(
            *(pack_id, key, name, version, sha256, model, licence, bool(multi), parsed),
            *(json.loads(how), newest),
        )
        packs.append(row)
    return packs


def pack_id(conn: sqlite3.Connection, sha256: str) -> int | None:
    """Id of the pack with this hash (of its ``pack.toml``, hex), None where it never scored."""
    row = conn.execute("SELECT id FROM pack WHERE sha256 = ?", (sha256,)).fetchone()
    return row[0] if row else None


def effective_thresholds(conn: sqlite3.Connection) -> dict[str, dict[str, dict[str, float]]]:
    """``{pack: {label: {value, default}}}`` of the newest pack of each name."""
    moved = {
        (row[0], row[1]): row[2]
        for row in conn.execute("SELECT pack_id, label, value FROM threshold")
    }
    return {
        pack.key: {
            label.name: {
                "value": moved.get((pack.id, label.name), label.threshold),
                "default": label.threshold,
            }
            for label in pack.labels
        }
        for pack in pack_keys(conn)
        if pack.newest
    }


def sources(conn: sqlite3.Connection) -> list[SourceRow]:
    """The evidence sources in the order in which they were added."""
    found = conn.execute(
        "SELECT id, name, exhibit, place, added_at, added_by FROM source ORDER BY id"
    )
    return [SourceRow(*row) for row in found]


def newest_packs(conn: sqlite3.Connection) -> dict[str, str]:
    """Pack name to the SHA-256 of the pack that its suggestions come from now."""
    return {pack.name: pack.sha256 for pack in pack_keys(conn) if pack.newest}


def exported_to(conn: sqlite3.Connection) -> list[Path]:
    """Where exports of this case were written, by the audit log, whether they are there or not."""
    found = conn.execute("SELECT detail FROM audit WHERE what = 'exported' ORDER BY n")
    details = [json.loads(detail) for (detail,) in found]
    # ``out`` is for eyes, odd characters escaped; ``place`` is the path itself.
    shown = [detail.get("place") or detail["out"] for detail in details]
    return [Path(names.native(names.from_text(place))) for place in shown]


def categories(conn: sqlite3.Connection) -> dict[int, str]:
    """The categories of this case: number to name, in order."""
    return dict(conn.execute("SELECT number, name FROM category ORDER BY number").fetchall())


def case_info(conn: sqlite3.Connection) -> dict[str, str]:
    """``uuid, name, number, examiner, created_at, app_version`` of the case."""
    keys = ("uuid", "name", "number", "examiner", "created_at", "app_version")
    row = conn.execute(f"SELECT {', '.join(keys)} FROM case_info").fetchone()  # noqa: S608  fixed
    return dict(zip(keys, row, strict=True))


def packs(conn: sqlite3.Connection) -> list[dict[str, Any]]:
    """Full provenance for reports: every pack with its runs, as JSON-ready dictionaries.

    ``runs[].items`` counts the analysed items, copies included, that the run scored.
    """
    runs = _runs(conn)
    return [
        {
            "key": pack.key,
            "name": pack.name,
            "version": pack.version,
            "sha256": pack.sha256,
            "model_sha256": pack.model_sha256,
            "licence": pack.licence,
            "multi_label": pack.multi_label,
            "labels": [label.name for label in pack.labels],
            "preprocessing": pack.preprocessing,
            "newest": pack.newest,
            "runs": runs.get(pack.id, []),
        }
        for pack in pack_keys(conn)
    ]


def _runs(conn: sqlite3.Connection) -> dict[int, list[dict[str, Any]]]:
    """The runs of every pack, oldest first."""
    scored = dict(
        conn.execute(
            "SELECT suggestion.run_id, count(*) FROM suggestion "
            "JOIN item ON item.content_id = suggestion.content_id "
            "WHERE item.state = 1 GROUP BY suggestion.run_id"
        ).fetchall()
    )
    runs: dict[int, list[dict[str, Any]]] = {}
    for row in conn.execute(
        "SELECT pack_id, id, job_id, started_at, runtime, provider, device, app_version, batch, "
        "note FROM model_run ORDER BY id"
    ):
        keys = ("run", "job", "started_at", "runtime", "provider", "device", "app_version")
        run = dict(zip((*keys, "batch", "note"), row[1:], strict=True))
        runs.setdefault(row[0], []).append({**run, "items": scored.get(row[1], 0)})
    return runs


def newest_device(conn: sqlite3.Connection) -> tuple[str, str] | None:
    """Device and provider of the newest run of a model; None where none ran yet."""
    row = conn.execute("SELECT device, provider FROM model_run ORDER BY id DESC LIMIT 1").fetchone()
    return None if row is None else (str(row[0]), str(row[1]))


def place_text(source: SourceRow) -> str:
    """A source's place as JSON shows it."""
    return names.text(source.place)
