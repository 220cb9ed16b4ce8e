"""A child that holds too much ends itself, with a status that the program understands."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.whereabouts import where
from triage.core.records import Reason, State
from triage.evidence import launch, sandbox
from triage.evidence.memory_watch import RAN_OUT, MemoryWatch

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from triage.evidence.pool import ExaminerPool

MIB = 1 << 20
DEADLINE_S = 60
GREET = 'read(); say(say="ready", idle=0); number = read()["id"]; say(say="began", id=number)\n'
RUN_OUT = GREET + f"import os; os._exit({RAN_OUT})\n"

windows_only = pytest.mark.skipif(
    sys.platform != "win32", reason="Linux limits the address space: nobody need watch it"
)


class Held:
    """Memory as a test wants it, and what became of the process."""

    def __init__(self, *sizes: int) -> None:
        self._sizes = list(sizes)
        self.ends: list[int] = []
        self.ended = threading.Event()

    def now(self) -> int:
        return self._sizes.pop(0) if len(self._sizes) > 1 else self._sizes[0]

    def end(self, status: int) -> None:
        self.ends.append(status)
        self.ended.set()


@pytest.mark.parametrize(("held", "ends"), [(0, []), (99, []), (100, []), (101, [RAN_OUT])])
def test_a_process_ends_above_its_ceiling_and_only_there(held: int, ends: list[int]) -> None:
    memory = Held(held)
    watch = MemoryWatch(memory.now, memory.end)
    watch._ceiling = 100
    assert watch.look() is bool(ends)
    assert memory.ends == ends


def test_the_last_ceiling_counts() -> None:
    memory = Held(1)
    watch = MemoryWatch(memory.now, memory.end)
    watch.allow(100)
    watch.allow(0)
    assert memory.ended.wait(DEADLINE_S)
    watch.stop()


def test_somebody_looks_all_the_time() -> None:
    memory = Held(1, 2, 3, 101)
    watch = MemoryWatch(memory.now, memory.end)
    watch.allow(100)
    assert memory.ended.wait(DEADLINE_S)
    watch.stop()
    assert memory.ends == [RAN_OUT]


def test_nobody_looks_before_there_is_a_ceiling() -> None:
    memory = Held(101)
    MemoryWatch(memory.now, memory.end)
    assert [thread for thread in threading.enumerate() if thread.name == "memory-watch"] == []


def test_a_child_alone_that_ended_itself_was_out_of_memory(
    pictures: Callable[[int], list[Path]], pool_of: Any, foreign_child: Any
) -> None:
    pool = pool_of(1, command=foreign_child(RUN_OUT), memory_above_idle=64 * MIB)
    found = pool.examine(where(pictures(1)[0])).result(DEADLINE_S)
    assert (found.state, found.reason) == (State.FAILED, Reason.OUT_OF_MEMORY)
    assert found.detail == "needs more than 64 MiB"


def test_a_peek_in_a_child_that_ended_itself_shows_nothing(
    pictures: Callable[[int], list[Path]], pool_of: Any, foreign_child: Any
) -> None:
    pool = pool_of(1, command=foreign_child(RUN_OUT))
    assert pool.peek(where(pictures(1)[0])).result(DEADLINE_S) is None


def test_any_other_status_is_a_crash(
    pictures: Callable[[int], list[Path]], pool_of: Any, foreign_child: Any
) -> None:
    pool = pool_of(1, command=foreign_child(GREET + f"import os; os._exit({RAN_OUT + 1})\n"))
    found = pool.examine(where(pictures(1)[0])).result(DEADLINE_S)
    assert (found.reason, found.detail) == (Reason.CRASHED, f"ended with status {RAN_OUT + 1}")


@windows_only
def test_on_windows_memory_written_to_is_memory_held() -> None:
    before = sandbox.size_now()
    food = b"\1" * (64 * MIB)
    assert sandbox.size_now() - before >= 60 * MIB
    assert before > 0
    assert food


@windows_only
def test_on_windows_a_child_without_a_job_ends_itself(tmp_path: Path) -> None:
    eats = (
        "from triage.evidence import sabotage, sandbox\n"
        f"sandbox.Ceiling().allow(sandbox.size_now() + {64 * MIB})\n"
        "sabotage.eat()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", eats],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(launch._ROOT)},
        timeout=DEADLINE_S,
        check=False,
    )
    assert done.returncode == RAN_OUT


@windows_only
def test_on_windows_the_eater_is_out_of_memory_and_its_neighbours_are_not(
    pictures: Callable[[int], list[Path]], pool_of: Callable[..., ExaminerPool]
) -> None:
    paths = pictures(12)
    pool = pool_of(2, "eat:p005.png", memory_above_idle=128 * MIB)
    futures = [pool.examine(where(path)) for path in paths]
    reasons = [future.result(DEADLINE_S).reason for future in futures]
    assert reasons == [Reason.OUT_OF_MEMORY if n == 5 else Reason.NONE for n in range(12)]
