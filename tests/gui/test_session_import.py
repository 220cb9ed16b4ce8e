"""A real import of drawn pictures runs while a person looks, filters and grades."""

from __future__ import annotations

import itertools

import pytest

from tests.support.open_session import grades_of, new_case, opened
from tests.support.pictures import jpeg_bytes
from tests.support.tiny_pack import write_tiny_pack
from triage.core.filters import Filter, Sort
from triage.core.job import JobContext, JobState
from triage.core.privacy import Privacy, PrivacyLabel
from triage.inference.packs import load_pack
from triage.ingest.import_job import import_sources
from triage.ingest.request import ImportRequest
from triage.store.columns import Columns
from triage.store.query import Query

PICTURES = 120
PATIENCE_MS = 60_000


@pytest.fixture(scope="module")
def tiny(tmp_path_factory):
    folder = write_tiny_pack(tmp_path_factory.mktemp("pack") / "tiny", labels=("red", "green"))
    return load_pack(folder)


@pytest.fixture
def begun(qtbot, tmp_path, tiny):
    """A case with one source of pictures, and a job that brings another one."""
    case = new_case(tmp_path)
    for name, first in (("one", 0), ("two", 1)):
        folder = tmp_path / name
        folder.mkdir()
        for number in range(first, PICTURES, 2):
            (folder / f"IMG_{number}.jpg").write_bytes(jpeg_bytes(number))

    def work(ctx, name):
        request = ImportRequest((tmp_path / name,), by="kim", packs=(tiny,), provider="cpu")
        return import_sources(ctx, case, request)

    work(JobContext(), "one")
    with opened(qtbot, case) as told:
        told.rows()
        yield told, lambda: told.session.jobs.start("import", "Two", lambda ctx: work(ctx, "two"))


def until_over(told):
    told.qtbot.waitUntil(lambda: not told.session.jobs.running, timeout=PATIENCE_MS)
    assert [view.state for view in told.session.jobs.views()] == [JobState.DONE]
    told.until(lambda: len(told.rows().columns) == PICTURES)


def until_grown(told):
    told.qtbot.waitUntil(lambda: len(told.rows().columns) > PICTURES // 2, timeout=PATIENCE_MS)


def test_items_keep_their_place_among_each_other(begun):
    told, begin = begun
    begin()
    until_over(told)
    orders = [shown.ids.tolist() for shown in told.arranged]
    assert len(orders[-1]) == PICTURES
    for earlier, later in itertools.pairwise(orders):
        known = set(earlier)
        assert [item for item in later if item in known] == earlier
    for rows in told.arranged:
        assert all(rows.position_of(item) == place for place, item in enumerate(rows.ids.tolist()))


def test_a_graded_item_keeps_its_grade_and_place_through_filters(begun):
    told, begin = begun
    item = told.rows().id_at(30)
    begin()
    until_grown(told)
    told.session.grading.grade([item], 1)
    told.until(lambda: bool(told.graded))
    since = len(told.arranged)
    for wanted in (Filter(grades=(1,)), Filter(), Filter(text="IMG_6"), Filter(grades=(1, None))):
        told.ask(wanted)
    until_over(told)
    assert grades_of(told.session.case) == {item: 1}
    for rows in told.arranged[since:]:
        place = rows.position_of(item)
        assert place is None or rows.facts(place).category == 1
        assert (place is None) == (item not in rows.ids.tolist())
    assert told.rows().position_of(item) is not None


def test_in_the_end_every_answer_is_that_of_the_whole_case(begun):
    told, begin = begun
    begin()
    until_grown(told)
    told.ask(Filter(labels=("red",), min_score=0.0), Sort.SCORE)
    until_over(told)
    with told.session.case.reader() as reader:
        query = Query(Columns.load(reader.connection))
    for wanted in (Filter(labels=("red",), min_score=0.0), Filter(labels=("green",)), Filter()):
        for sort in Sort:
            told.ask(wanted, sort)
            expected = query.columns.ids[query.rows(wanted, sort, natural=True)].tolist()
            told.until(lambda expected=expected: told.rows().ids.tolist() == expected)
    assert told.whole_counts(Filter()).facets["state"] == query.facet("state", Filter())


def test_the_equation_holds_at_its_end(begun):
    told, begin = begun
    begin()
    until_over(told)
    status = told.session.status
    told.until(lambda: status.latest.found == PICTURES)
    told.until(lambda: status.latest.pending == 0)
    latest = status.latest
    assert latest.found == latest.analysed + latest.skipped + latest.failed


def test_nothing_that_comes_is_seen_before_it_is_judged(begun):
    told, begin = begun
    rule = Privacy(on=True, labels=(PrivacyLabel("tiny/red", 0.0),), packs=("tiny",))
    told.next_rows(lambda: told.views.set_privacy(rule))
    seen = []
    told.views.arranged.connect(
        lambda shown: seen.extend(i for i in shown.ids.tolist() if not told.views.hides(i))
    )
    begin()
    until_over(told)
    assert seen == []


def test_a_cancelled_import_leaves_what_it_brought(begun):
    told, begin = begun
    begin()
    until_grown(told)
    told.session.jobs.cancel_all()
    told.qtbot.waitUntil(lambda: not told.session.jobs.running, timeout=PATIENCE_MS)
    with told.session.case.reader() as reader:
        count = reader.connection.execute("SELECT count(*) FROM item").fetchone()[0]
    told.until(lambda: len(told.rows().columns) == count)
