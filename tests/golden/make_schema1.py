"""Makes ``cases/schema1.triage``, a case as the first released schema writes it.

Run once for each schema, from the checkout: ``python -m tests.golden.make_schema1``. The file
is committed and never made again once its schema is released: it stands for the cases that
are out there.
"""

from __future__ import annotations

import platform
import socket
from pathlib import Path
from unittest import mock

from tests.support.case_records import BY, RUN, examined, found, hashes, pack, vector
from triage.core.records import Examined, FileKind, Flag, FoundFile, Peek, Reason, State
from triage.store.case import Case
from triage.store.commands import (
    AddSource,
    BeginJob,
    BeginModelRun,
    EndJob,
    MarkMissing,
    RecordExport,
    RecordFound,
    RecordItem,
    RecordPeek,
    SetGrade,
    SetThreshold,
)

PATH = Path(__file__).with_name("cases") / "schema1.triage"


def make(path: Path) -> None:
    """A little of everything that a case can hold, in seven items of one source."""
    with (
        mock.patch.object(socket, "gethostname", return_value="lab-pc"),
        mock.patch.object(platform, "platform", return_value="Linux"),
        Case.create(path, name="Golden", number="2026-1", examiner=BY, by=BY) as case,
    ):
        source = case.send(AddSource(b"/evidence/phone", "phone", "E1", BY)).result().ids[0]
        job = case.send(BeginJob("import", source, BY, {"workers": 1})).result().ids[0]
        run = case.send(BeginModelRun(pack(), RUN, job, BY)).result().ids[0]
        _fill(case, source, job, run)
        case.send(EndJob(job, "cancelled", BY, {"found": 7, "pending": 1})).result()
        case.send(SetThreshold("dog", 0.25, BY)).result()
        case.send(SetGrade((1, 2), 2, "lee")).result()
        case.send(SetGrade((2,), None, BY)).result()
        case.send(RecordExport("csv", "out.csv", {"items": 1}, "ab" * 32, BY)).result()


def _fill(case: Case, source: int, job: int, run: int) -> None:
    odd = FoundFile(b"DCIM/\xff", b"na\xefve.jpg", FileKind.REGULAR, 106, 6, None)
    files = (
        *(found(1), found(2), found(3), found(4, kind=FileKind.LINK), found(5), odd),
        found(7, b""),
    )
    first, copy, bad, _, gone, changed, waiting = (
        case.send(RecordFound(source, files, job)).result().ids
    )
    tags = {"Make": "Maker", "Model": "M1", "GPSLatitude": 52.5, "GPSLongitude": -0.25}
    whole = examined(
        1, metadata=tags, raw_tags={"271": "Maker"}, taken="2020-01-02T03:04:05", phash=b"12345678"
    )
    scores = ((run, vector(0.75, 0.25)),)
    broken = Examined(State.FAILED, Reason.CORRUPT, "bad header", "image/jpeg")
    cut = examined(6, flags=Flag.TRUNCATED | Flag.EXTENSION_MISMATCH)
    for command in (
        RecordItem(first, None, hashes(1), whole, State.ANALYSED, scores=scores),
        RecordItem(copy, None, hashes(1), None, State.ANALYSED),
        RecordItem(bad, None, hashes(3), broken, State.FAILED),
        RecordItem(gone, None, hashes(5), examined(5), State.ANALYSED),
        MarkMissing((gone,)),
        RecordItem(changed, None, hashes(60), examined(60), State.ANALYSED),
        RecordItem(changed, odd, hashes(6), cut, State.ANALYSED),
        RecordPeek(waiting, Peek(b"\xff\xd8 peek", "2021-01-01T00:00:00", "Maker M1")),
    ):
        case.send(command).result()


if __name__ == "__main__":
    PATH.unlink(missing_ok=True)
    make(PATH)
