"""Lateness of an event loop, and memory of a process."""

from __future__ import annotations

import ctypes
import gc
import sys
import time
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

import numpy as np
from PySide6.QtCore import QObject, Qt, QTimer
from timing import row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

BEAT_S: Final = 0.002
_MB: Final = 1e6


class Heartbeat(QObject):
    """A beat is due each 2 ms, whether the loop is free or not; how late each comes is kept.

    A block of 20 ms makes ten beats late, by 20, 18, 16... ms: what anybody would wait who
    comes at any moment.
    """

    def __init__(self) -> None:
        super().__init__()
        self._late_ms: list[float] = []
        self._due = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)

    def start(self) -> None:
        """Beat from now on."""
        self._due = time.perf_counter() + BEAT_S
        self._timer.start(round(BEAT_S * 1000))

    def stop(self) -> list[float]:
        """How late the beats were, in milliseconds."""
        self._beat()
        self._timer.stop()
        return self._late_ms

    def _beat(self) -> None:
        now = time.perf_counter()
        while self._due <= now:
            self._late_ms.append((now - self._due) * 1000)
            self._due += BEAT_S


class Elbowroom:
    """How much of the time this thread was ready to run and other programs had the processors.

    What the event loop is late by then is the machine's doing, not the window's.
    """

    _TOLD = Path("/proc/self/schedstat")

    def __init__(self) -> None:
        self._began = time.perf_counter()
        self._waited_s = self._waited()

    def row(self, what: str) -> dict[str, Any]:
        """A row in per cent of the time since the beginning; 0 where the system does not say."""
        share = (self._waited() - self._waited_s) / (time.perf_counter() - self._began)
        return row(what, [100 * share], "%")

    def _waited(self) -> float:
        if not self._TOLD.exists():
            return 0.0
        return int(self._TOLD.read_text(encoding="ascii").split()[1]) / 1e9


def with_p99(what: str, samples: list[float], unit: str = "") -> dict[str, Any]:
    """A row that says the 99th percentile too."""
    figures = row(what, samples, unit)
    return figures | {"p99": round(float(np.percentile(samples, 99)), 3)}


def memory_mb(case: Path) -> dict[str, float]:
    """RSS and PSS of this process in MB, and ``own``: RSS without the pages of the case itself.

    Those the system reads ahead and takes back as it likes; and PSS changes with whatever other
    program happens to use the same libraries. What the C library holds free is given back first.
    """
    gc.collect()
    if sys.platform == "linux":
        ctypes.CDLL("libc.so.6").malloc_trim(0)
    sums = {"Rss": 0.0, "Pss": 0.0, "of case": 0.0}
    mapped = ""
    with Path("/proc/self/smaps").open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            word, _, rest = line.partition(":")
            if "-" in word:
                mapped = "".join(line.split(maxsplit=5)[5:]).strip()
            elif word in {"Rss", "Pss"}:
                bytes_ = int(rest.split()[0]) * 1024
                sums[word] += bytes_ / _MB
                if word == "Rss" and mapped.startswith(str(case)):
                    sums["of case"] += bytes_ / _MB
    return {"rss": sums["Rss"], "pss": sums["Pss"], "own": sums["Rss"] - sums["of case"]}


def bytes_within(thing: object) -> int:
    """What an object and all that it holds take, arrays counted once whoever shares them."""
    return sum(_sizes(thing, set()))


def _sizes(thing: object, seen: set[int]) -> Iterator[int]:
    if id(thing) in seen or thing is None or isinstance(thing, bool | int | float | type):
        return
    seen.add(id(thing))
    if isinstance(thing, np.ndarray):
        yield from _array_sizes(cast("np.ndarray[Any, Any]", thing), seen)
        return
    yield sys.getsizeof(thing)
    if not isinstance(thing, str | bytes | bytearray | memoryview):
        for part in _parts(thing):
            yield from _sizes(part, seen)


def _array_sizes(array: np.ndarray[Any, Any], seen: set[int]) -> Iterator[int]:
    base: Any = array.base
    if base is None:
        yield array.nbytes
        if array.dtype.hasobject:
            for part in array.ravel().tolist():
                yield from _sizes(part, seen)
    else:
        yield from _sizes(base.obj if isinstance(base, memoryview) else base, seen)


def _parts(thing: object) -> Iterable[object]:
    if isinstance(thing, dict):
        held = cast("dict[object, object]", thing)
        return [*held.keys(), *held.values()]
    if isinstance(thing, list | tuple | set | frozenset):
        return cast("Iterable[object]", thing)
    if is_dataclass(thing):
        return [getattr(thing, field.name) for field in fields(thing)]
    slots = [name for kind in type(thing).__mro__ for name in getattr(kind, "__slots__", ())]
    held = [getattr(thing, name, None) for name in slots if name not in {"__weakref__", "__dict__"}]
    return [*held, *vars(thing).values()] if hasattr(thing, "__dict__") else held
