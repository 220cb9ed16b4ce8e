"""The import job: found = analysed + skipped + failed, whatever happens on the way."""

from __future__ import annotations

import os
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from triage.core import names
from triage.core.errors import DiskFullError, Remedy
from triage.core.job import Cancelled
from triage.evidence.pool import ExaminerPool
from triage.inference.providers import choose
from triage.ingest.in_sight import InSight
from triage.ingest.makeup import Makeup
from triage.ingest.peek_stage import PeekStage
from triage.ingest.pipeline import Pipeline
from triage.ingest.reading_order import ReadingOrder
from triage.ingest.request import ImportRequest, ImportSummary
from triage.ingest.scan_stage import ScanStage
from triage.ingest.score_stage import ScoreStage
from triage.ingest.sources import Sources, settle
from triage.ingest.tally import Tally
from triage.store.commands import BeginJob, EndJob
from triage.store.news import news, news_mark
from triage.store.provenance import newest_packs
from triage.store.status import status
from triage.store.worklist import count_pending

if TYPE_CHECKING:
    import sqlite3

    from triage.core.job import JobContext
    from triage.store.case import Case

_WAIT_S = 0.1
_HEAD_START_S = 1.5


def import_sources(ctx: JobContext, case: Case, request: ImportRequest) -> ImportSummary:
    """Import the named folders, or go on with all sources, and do every missing score.

    Raises Cancelled when asked to stop, SourceError when evidence goes away, CaseError when
    the case cannot be written; in each case what was committed stays and a later import
    goes on from there.
    """
    sources = settle(case, request)
    begin = BeginJob(
        kind="import",
        source_id=sources.to_scan[0].source_id if len(sources.to_scan) == 1 else None,
        by=request.by,
        detail=_arguments(request, sources),
    )
    job_id = case.send(begin).result().ids[0]
    job = _Import(ctx, case, request, sources, job_id)
    try:
        job.run()
    except Cancelled:
        _end(case, job_id, "cancelled", request.by, job)
        raise
    except DiskFullError:
        # There is no room to write down that there is no room.
        raise
    except Exception:
        _end(case, job_id, "failed", request.by, job)
        raise
    return _end(case, job_id, "done", request.by, job)


def workers_of(request: ImportRequest) -> int:
    """Files worked on at once: as asked, else one per processor this process may use."""
    if request.workers is not None:
        return max(1, request.workers)
    if sys.platform == "linux":
        return max(1, len(os.sched_getaffinity(0)))
    return os.cpu_count() or 1


class _Import:
    """One run of the stages over one case."""

    def __init__(
        self,
        ctx: JobContext,
        case: Case,
        request: ImportRequest,
        sources: Sources,
        job_id: int,
    ) -> None:
        self._ctx = ctx
        self._case = case
        self._request = request
        self._sources = sources
        self._job_id = job_id
        self._threads = workers_of(request)
        self._stopping = threading.Event()
        self._in_sight = request.in_sight or InSight()
        with case.reader() as reader:
            self.before = news_mark(reader.connection)
        self.tally = Tally(ctx)
        self.notes: list[str] = list(sources.notes)
        self.remedy = Remedy.LOCATE if sources.notes else None
        self.provider = ""

    def run(self) -> None:
        """All stages, then the scores that earlier imports left out."""
        self._ctx.report("scanning", 0)
        with ExitStack() as stack:
            scores = ScoreStage(
                self._case,
                self._request.packs,
                choose(self._request.provider),
                self._threads,
                self._job_id,
                self._request.by,
                self._request.standby,
            )
            stack.enter_context(closing(scores))
            stack.callback(self._remember, scores)
            specs = tuple(pack.spec for pack in self._request.packs)
            pool = ExaminerPool(self._threads, specs, self._request.hook)
            stack.enter_context(closing(pool))
            connection = stack.enter_context(self._case.reader()).connection
            self.notes.extend(scores.take_over(newest_packs(connection)))
            self._decide_all_items(connection, pool, scores)
            self._make_up(connection, pool, scores)

    def _make_up(
        self, connection: sqlite3.Connection, pool: ExaminerPool, scores: ScoreStage
    ) -> None:
        with ThreadPoolExecutor(self._threads, thread_name_prefix="reread") as readers:
            here = self._sources.here
            makeup = Makeup(self._ctx, self._case, connection, pool, scores, here, readers)
            self.notes.extend(makeup.run())

    def _remember(self, scores: ScoreStage) -> None:
        self.provider = scores.providers
        self.notes.extend(scores.notices)

    def _decide_all_items(
        self, connection: sqlite3.Connection, pool: ExaminerPool, scores: ScoreStage
    ) -> None:
        with ExitStack() as stack:
            to_scan, by = self._sources.to_scan, self._request.by
            scan = ScanStage(self._case, to_scan, self._job_id, by, self._checkpoint)
            stack.enter_context(closing(scan))
            peeks = PeekStage(self._case, pool, self._sources.here, scan, self._in_sight)
            stack.enter_context(closing(peeks))
            pipeline = Pipeline(
                self._case, connection, pool, scores, self.tally, self._threads, self._must_stop
            )
            stack.enter_context(closing(pipeline))
            # Runs first of all on the way out, whatever the way: the threads look at it.
            stack.callback(self._stopping.set)
            peeks.head_start.wait(_HEAD_START_S)
            self._feed(connection, pipeline, scan)

    def _must_stop(self) -> bool:
        return self._ctx.cancelled or self._stopping.is_set()

    def _checkpoint(self) -> None:
        self._ctx.checkpoint()
        if self._stopping.is_set():
            raise Cancelled

    def _feed(self, connection: sqlite3.Connection, pipeline: Pipeline, scan: ScanStage) -> None:
        """Keep the pipeline full until every item of every source that is here is decided."""
        order = ReadingOrder(connection, self._sources.here, self._in_sight)
        while True:
            self._checkpoint()
            scan.raise_error()
            scan_was_over = scan.finished.is_set()
            if scan_was_over and not self.tally.total_known:
                begun = pipeline.on_the_way
                to_read = len(begun) + count_pending(connection, but=begun)
                self.tally.expect(scan.found, to_read)
            work = order.next(pipeline.on_the_way) if pipeline.has_room else None
            if work is None and pipeline.idle and scan_was_over:
                work = order.from_the_first(pipeline.on_the_way)
                if work is None:
                    return
            if work is not None:
                pipeline.put(work)
            pipeline.step(0.0 if work is not None else _WAIT_S)


def _arguments(request: ImportRequest, sources: Sources) -> dict[str, Any]:
    return {
        "sources": [
            {"name": place.name, "place": names.text(names.raw(str(place.path)))}
            for place in sources.to_scan
        ],
        "packs": [{"name": p.info.name, "sha256": p.info.sha256} for p in request.packs],
        "provider": request.provider,
        "workers": workers_of(request),
    }


def _end(case: Case, job_id: int, outcome: str, by: str, job: _Import) -> ImportSummary:
    """Write down how the job ended, with the counts of the whole case."""
    with case.reader() as reader:
        counts = status(reader.connection)
        new = news(reader.connection, job.before)
    summary = ImportSummary(
        found=counts["found"],
        analysed=counts["analysed"],
        skipped=counts["skipped"],
        failed=counts["failed"],
        pending=counts["pending"],
        reasons=counts["reasons"],
        done=job.tally.done,
        new=new.items,
        changed=new.changed,
        missing=new.missing,
        provider=job.provider,
        notes=tuple(job.notes),
        remedy=job.remedy,
    )
    detail = {k: v for k, v in asdict(summary).items() if k not in {"notes", "remedy"}}
    detail["notes"] = list(summary.notes)
    case.send(EndJob(job_id=job_id, outcome=outcome, by=by, detail=detail)).result()
    return summary
