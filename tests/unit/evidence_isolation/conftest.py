"""Small pictures, pools that are closed again, and made-up children."""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from PIL import Image

from triage.core.records import InputSpec
from triage.evidence.pool import ExaminerPool

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from triage.core.records import Examined

SPEC = InputSpec(32, 24)

FRAMING = """
import json, struct, sys, time
def read():
    length = sys.stdin.buffer.read(4)
    return json.loads(sys.stdin.buffer.read(struct.unpack("<I", length)[0]))
def say(blobs=(), **header):
    text = json.dumps({**header, "blobs": [len(b) for b in blobs]}).encode()
    sys.stdout.buffer.write(struct.pack("<I", len(text)) + text + b"".join(blobs))
    sys.stdout.buffer.flush()
GOOD = dict(say="done", state=1, reason=0, detail="", media_type="", width=1, height=1, flags=0,
            taken=None, metadata={}, raw_tags={}, seconds=0.0, decoder="")
"""


@pytest.fixture
def spec() -> InputSpec:
    return SPEC


@pytest.fixture
def pictures(tmp_path: Path) -> Callable[[int], list[Path]]:
    """Draws as many different small PNGs as asked for: ``p000.png`` and so on."""

    def draw(count: int) -> list[Path]:
        noise = np.random.default_rng(7)
        paths = [tmp_path / f"p{number:03}.png" for number in range(count)]
        for path in paths:
            pixels = noise.integers(0, 255, (20, 30, 3), dtype=np.uint8)
            Image.fromarray(pixels).save(path, compress_level=1)
        return paths

    return draw


@pytest.fixture
def pool_of() -> Iterator[Callable[..., ExaminerPool]]:
    """Makes pools, and closes every one of them."""
    made: list[ExaminerPool] = []

    def make(threads: int = 1, hook: str | None = None, **limits: Any) -> ExaminerPool:
        made.append(ExaminerPool(threads, (SPEC,), hook, **limits))
        return made[-1]

    yield make
    for pool in made:
        pool.close()


@pytest.fixture
def until() -> Callable[..., Any]:
    """Waits for something to be true, and gives it; fails the test after ``seconds``."""

    def wait(condition: Callable[[], Any], seconds: float = 30.0) -> Any:
        deadline = time.monotonic() + seconds
        while not (value := condition()):
            assert time.monotonic() < deadline, "waited in vain"
            time.sleep(0.01)
        return value

    return wait


@pytest.fixture
def foreign_child() -> Callable[[str], tuple[str, ...]]:
    """The command of a child that behaves as the given lines say."""

    def command(lines: str) -> tuple[str, ...]:
        return (sys.executable, "-c", FRAMING + lines)

    return command


@pytest.fixture
def row() -> Callable[[Examined], tuple[Any, ...]]:
    """What two runs of one file must agree on."""

    def comparable(examined: Examined) -> tuple[Any, ...]:
        inputs = tuple((pixels.shape, pixels.tobytes()) for pixels in examined.inputs)
        return replace(examined, seconds=0.0, inputs=()), inputs

    return comparable
