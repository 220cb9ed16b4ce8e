"""Score items again and compare: the proof that a score can be made again from the evidence."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from triage.core import names
from triage.core.errors import PackError
from triage.core.records import State
from triage.evidence.hashing import hash_file
from triage.evidence.pool import ExaminerPool
from triage.inference.engine import Engine
from triage.inference.packs import find_pack
from triage.inference.providers import choose
from triage.store import provenance
from triage.store.worklist import paths_of, random_scored

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

    from triage.core.job import JobContext
    from triage.inference.packs import ModelPack
    from triage.store.provenance import PackRow
    from triage.store.reader import Reader
    from triage.store.worklist import ScoredContent

TOLERANCE = 1e-4
"""Largest difference that another provider or processor may cause."""


@dataclass(slots=True)
class RescoreResult:
    """``largest`` is over all labels of all ``compared`` contents.

    ``differences`` are sentences, one for each content that could not be made again.
    """

    compared: int = 0
    largest: float = 0.0
    differences: list[str] = field(default_factory=list[str])


def rescore(
    reader: Reader, n: int, ctx: JobContext, packs: Mapping[str, ModelPack] | None = None
) -> RescoreResult:
    """Score ``n`` random contents again, on the CPU, from the files as they are now.

    ``packs`` adds packs by SHA-256 to those that are installed.
    """
    conn = reader.connection
    known = {row.id: row for row in provenance.pack_keys(conn)}
    result = RescoreResult()
    wanted = random_scored(conn, n)
    by_pack: dict[int, list[ScoredContent]] = {}
    for content in wanted:
        by_pack.setdefault(content.pack_id, []).append(content)
    done = 0
    for pack_id, contents in by_pack.items():
        row = known[pack_id]
        pack = (packs or {}).get(row.sha256) or _installed(row, result)
        if pack is None:
            continue
        engine = Engine(pack, choose("cpu"))
        with ExaminerPool(1, (pack.spec,)) as pool:
            for content in contents:
                ctx.checkpoint()
                path = _file_of(conn, content)
                _compare(content, path, pool, engine, result)
                done += 1
                ctx.report("scoring again", done, len(wanted))
    return result


def _installed(row: PackRow, result: RescoreResult) -> ModelPack | None:
    try:
        pack = find_pack(row.name)
    except PackError as error:
        result.differences.append(str(error))
        return None
    if pack.info.sha256 != row.sha256:
        result.differences.append(
            f"The pack {row.name} that is installed is not the one that gave the scores"
            f" (SHA-256 {row.sha256}): install that one to compare."
        )
        return None
    return pack


def _compare(
    content: ScoredContent,
    path: Path | None,
    pool: ExaminerPool,
    engine: Engine,
    result: RescoreResult,
) -> None:
    if path is None:
        result.differences.append(
            f"content {content.sha256.hex()}: no file with these bytes is here any more"
        )
        return
    examined = pool.examine(path, path.name, None, None).result()
    if examined.state is not State.ANALYSED:
        result.differences.append(
            f"content {content.sha256.hex()}: now {examined.state.word} {examined.reason.word}"
        )
        return
    now = engine.run(examined.inputs[0][np.newaxis])[0]
    recorded = np.frombuffer(content.scores, "<f4")
    largest = float(np.max(np.abs(now - recorded)))
    result.compared += 1
    result.largest = max(result.largest, largest)
    if largest > TOLERANCE:
        result.differences.append(f"content {content.sha256.hex()}: scores differ by {largest:.6f}")


def _file_of(conn: sqlite3.Connection, content: ScoredContent) -> Path | None:
    places = {row.id: Path(names.native(row.place)) for row in provenance.sources(conn)}
    for copy in paths_of(conn, content.content_id):
        path = names.on_disk(places[copy.source_id], copy.folder, copy.name)
        try:
            if hash_file(path).sha256 == content.sha256:
                return path
        except OSError:
            # Another copy may be readable; if none is, the caller says so.
            continue
    return None
