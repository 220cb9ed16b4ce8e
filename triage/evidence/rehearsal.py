"""A proof that children are held to their limits: real ones, and mishaps that we bring about.

Whether a system keeps its promise of a limit shows only when a child tries to break it.
"""

from __future__ import annotations

import struct
import tempfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from triage.core.records import Examined, Reason, State, Where
from triage.evidence.pool import ExaminerPool

if TYPE_CHECKING:
    from triage.core.job import JobContext

MEMORY = 128 << 20
"""What a child may take here: a quarter of what :func:`triage.evidence.sabotage.gulp` takes."""
SECONDS = 1.0
_PATIENCE_S = 60.0
"""For what is not about time: the first picture on a slow machine loads its decoders."""

_NO_ANSWER_S = 60.0

_PLAIN, _GREEDY, _SLOW, _DEADLY = "plain.png", "greedy.png", "slow.png", "deadly.png"
_HOOK = f"gulp:{_GREEDY},sleep:{_SLOW},crash:{_DEADLY}"


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """What became of four pictures. ``works``: the plain one was read."""

    works: bool
    memory_held: bool
    time_held: bool
    crash_survived: bool
    details: tuple[str, ...]


def rehearse(ctx: JobContext) -> Rehearsed:
    """Let children run into each limit. Raises KnownError where no child starts, and Cancelled."""
    with tempfile.TemporaryDirectory(prefix="triage-self-test-") as name:
        folder = Path(name).resolve()
        plain, greedy, deadly = _outcomes(ctx, folder, (_PLAIN, _GREEDY, _DEADLY), _PATIENCE_S)
        [slow] = _outcomes(ctx, folder, (_SLOW,), SECONDS)
    outcomes = (plain, greedy, slow, deadly)
    return Rehearsed(
        works=plain.state is State.ANALYSED,
        memory_held=greedy.reason is Reason.OUT_OF_MEMORY,
        time_held=slow.reason is Reason.TIMEOUT,
        crash_survived=deadly.reason is Reason.CRASHED,
        details=tuple(one.detail for one in outcomes),
    )


def _outcomes(
    ctx: JobContext, folder: Path, files: tuple[str, ...], seconds: float
) -> list[Examined]:
    outcomes: list[Examined] = []
    with ExaminerPool(1, (), _HOOK, seconds_per_file=seconds, memory_above_idle=MEMORY) as pool:
        for file in files:
            ctx.checkpoint()
            (folder / file).write_bytes(_png())
            outcomes.append(_outcome(pool, Where(folder, b"", file.encode("ascii")), seconds))
    return outcomes


def _outcome(pool: ExaminerPool, where: Where, seconds: float) -> Examined:
    """What became of it; a child that nobody ends would hold the self-test up for ever."""
    try:
        # Whatever is wrong with a file shows in a second run, alone.
        return pool.examine(where).result(2 * seconds + _NO_ANSWER_S)
    except TimeoutError:
        return Examined(State.FAILED, Reason.NONE, "no answer")


def _png() -> bytes:
    """Eight grey pixels a side, written by hand (PNG specification, chapters 5 and 10)."""
    rows = b"".join(b"\0" + bytes(range(0, 256, 32)) for _ in range(8))
    header = struct.pack(">IIBBBBB", 8, 8, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
