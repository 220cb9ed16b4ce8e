"""A small case with real files behind it, written by the store's own commands."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from triage.core import names
from triage.core.longpath import openable
from triage.core.records import (
    Examined,
    FileKind,
    FoundFile,
    Hashes,
    Label,
    PackInfo,
    Reason,
    RunProvenance,
    State,
)
from triage.store.case import Case
from triage.store.commands import AddSource, BeginModelRun, RecordFound, RecordItem

BY = "kim"
LABELS = (
    Label("weapon", "Weapon", threshold=0.5, notable=True),
    Label("drugs", "Drugs", threshold=0.5),
)
PICTURES = {
    "a.jpg": b"picture a",
    "b/c.jpg": b"picture c",
    "b/copy.jpg": b"picture a",
    "=cmd.jpg": b"picture formula",
}
NOT_A_PICTURE = "notes.txt"


@dataclass
class SmallCase:
    """The open case, its source folder and its item ids by path."""

    case: Case
    source: Path
    ids: dict[str, int]

    def read(self, sql: str) -> list[Any]:
        with self.case.reader() as reader:
            return reader.connection.execute(sql).fetchall()


def small_case(folder: Path, more: dict[str, bytes] | None = None) -> SmallCase:
    """Four pictures (two of one content) and a text, in one source with exhibit A-1.

    ``more``: further files by path, whatever Windows thinks of their names.
    """
    source = folder / "evidence"
    texts = {**PICTURES, NOT_A_PICTURE: b"plain text", **(more or {})}
    for path, data in texts.items():
        file = Path(openable(source)) / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    case = Case.create(folder / "c.triage", name="Harbour", number="7", examiner="Kim", by=BY)
    ids = _fill(case, source, texts)
    return SmallCase(case, source, ids)


def _fill(case: Case, source: Path, texts: dict[str, bytes]) -> dict[str, int]:
    place = names.raw(str(source.resolve()))
    (source_id,) = case.send(AddSource(place, "phone", "A-1", BY)).result(10).ids
    files = tuple(_found(path, data) for path, data in texts.items())
    ids = case.send(RecordFound(source_id, files)).result(10).ids
    run_id = case.send(BeginModelRun(_pack(), _run(), None, BY)).result(10).ids[0]
    for number, (item, file, data) in enumerate(zip(ids, files, texts.values(), strict=True)):
        case.send(_record(item, file, data, run_id, 0.2 + 0.2 * number)).result(10)
    return dict(zip(texts, ids, strict=True))


def _found(path: str, data: bytes) -> FoundFile:
    folder, _, name = path.rpartition("/")
    return FoundFile(
        folder.encode(), name.encode(), FileKind.REGULAR, len(data), 1_700_000_000 * 10**9
    )


def _record(item: int, file: FoundFile, data: bytes, run_id: int, score: float) -> RecordItem:
    picture = data.startswith(b"picture")
    examined = Examined(
        State.ANALYSED if picture else State.SKIPPED,
        Reason.NONE if picture else Reason.NOT_AN_IMAGE,
        media_type="image/jpeg" if picture else "text/plain",
        width=40 if picture else None,
        height=30 if picture else None,
        metadata={"Make": "Canon", "Model": "R6"} if picture else {},
        thumbnail=b"JPEG of " + data if picture else None,
    )
    vector = np.array([score, 0.1], dtype="<f4").tobytes()
    return RecordItem(
        item,
        file,
        _hashes(data),
        examined,
        examined.state,
        examined.reason,
        scores=((run_id, vector),) if picture else (),
    )


def _hashes(data: bytes) -> Hashes:
    md5 = hashlib.md5(data, usedforsecurity=False).digest()
    sha1 = hashlib.sha1(data, usedforsecurity=False).digest()
    return Hashes(md5, sha1, hashlib.sha256(data).digest(), len(data))


def _pack() -> PackInfo:
    return PackInfo("general", "1.0", "11" * 32, "22" * 32, "MIT", True, LABELS, {"size": 8})


def _run() -> RunProvenance:
    return RunProvenance("onnxruntime 1", "CPUExecutionProvider", "CPU", "0.1.0", 8)
