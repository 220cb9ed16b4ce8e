"""The child's threads: they examine one file after another and keep nothing in between."""

from __future__ import annotations

import os
import queue
import threading
import time
from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO

from triage.core import names
from triage.core.records import Examined, Flag, Reason, RenderFailed, State
from triage.evidence import sandbox
from triage.evidence.examine import NeedsSecondRun, examine
from triage.evidence.messages import (
    AGAIN_MOST,
    Again,
    examined_to_parts,
    peek_to_parts,
    rendered_to_parts,
    specs_from_json,
)
from triage.evidence.opening import (
    CHANGED,
    identity_of,
    open_beneath,
    said_by_system,
)
from triage.evidence.peek import peek
from triage.evidence.protocol import NonsenseError, read_frame, write_frame
from triage.evidence.question import identity_in, imported_in, where_in
from triage.evidence.render import render
from triage.evidence.sabotage import mishaps
from triage.evidence.task import Do

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from triage.core.records import Peek, Where
    from triage.evidence.protocol import Blob, Header

_BUG = 70
_LEAST_SQUEEZE = 256 << 20
_OTHER_BYTES = Examined(State.FAILED, Reason.UNREADABLE, CHANGED)


class Bench:
    """The threads that examine, and what they work under."""

    def __init__(
        self, terms: Header, planned: dict[str, Callable[[], None]], out: BinaryIO
    ) -> None:
        self._alone = bool(terms["alone"])
        self._memory = int(terms["memory"])
        self._share = int(terms["share"])
        self._threads = int(terms["threads"])
        self._specs = specs_from_json(terms["specs"])
        self._planned = planned
        self._out = out
        self._out_lock = threading.Lock()
        self._questions: queue.SimpleQueue[Header] = queue.SimpleQueue()
        self._idle = 0
        self._ceiling = sandbox.Ceiling()

    def open(self) -> None:
        """Start every thread before memory is limited, then say that all is ready."""
        for number in range(self._threads):
            threading.Thread(target=self._work, name=f"examine-{number}", daemon=True).start()
        self._idle = sandbox.size_now()
        if self._idle:
            self._ceiling.allow(self._idle + self._memory + self._share)
        self._say({"say": "ready", "idle": self._idle})

    def put(self, question: Header) -> None:
        """One more file to look at."""
        self._questions.put(question)

    def _say(self, header: Header, blobs: Sequence[bytes | memoryview | Blob] = ()) -> None:
        with self._out_lock:
            write_frame(self._out, header, blobs)

    def _work(self) -> None:
        try:
            while True:
                self._answer(self._questions.get())
        except BaseException:  # noqa: BLE001  half an answer may be in the pipe: only death is clear
            os._exit(_BUG)

    def _answer(self, question: Header) -> None:
        number = question["id"]
        self._say({"say": "began", "id": number})
        if question["do"] == Do.PEEK:
            header, blobs = peek_to_parts(_peeked(where_in(question)))
            self._say({"say": "peeked", "id": number, **header}, blobs)
            return
        do = self._render if question["do"] == Do.RENDER else self._examine
        trouble = self._trouble_of(do, question)
        if trouble is not None:
            self._say({"say": "again", "id": number, "why": trouble[0], "detail": trouble[1]})
            if self._alone:
                os._exit(0)

    def _trouble_of(
        self, do: Callable[[Header], bool], question: Header
    ) -> tuple[Again, str] | None:
        """Answer one question; why there is no answer, where there is none."""
        if self._alone and self._idle:
            self._ceiling.allow(sandbox.size_now() + self._memory)
        try:
            if not do(question):
                return Again.UNSURE, ""
        except NeedsSecondRun:
            return Again.TRUNCATED, ""
        except MemoryError:
            return Again.MEMORY, ""
        except Exception as error:  # noqa: BLE001  told to the program, which names the file
            return Again.ERROR, f"{type(error).__name__}: {error}"[:AGAIN_MOST]
        return None

    def _examine(self, question: Header) -> bool:
        """Examine and say so; False where neighbours may have a hand in what came out."""
        examined = self._examined(question)
        failed = examined.state is State.FAILED or Flag.METADATA_DAMAGED in examined.flags
        if failed and self._squeezed(examined.reason):
            return False
        self._say_examined("done", question["id"], examined)
        return True

    def _render(self, question: Header) -> bool:
        """Decode for a person to look at, as :meth:`_examine` otherwise."""
        where = where_in(question)
        rendered = render(
            where,
            identity_in(question),
            question["longest"],
            alone=self._alone,
            imported=imported_in(question),
            before=self._planned.get(names.native(where.name)),
        )
        if isinstance(rendered, RenderFailed) and self._squeezed(rendered.reason):
            return False
        header, blobs = rendered_to_parts(rendered)
        self._say({"say": "rendered", "id": question["id"], **header}, blobs)
        return True

    def _examined(self, question: Header) -> Examined:
        where = where_in(question)
        name = names.native(where.name)
        early = self._early(question["id"], name)
        started = time.perf_counter()
        try:
            with open_beneath(where) as file:
                before = identity_of(file, where)
                if identity_in(question) not in (None, before):
                    return _OTHER_BYTES
                examined = examine(file, name, self._specs, alone=self._alone, early=early)
                if identity_of(file, where) != before:
                    return _OTHER_BYTES
        except FileNotFoundError as error:
            return Examined(State.FAILED, Reason.DISAPPEARED, said_by_system(error))
        except OSError as error:
            return Examined(State.FAILED, Reason.UNREADABLE, said_by_system(error))
        return replace(examined, seconds=examined.seconds or time.perf_counter() - started)

    def _early(self, number: int, name: str) -> Callable[[Examined], None] | None:
        """Before a decoder runs: alone, say what is known, for nobody may be left to say it.

        Here too strikes a rehearsed mishap.
        """
        mishap = self._planned.get(name)
        if not (self._alone or mishap):
            return None

        def early(known: Examined) -> None:
            if self._alone:
                self._say_examined("known", number, known)
            if mishap is not None:
                mishap()

        return early

    def _say_examined(self, word: str, number: int, examined: Examined) -> None:
        try:
            header, blobs = examined_to_parts(examined)
            self._say({"say": word, "id": number, **header}, blobs)
        except ValueError:
            # More text than a header holds, refused before anything was written.
            flags = examined.flags | Flag.METADATA_DAMAGED
            bare = replace(examined, metadata={}, raw_tags={}, flags=flags)
            header, blobs = examined_to_parts(bare)
            self._say({"say": word, "id": number, **header}, blobs)

    def _squeezed(self, reason: Reason) -> bool:
        """Whether neighbours may have a hand in a bad outcome.

        Some decoders call a failed allocation a damaged file. While less was ever taken than
        the neighbours' share, there was room for this file's own, and the outcome stands.
        """
        if self._alone or reason in (Reason.UNREADABLE, Reason.DISAPPEARED):
            return False
        peak = sandbox.peak_size()
        return peak is None or peak - self._idle >= max(self._share, _LEAST_SQUEEZE)


def _peeked(where: Where) -> Peek | None:
    """For show only: whatever goes wrong, there is nothing to show."""
    try:
        return peek(open_beneath(where))
    except (Exception, MemoryError):  # noqa: BLE001  the examination will name what is wrong
        return None


def serve(incoming: BinaryIO, out: BinaryIO, hook: str) -> int:
    """Answer until the pipe closes; the exit status."""
    try:
        greeting = read_frame(incoming, 0)
        if greeting is None:
            return 0
        bench = Bench(greeting[0], mishaps(hook), out)
        bench.open()
        while (question := read_frame(incoming, 0)) is not None:
            bench.put(question[0])
    except (EOFError, NonsenseError):
        return _BUG
    return 0
