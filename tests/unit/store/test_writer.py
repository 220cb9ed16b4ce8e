from __future__ import annotations

import contextlib
import subprocess
import sys
import threading
from concurrent.futures import CancelledError, wait
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.case_records import add_source
from triage.core.errors import BugError, CaseError, KnownError
from triage.store.case import Case
from triage.store.commands.base import Changes, Command
from triage.store.lanes import Lanes, Order
from triage.store.reader import Reader
from triage.store.writer import GROUP_ITEMS

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable
    from pathlib import Path


_FORGETFUL = """
import sys
from pathlib import Path
from triage.store.case import Case
from triage.store.commands import AddSource
case = Case.open(Path(sys.argv[1]), by="lee")
case.send_bulk(AddSource(b"/e", "e", "", "lee"))
"""


@dataclass(frozen=True, slots=True)
class Note(Command):
    """Writes a camera; says which it is, and fails where asked to."""

    name: str
    fails: BaseException | None = None
    order: list[str] | None = None

    def apply(self, conn: sqlite3.Connection) -> Changes:
        conn.execute("INSERT INTO camera (make, model) VALUES (?, '')", (self.name,))
        if self.order is not None:
            self.order.append(self.name)
        if self.fails is not None:
            raise self.fails
        return Changes(rows=1)


@dataclass(frozen=True, slots=True)
class Gate(Command):
    """Holds the writer until it is opened."""

    opened: threading.Event = field(default_factory=threading.Event)
    reached: threading.Event = field(default_factory=threading.Event)

    def apply(self, conn: sqlite3.Connection) -> Changes:
        self.reached.set()
        assert self.opened.wait(10)
        return Changes()


@dataclass(frozen=True, slots=True)
class RollBack(Command):
    """Does what SQLite does on some faults: the whole transaction is gone."""

    def apply(self, conn: sqlite3.Connection) -> Changes:
        conn.execute("ROLLBACK")
        raise KnownError("gone")


def _notes(ask: Callable[..., list[Any]]) -> list[str]:
    return [name for (name,) in ask("SELECT make FROM camera ORDER BY make")]


def test_a_future_resolves_after_the_commit(case: Case, ask: Callable[..., list[Any]]) -> None:
    case.send(Note("one")).result(10)
    assert _notes(ask) == ["one"]
    case.send_bulk(Note("two")).result(10)
    assert _notes(ask) == ["one", "two"]


def test_a_group_of_bulk_commands_is_one_commit(case: Case, ask: Callable[..., list[Any]]) -> None:
    gate = Gate()
    case.send(gate)
    futures = [case.send_bulk(Note(f"{n:03}")) for n in range(GROUP_ITEMS + 1)]
    gate.opened.set()
    wait(futures[:GROUP_ITEMS], 10)
    assert not futures[GROUP_ITEMS].done()
    assert len(_notes(ask)) == GROUP_ITEMS
    assert futures[GROUP_ITEMS].result(10).rows == 1  # after a second, without a full group


def test_a_person_goes_before_bulk_work(case: Case) -> None:
    gate = Gate()
    order: list[str] = []
    case.send(gate)
    assert gate.reached.wait(10)
    late = [case.send_bulk(Note(f"bulk {n}", order=order)) for n in range(3)]
    person = case.send(Note("person", order=order))
    gate.opened.set()
    wait([*late, person], 10)
    assert order[0] == "person"


def test_a_persons_change_commits_the_open_group_first(case: Case) -> None:
    gate = Gate()
    bulk = case.send_bulk(gate)
    assert gate.reached.wait(10)
    person = case.send(Note("person"))
    gate.opened.set()
    person.result(10)
    assert bulk.done()


def test_a_failing_bulk_command_takes_no_neighbour_down(
    case: Case, ask: Callable[..., list[Any]]
) -> None:
    gate = Gate()
    case.send(gate)
    before = case.send_bulk(Note("before"))
    failing = case.send_bulk(Note("failing", fails=KnownError("no")))
    after = case.send_bulk(Note("after"))
    gate.opened.set()
    with pytest.raises(KnownError, match="no"):
        failing.result(10)
    assert (before.result(10).rows, after.result(10).rows) == (1, 1)
    assert _notes(ask) == ["after", "before"]


def test_a_transaction_that_is_gone_is_done_again_without_the_culprit(
    case: Case, ask: Callable[..., list[Any]]
) -> None:
    gate = Gate()
    case.send(gate)
    before = case.send_bulk(Note("before"))
    culprit = case.send_bulk(RollBack())
    after = case.send_bulk(Note("after"))
    gate.opened.set()
    with pytest.raises(KnownError):
        culprit.result(10)
    wait([before, after], 10)
    assert _notes(ask) == ["after", "before"]


def test_a_failing_command_leaves_nothing_and_the_writer_alive(
    case: Case, ask: Callable[..., list[Any]]
) -> None:
    with pytest.raises(ZeroDivisionError):
        case.send(Note("half", fails=ZeroDivisionError())).result(10)
    case.send(Note("whole")).result(10)
    assert _notes(ask) == ["whole"]


def test_a_broken_rule_of_the_schema_is_a_bug(case: Case) -> None:
    case.send(Note("twice")).result(10)
    with pytest.raises(BugError, match="UNIQUE"):
        case.send(Note("twice")).result(10)


def test_a_cancelled_future_is_skipped_and_harms_nobody(
    case: Case, ask: Callable[..., list[Any]]
) -> None:
    gate = Gate()
    case.send(gate)
    assert gate.reached.wait(10)
    cancelled = case.send(Note("cancelled"))
    assert cancelled.cancel()
    gate.opened.set()
    case.send(Note("next")).result(10)
    with pytest.raises(CancelledError):
        cancelled.result(0)
    assert _notes(ask) == ["next"]


def test_close_finishes_everything_that_was_accepted(case: Case) -> None:
    futures = [case.send_bulk(Note(f"{n:03}")) for n in range(150)]
    futures += [case.send(Note(f"p{n}")) for n in range(20)]
    case.close()
    assert all(future.result(0).rows == 1 for future in futures)


def test_every_send_around_a_close_is_either_refused_or_done(case: Case) -> None:
    accepted: list[Any] = []
    started = threading.Event()

    def keep_sending() -> None:
        for number in range(100_000):
            try:
                accepted.append(case.send_bulk(Note(str(number))))
            except CaseError:
                return
            started.set()

    sender = threading.Thread(target=keep_sending)
    sender.start()
    assert started.wait(10)
    case.close()
    sender.join(10)
    assert not sender.is_alive()
    assert all(future.done() for future in accepted)


def test_a_program_that_forgets_to_close_ends_and_keeps_its_work(case_path: Path) -> None:
    Case.create(case_path, by="kim").close()
    arguments = [sys.executable, "-c", _FORGETFUL, str(case_path)]
    assert subprocess.run(arguments, check=False, timeout=30).returncode == 0
    with Reader.open(case_path) as reader:
        assert reader.connection.execute("SELECT count(*) FROM source").fetchone() == (1,)


def test_the_bulk_lane_blocks_when_full_and_goes_on_when_there_is_room() -> None:
    lanes = Lanes(bulk_room=1)
    lanes.put(Order(Note("a"), by_person=False))
    waiting = threading.Thread(target=lanes.put, args=(Order(Note("b"), by_person=False),))
    waiting.start()
    waiting.join(0.05)
    assert waiting.is_alive()
    assert lanes.take(0) is not None
    waiting.join(10)
    assert not waiting.is_alive()


def test_a_full_person_lane_refuses_instead_of_blocking() -> None:
    lanes = Lanes(person_room=1)
    lanes.put(Order(Note("a"), by_person=True))
    with pytest.raises(CaseError, match="too slow"):
        lanes.put(Order(Note("b"), by_person=True))


def test_closing_releases_a_blocked_sender() -> None:
    lanes = Lanes(bulk_room=0)
    refused = threading.Event()

    def send() -> None:
        with pytest.raises(CaseError, match="closed"):
            lanes.put(Order(Note("a"), by_person=False))
        refused.set()

    sender = threading.Thread(target=send)
    sender.start()
    lanes.close()
    sender.join(10)
    assert refused.is_set()


def test_commits_reach_the_disk(case: Case) -> None:
    add_source(case)
    connection = case._connection
    assert connection is not None
    assert connection.execute("PRAGMA synchronous").fetchone() == (2,)
    assert connection.execute("PRAGMA foreign_keys").fetchone() == (1,)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows lets no open file go")
@pytest.mark.parametrize("send", ["send", "send_bulk"])
def test_a_case_that_was_deleted_while_open_takes_nothing_more(tmp_path: Path, send: str) -> None:
    case = Case.create(tmp_path / "gone.triage", name="", number="", examiner="", by="kim")
    case.path.unlink()
    try:
        with pytest.raises(CaseError, match="moved or deleted while it was open"):
            getattr(case, send)(Note("one")).result(10)
    finally:
        with contextlib.suppress(CaseError):  # there is nothing to close properly any more
            case.close()
