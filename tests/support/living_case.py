"""A case that commands change, without a file; and what it means that columns are the same."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Any

import numpy as np

from triage.core.filters import Filter, Sort
from triage.core.records import (
    Examined,
    FileKind,
    Flag,
    FoundFile,
    Hashes,
    Label,
    PackInfo,
    Reason,
    RunProvenance,
    State,
)
from triage.store.commands import (
    AddSource,
    BeginModelRun,
    MarkMissing,
    OpenUpFolder,
    RecordFound,
    RecordItem,
    RecordScores,
    SetGrade,
    SetThreshold,
)
from triage.store.groups import GROUPS
from triage.store.query import Query

if TYPE_CHECKING:
    import sqlite3

    from triage.store.columns import Columns

FOLDERS = (b"", b"a", b"a/b", b"a b", b"a.b/c", b"A/B2", b"a/b10/\xff", b"DCIM/100", b"z\xc3\xa4")
NAMES = (b"IMG_%d.jpg", b"img_0%d.JPG", b"b", b"b%d/".strip(b"/"), b"caf\xc3\xa9 %d", b"\xfe%d.png")
WORDS = (
    "img",
    "1",
    "a",
    "ä",
    "/",
    "canon",
    "2020",
    "b/img",
    "m1 img",
    "10:00",
    "nowhere",
    "\udcff",
)
LABELS = ("cat", "gun", "dog")


class LivingCase:
    """Every step is a command with choices of its own chance."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.steps = {
            name.removeprefix("do_"): getattr(self, name)
            for name in dir(self)
            if name.startswith("do_")
        }

    def all(self, sql: str) -> list[Any]:
        return [row[0] for row in self.connection.execute(sql)]

    def some(self, chance: Random, sql: str, most: int = 5) -> tuple[Any, ...]:
        found = self.all(sql)
        return tuple(chance.sample(found, min(len(found), chance.randint(0, most))))

    def do_source(self, chance: Random) -> None:
        name = chance.choice(("Card", "Phone", "Attic"))
        AddSource(name.encode(), name, "", "kim").apply(self.connection)

    def do_found(self, chance: Random) -> None:
        sources = self.all("SELECT id FROM source")
        if not sources:
            return self.do_source(chance)
        files = [self._file(chance) for _ in range(chance.choice((1, 3, 40)))]
        RecordFound(chance.choice(sources), tuple(files)).apply(self.connection)
        return None

    def _file(self, chance: Random) -> FoundFile:
        name = chance.choice(NAMES)
        name = name % chance.randrange(120) if b"%d" in name else name
        kind = chance.choice((FileKind.REGULAR,) * 6 + (FileKind.LINK, FileKind.UNREADABLE))
        size = chance.choice((None, 5, 2**33))
        times = (chance.choice((None, 10**18, 15 * 10**17)), None)
        return FoundFile(chance.choice(FOLDERS), name, kind, size, *times)

    def do_decide(self, chance: Random) -> None:
        for item in self.some(chance, "SELECT id FROM item WHERE state = 0", 30):
            self._decide(chance, item)

    def _decide(self, chance: Random, item: int) -> None:
        number = chance.randrange(60)
        text = str(number).encode()
        digest = text.ljust(32, b"x")
        hashes = Hashes(digest[:16], digest[:20], digest, 100)
        examined = self._examined(number)
        if chance.random() < 0.2:
            reason = chance.choice((Reason.DISAPPEARED, Reason.UNREADABLE))
            command = RecordItem(item, None, None, None, State.FAILED, reason)
        else:
            runs = self.some(chance, "SELECT id FROM model_run")
            scores = tuple((run, self._scores(chance)) for run in runs)
            flags = chance.choice((Flag.NONE, Flag.EXTENSION_MISMATCH))
            command = RecordItem(
                *(item, None, hashes, examined, examined.state),
                scores=scores if examined.state is State.ANALYSED else (),
                item_flags=flags,
            )
        command.apply(self.connection)

    def _examined(self, number: int) -> Examined:
        chance = Random(number)
        if number % 7 == 0:
            return Examined(State.FAILED, Reason.CORRUPT, "cut")
        metadata: dict[str, Any] = {"Make": "Canon", "Model": f"M{number % 3}", "ISO": number}
        taken = None
        if number % 3:
            suffix = chance.choice(("", ".5", "+01:00"))
            taken = f"20{20 - number % 2}-02-03T10:00:0{number % 7}{suffix}"
            metadata |= {"DateTime": taken[:19], "DateTimeOriginal": f"2020:02:03 10:00:{number}"}
        if number % 5 == 0:
            metadata = {"Artist": f"Å {number}", "Keywords": ["sun", number], "GPSLatitude": 3.0}
            metadata["GPSLongitude"] = 4.0
        flags = Flag.TRUNCATED if number % 11 == 0 else Flag.NONE
        return Examined(
            State.ANALYSED,
            media_type=("image/jpeg", "image/png", "image/heic")[number % 3],
            width=number,
            height=2**31 if number == 59 else 30,
            taken=taken,
            metadata=metadata,
            flags=flags,
        )

    def _scores(self, chance: Random) -> bytes:
        return np.array([chance.choice((0.1, 0.5, 0.55, 0.9)) for _ in LABELS], "<f4").tobytes()

    def do_missing(self, chance: Random) -> None:
        items = self.some(chance, "SELECT id FROM item WHERE state <> 0")
        MarkMissing(items).apply(self.connection)

    def do_open_up(self, chance: Random) -> None:
        for item in self.some(chance, "SELECT id FROM item WHERE kind = 'unreadable'", 1):
            OpenUpFolder(item, "kim").apply(self.connection)

    def do_pack(self, chance: Random) -> None:
        labels = tuple(Label(name, name, notable=name == "gun") for name in LABELS)
        name, digit = chance.choice((("p", "a"), ("p", "b"), ("q", "c")))
        pack = PackInfo(name, "1", digit * 64, "f" * 64, "", True, labels, {})
        run = RunProvenance("ort", "cpu", "this", "0", 8)
        BeginModelRun(pack, run, None, "kim").apply(self.connection)

    def do_late_scores(self, chance: Random) -> None:
        runs = self.all("SELECT id FROM model_run")
        for content in self.some(chance, "SELECT id FROM content WHERE state = 1", 20):
            if runs:
                scores = ((chance.choice(runs), self._scores(chance)),)
                RecordScores(content, scores).apply(self.connection)

    def do_grade(self, chance: Random) -> None:
        items = self.some(chance, "SELECT id FROM item")
        if items:
            category = chance.choice((None, 1, 2, 3))
            SetGrade(items, category, chance.choice(("kim", "ben"))).apply(self.connection)

    def do_threshold(self, chance: Random) -> None:
        names = sorted(set(self.all("SELECT name FROM pack")))
        if names:
            label = f"{chance.choice(names)}/{chance.choice(LABELS)}"
            SetThreshold(label, chance.choice((None, 0.2, 0.52)), "kim").apply(self.connection)


def told(columns: Columns) -> dict[str, Any]:
    """Everything that columns say, by what it is called."""
    query = Query(columns)
    said: dict[str, Any] = {
        name: getattr(columns, name).tolist()
        for name in ("ids", "content", "flags", "size", "pixels", "taken_day", "modified_day")
    }
    said |= {name: getattr(columns, name).tolist() for name in ("gps", "copies")}
    coded = {
        name: getattr(columns, name)
        for name in ("state", "reason", "source", "folder", "media_type", "camera")
    }
    coded |= {"taken_month": columns.taken_month, "modified_month": columns.modified_month}
    coded |= {"category": columns.grades.category, "grader": columns.grades.grader}
    for name, column in coded.items():
        said[name] = [column.values[code] for code in column.codes.tolist()]
        said[f"{name} type"] = column.codes.dtype if name not in ("category", "grader") else None
    for pack in columns.packs:
        for number, label in enumerate(pack.labels):
            key = f"{pack.key} {pack.pack_id} {label.name}"
            scores = (pack.columns[number], pack.thresholds[number], pack.bins(number, 100))
            said[key] = [np.nan_to_num(part, nan=-1).tolist() for part in scores]
    top = columns.top
    said["top"] = (np.nan_to_num(top.score, nan=-1).tolist(), top.code.tolist())
    orders = {sort.value: query.rows(Filter(), sort).tolist() for sort in Sort}
    said |= orders | {"natural": query.rows(Filter(), Sort.PATH, natural=True).tolist()}
    said |= {f"facet {name}": query.facet(name, Filter()) for name in GROUPS}
    if columns.has_text:
        masks = {f"word {word}": columns.texts.mask(word) for word in WORDS}
        said |= {name: None if mask is None else mask.tolist() for name, mask in masks.items()}
    said["hashes"] = [
        sorted(columns.digests.find([str(number).encode().ljust(size, b"x").hex()]).tolist())
        for number in range(60)
        for size in (16, 20, 32)
    ]
    return said
