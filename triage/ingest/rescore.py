"""Score items again and compare: the proof that a score can be made again from the evidence."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from triage.core import names
from triage.core.errors import PackError
from triage.core.records import State, Where
from triage.evidence.hashing import first_with
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
    from triage.core.records import Identity
    from triage.inference.packs import ModelPack
    from triage.store.provenance import PackRow
    from triage.store.reader import Reader
    from triage.store.worklist import ScoredContent

TOLERANCE = 1e-4
"""Largest difference that another provider or processor may cause."""

_NO_FILE = "no file with the bytes that were scored is here"


@dataclass(slots=True)
class RescoreResult:
    """``largest`` is over all labels of all ``compared`` contents.

    ``differences`` are sentences, one for each content that gave something else now;
    ``not_compared`` counts, for each reason in words, those that could not be tried.
    """

    compared: int = 0
    largest: float = 0.0
    differences: list[str] = field(default_factory=list[str])
    not_compared: dict[str, int] = field(default_factory=dict[str, int])

    def leave_out(self, number: int, reason: str) -> None:
        """That many could not be compared."""
        self.not_compared[reason] = self.not_compared.get(reason, 0) + number


def rescore(
    reader: Reader, n: int, ctx: JobContext, packs: Mapping[str, ModelPack] | None = None
) -> RescoreResult:
    """Score ``n`` random contents again, on the CPU, from the files as they are now.

    ``packs`` are taken by SHA-256 before those that are installed. A pack or a file that is
    not here is no difference: it says nothing about the scores.
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
        pack = (packs or {}).get(row.sha256) or _installed(row)
        if pack is None:
            result.leave_out(len(contents), _not_installed(row))
            continue
        engine = Engine(pack, choose("cpu"))
        with ExaminerPool(1, (pack.spec,)) as pool:
            for content in contents:
                ctx.checkpoint()
                file = _file_of(conn, content)
                _compare(content, file, pool, engine, result)
                done += 1
                ctx.report("scoring again", done, len(wanted))
    return result


def _installed(row: PackRow) -> ModelPack | None:
    """The very pack that gave the scores, if it is installed and whole."""
    try:
        pack = find_pack(row.name)
    except PackError:
        return None  # told with the items that it leaves out
    return pack if pack.info.sha256 == row.sha256 else None


def _not_installed(row: PackRow) -> str:
    return (
        f"the pack {row.name} that gave their scores (SHA-256 {row.sha256}) is not installed:"
        " name its folder with --model"
    )


def _compare(
    content: ScoredContent,
    file: tuple[Where, Identity] | None,
    pool: ExaminerPool,
    engine: Engine,
    result: RescoreResult,
) -> None:
    if file is None:
        result.leave_out(1, _NO_FILE)
        return
    examined = pool.examine(*file).result()
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


def _file_of(conn: sqlite3.Connection, content: ScoredContent) -> tuple[Where, Identity] | None:
    places = {row.id: Path(names.native(row.place)) for row in provenance.sources(conn)}
    copies = paths_of(conn, content.content_id)
    wheres = (Where(places[copy.source_id], copy.folder, copy.name) for copy in copies)
    return first_with(content.sha256, wheres)
