"""Children end with their parent, whatever they are doing, and take nothing from where it is."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.support.whereabouts import where
from triage.evidence import launch

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")

PARENT = """
import sys, time
from pathlib import Path
from tests.support.whereabouts import where
from triage.evidence.pool import ExaminerPool
hook, wanted, *pictures = sys.argv[1:]
pool = ExaminerPool(2, (), hook, seconds_per_file=60.0)
for picture in map(Path, pictures):
    pool.examine(where(picture))
def begun():
    worker = pool._dispatcher._shared._worker
    return sum(task.began is not None for task in list(worker.tasks.values())) if worker else 0
while begun() < int(wanted):
    time.sleep(0.01)
print("up", flush=True)
time.sleep(600)
"""
ROOT = Path(__file__).resolve().parents[3]


def children_of(parent: int) -> list[int]:
    found: list[int] = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            after_name = status.read_text(encoding="latin-1").rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(after_name[1]) == parent:
            found.append(int(status.parent.name))
    return found


def alive(process: int) -> bool:
    """A zombie has ended; whoever adopted it may not have looked yet."""
    try:
        status = Path(f"/proc/{process}/stat").read_text(encoding="latin-1")
    except (FileNotFoundError, ProcessLookupError):
        return False
    return status.rpartition(")")[2].split()[0] not in "ZX"


def settled(process: int) -> bool:
    """Whether the child has come as far as offering itself to the kernel."""
    return Path(f"/proc/{process}/oom_score_adj").read_text(encoding="ascii").strip() != "0"


@linux_only
@pytest.mark.parametrize(
    ("hook", "held", "children"),
    [("", 0, 2), ("sleep:p001.png", 1, 2), ("hold:p001.png", 1, 1)],
)
def test_no_child_outlives_a_killed_parent(
    pictures: Any, until: Any, hook: str, held: int, children: int
) -> None:
    cut, held_up = pictures(2)
    cut.write_bytes(cut.read_bytes()[:-700])
    shown = [str(held_up)] if children == 1 else [str(cut), str(held_up)]
    command = [sys.executable, "-c", PARENT, hook, str(held), *shown]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as parent:
        try:
            assert parent.stdout is not None
            assert parent.stdout.readline() == b"up\n"
            until(lambda: len(children_of(parent.pid)) == children)
            born = children_of(parent.pid)
            until(lambda: all(settled(child) for child in born))
        finally:
            parent.send_signal(signal.SIGKILL)
        until(lambda: not any(alive(child) for child in born), seconds=2.0)


@linux_only
def test_the_children_of_a_closed_pool_are_gone(pictures: Any, pool_of: Any) -> None:
    pool = pool_of(1)
    [path] = pictures(1)
    pool.examine(where(path)).result(60)
    born = children_of(os.getpid())
    pool.close()
    assert born
    assert not set(born) & set(children_of(os.getpid()))


def test_no_module_is_taken_from_the_folder_where_the_program_stands(
    pictures: Any, pool_of: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("json", "numpy", "argparse", "triage"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit(5)", encoding="ascii")
    monkeypatch.chdir(tmp_path)
    [path] = pictures(1)
    assert pool_of(1).examine(where(path)).result(60).reason == 0


@linux_only
def test_a_child_whose_parent_is_another_ends_at_once() -> None:
    command = [sys.executable, "-m", "triage.evidence.child", "--parent", "1"]
    child = subprocess.run(
        command, stdin=subprocess.PIPE, capture_output=True, cwd=ROOT, check=False, timeout=30
    )
    assert (child.returncode, child.stdout) == (0, b"")


def test_a_frozen_program_is_its_own_child(
    pictures: Any, pool_of: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    frozen = launch.command("crash:x")
    assert frozen[:2] == [sys.executable, "--triage-child"]
    unfrozen = (sys.executable, "-m", "triage.evidence.child", *frozen[1:])
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    [path] = pictures(1)
    assert pool_of(1, command=unfrozen).examine(where(path)).result(60).reason == 0
