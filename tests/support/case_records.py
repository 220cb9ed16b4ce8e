"""Records as the stages would send them, made from a number."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import numpy as np

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
from triage.store.commands import AddSource, BeginModelRun, RecordFound, RecordItem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from triage.store.case import Case

BY = "kim"
RUN = RunProvenance("onnxruntime 1.24.4", "cpu", "test processor", "0.1.0", 8)


def found(number: int, folder: bytes = b"a", kind: FileKind = FileKind.REGULAR) -> FoundFile:
    """An entry named after its number."""
    name = b"f%d.jpg" % number
    return FoundFile(folder, name, kind, 100 + number, 1_000_000_000 * number, None)


def hashes(number: int) -> Hashes:
    """Digests that differ by number."""
    text = str(number).encode()
    digest = hashlib.sha256(text).digest()
    return Hashes(digest[:16], digest[:20], digest, 100 + number)


def examined(number: int = 0, **changes: Any) -> Examined:
    """A picture that could be read."""
    values: dict[str, Any] = {
        "media_type": "image/jpeg",
        "width": 40,
        "height": 30,
        "metadata": {"Make": "Maker", "Model": f"M{number % 3}"},
        "thumbnail": b"\xff\xd8 thumbnail %d" % number,
        "seconds": 0.01 + number / 1000,
        "decoder": "test 1",
        **changes,
    }
    return Examined(State.ANALYSED, **values)


def vector(*scores: float) -> bytes:
    """Scores as the case keeps them."""
    return np.array(scores, dtype="<f4").tobytes()


def pack(name: str = "pets", digit: str = "a", labels: Sequence[str] = ("cat", "dog")) -> PackInfo:
    """A pack whose hash is one digit repeated; every label's default threshold is 0.5."""
    known = tuple(Label(label, label.title(), notable=label == "cat") for label in labels)
    return PackInfo(name, "1.0", digit * 64, "f" * 64, "Apache-2.0", True, known, {"mean": [0.5]})


def add_source(case: Case, place: bytes = b"/evidence", name: str = "evidence") -> int:
    """A source; its id."""
    return case.send(AddSource(place, name, "E1", BY)).result(10).ids[0]


def add_files(case: Case, source_id: int, files: Sequence[FoundFile]) -> tuple[int, ...]:
    """Found files; their item ids."""
    return case.send(RecordFound(source_id, tuple(files), None)).result(10).ids


def begin_run(case: Case, info: PackInfo | None = None) -> int:
    """A model run; its id."""
    return case.send(BeginModelRun(info or pack(), RUN, None, BY)).result(10).ids[0]


def done(
    item_id: int, number: int, scores: tuple[tuple[int, bytes], ...] = (), **changes: Any
) -> RecordItem:
    """The command that finishes an item with content ``number``."""
    what = examined(number)
    return RecordItem(
        item_id, None, hashes(number), what, State.ANALYSED, Reason.NONE, "", scores, **changes
    )
