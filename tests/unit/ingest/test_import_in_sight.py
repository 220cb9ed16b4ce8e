"""An import beside which somebody looks at pictures."""

from __future__ import annotations

import threading
from collections import Counter
from concurrent.futures import Future, ThreadPoolExecutor
from types import SimpleNamespace
from typing import Any

import pytest

from tests.support.case_records import add_files, add_source, found
from tests.support.pictures import jpeg_bytes
from triage.core.job import Cancelled, JobContext
from triage.ingest.in_sight import InSight
from triage.ingest.peek_stage import PeekStage
from triage.ingest.pipeline import Pipeline
from triage.ingest.place import Place
from triage.store.commands import RecordItem

MANY = 90
PATIENCE_S = 60


@pytest.fixture
def many(tmp_path):
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(MANY):
        (folder / f"{number:02}.jpg").write_bytes(jpeg_bytes(number))
    return folder


class Begun:
    """The items that imports began with, in that order; at one of them something happens."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.ids: list[int] = []
        self._then = {}
        put = Pipeline.put

        def noting(pipeline, work):
            put(pipeline, work)
            self.ids.append(work.item.id)
            self._then.get(len(self.ids), lambda: None)()

        monkeypatch.setattr(Pipeline, "put", noting)

    def at(self, count: int, do) -> None:
        self._then[count] = do


@pytest.fixture
def begun(monkeypatch):
    return Begun(monkeypatch)


def last_pending(case, count):
    with case.reader() as reader:
        found = reader.connection.execute(
            "SELECT id FROM item WHERE state = 0 ORDER BY id DESC LIMIT ?", (count,)
        )
        return [item_id for (item_id,) in found]


def test_what_comes_in_sight_is_begun_next(run, case, many, begun):
    in_sight, looked = InSight(), []

    def look():
        looked.extend(last_pending(case, 5))
        in_sight.look(looked)

    begun.at(7, look)
    run(many, in_sight=in_sight)
    assert len(looked) == 5
    assert begun.ids[7:12] == looked


def test_every_item_is_decided_once_whatever_is_looked_at(run, case, many, begun, monkeypatch):
    in_sight = InSight()
    decided: Counter[int] = Counter()
    applied = RecordItem.apply

    def noting(command, connection):
        decided[command.item_id] += 1
        return applied(command, connection)

    monkeypatch.setattr(RecordItem, "apply", noting)
    for count in range(5, MANY, 5):
        begun.at(count, lambda count=count: in_sight.look(last_pending(case, count)))
    summary = run(many, in_sight=in_sight)
    assert (summary.analysed, summary.pending, summary.done) == (MANY, 0, MANY)
    assert set(decided.values()) == {1}
    assert len(begun.ids) == MANY


def test_an_import_that_goes_on_begins_with_what_is_in_sight(run, case, many, begun):
    ctx = JobContext()
    begun.at(10, ctx.cancel)
    with pytest.raises(Cancelled):
        run(many, ctx=ctx)
    in_sight = InSight()
    looked = last_pending(case, 8)
    in_sight.look(looked)
    before = len(begun.ids)
    summary = run(in_sight=in_sight)
    assert begun.ids[before : before + 8] == looked
    assert (summary.analysed, summary.pending) == (MANY, 0)


def test_a_cancelled_import_leaves_what_is_in_sight_to_the_next_one(run, case, many, begun):
    ctx, in_sight, looked = JobContext(), InSight(), []

    def look_and_cancel():
        looked.extend(last_pending(case, 8))
        in_sight.look(looked)
        ctx.cancel()

    begun.at(10, look_and_cancel)
    with pytest.raises(Cancelled):
        run(many, ctx=ctx, in_sight=in_sight)
    assert len(begun.ids) == 10
    run(in_sight=in_sight)
    assert begun.ids[10:18] == looked


def test_a_paused_import_begins_nothing_in_sight_before_it_goes_on(run, case, many, begun):
    ctx, in_sight, paused = JobContext(), InSight(), threading.Event()

    def pause():
        ctx.pause()
        paused.set()

    begun.at(10, pause)
    with ThreadPoolExecutor(1) as pool:
        over = pool.submit(run, many, ctx=ctx, in_sight=in_sight)
        assert paused.wait(PATIENCE_S)
        looked = last_pending(case, 8)
        in_sight.look(looked)
        assert len(begun.ids) == 10
        ctx.resume()
        assert over.result(PATIENCE_S).pending == 0
    assert begun.ids[10:18] == looked


class NotingPool:
    """Peeks at nothing, and keeps at what it was asked to."""

    def __init__(self, enough: int) -> None:
        self.names: list[bytes] = []
        self.asked = threading.Event()
        self._enough = enough

    def peek(self, where):
        self.names.append(where.name)
        if len(self.names) == self._enough:
            self.asked.set()
        future: Future[None] = Future()
        future.set_result(None)
        return future


def test_the_first_pass_peeks_at_what_is_in_sight_first_and_at_nothing_twice(case, tmp_path):
    source = add_source(case)
    ids = add_files(case, source, [found(number) for number in range(9)])
    in_sight = InSight()
    in_sight.look([ids[7], ids[3]])
    pool: Any = NotingPool(enough=9)
    scan: Any = SimpleNamespace(finished=threading.Event())
    scan.finished.set()
    places = {source: Place(source, "s", tmp_path, 0, 0)}
    stage = PeekStage(case, pool, places, scan, in_sight)
    assert pool.asked.wait(PATIENCE_S)
    assert stage.head_start.wait(PATIENCE_S)
    stage.close()
    assert pool.names == [b"f%d.jpg" % number for number in (7, 3, 0, 1, 2, 4, 5, 6, 8)]
