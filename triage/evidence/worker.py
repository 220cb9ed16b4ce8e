"""One living child: its process, its pipes, and the tasks it holds."""

from __future__ import annotations

import io
import queue
import subprocess
import threading
import time
from typing import TYPE_CHECKING, BinaryIO, Protocol, cast

from triage.evidence import checks, launch
from triage.evidence.memory_watch import RAN_OUT
from triage.evidence.messages import (
    again_from,
    examined_from_parts,
    known_from_parts,
    peek_from_parts,
    rendered_from_parts,
)
from triage.evidence.protocol import NonsenseError, head, read_frame
from triage.evidence.sandbox import Leash
from triage.evidence.second_run import exit_text
from triage.evidence.task import Do

if TYPE_CHECKING:
    from triage.evidence.launch import Terms
    from triage.evidence.messages import Again
    from triage.evidence.protocol import Blob, Header
    from triage.evidence.task import Answer, Task

_READ_BUFFER_BYTES = 1 << 13
_IDLE_MOST = 1 << 40
_LAST_WORDS_S = 2.0


class Listener(Protocol):
    """Who is told what a child cannot settle itself; called on the child's reading thread."""

    def again(self, worker: Worker, task: Task, why: Again, detail: str) -> None:
        """The task left the child without an answer."""
        ...

    def ended(self, worker: Worker) -> None:
        """Nothing more will come from the child: it died, or it is to be killed."""
        ...


class Worker:
    """Started by, and for the rest of its life used from, one thread: the dispatcher's.

    Two threads of its own read and write the pipes, so that a child that neither reads nor
    answers holds nobody up. Answers end their tasks on the reading thread.
    """

    def __init__(self, terms: Terms, listener: Listener) -> None:
        """Raises OSError where no process can be started."""
        self._terms = terms
        self._listener = listener
        self.tasks: dict[int, Task] = {}
        self.sent = 0
        self.started = time.monotonic()
        self.ready = False
        self.proved = False
        """Whether it ever began with a file: then its death is a file's fault, or bad luck."""
        self.trouble = ""
        """What the child did wrong, where it did not just die."""
        self.timed_out = False
        self.ran_out = False
        """Whether it ended itself at the ceiling of its memory."""
        self.killed_at: float | None = None
        self._outbox: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._outbox.put(head(terms.greeting()))
        name = "alone" if terms.alone else "shared"
        self._reader = threading.Thread(target=self._read, name=f"read-{name}", daemon=True)
        self._writer = threading.Thread(target=self._write, name=f"write-{name}", daemon=True)
        self._process = launch.start(terms)
        try:
            self._leash = Leash(self._process.pid)
            self._writer.start()
            self._reader.start()
        except BaseException:
            self._process.kill()
            self._outbox.put(None)
            self._process.wait()
            raise

    def send(self, task: Task) -> None:
        """Give the child one more file."""
        task.began = None
        task.known = None
        self.tasks[task.number] = task
        self.sent += 1
        self._outbox.put(task.question)

    def too_slow(self, moment: float, late: float) -> bool:
        """Whether a file's time is over; ``late`` seconds during which nobody looked are given."""
        over = False
        for task in list(self.tasks.values()):
            if task.began is not None:
                task.began += late
                over = over or moment - task.began > self._terms.seconds
        return over

    def kill(self) -> None:
        """End the child at once; :meth:`Listener.ended` follows."""
        if self.killed_at is None:
            self.killed_at = time.monotonic()
        self._process.kill()

    def bury(self) -> tuple[list[Task], str]:
        """What is left after the end: tasks without an answer, and how the child died."""
        text = self._exit()
        self._outbox.put(None)
        for thread in (self._reader, self._writer):
            thread.join(_LAST_WORDS_S)
        if not self._writer.is_alive():
            cast("BinaryIO", self._process.stdin).close()
        self._leash.close()
        left: list[Task] = []
        while self.tasks:
            left.append(self.tasks.popitem()[1])
        left.sort(key=lambda task: task.number)
        return left, self.trouble or text

    def _exit(self) -> str:
        """A child that died by itself closed its pipe a moment before: its own end says more."""
        for last in (False, True):
            if last or self.trouble or self.killed_at is not None:
                self._process.kill()
            try:
                status = self._process.wait(_LAST_WORDS_S)
            except subprocess.TimeoutExpired:
                continue
            self.ran_out = status == RAN_OUT
            return exit_text(status)
        return "cannot be ended"

    def _write(self) -> None:
        pipe = cast("BinaryIO", self._process.stdin)
        try:
            while (frame := self._outbox.get()) is not None:
                rest = memoryview(frame)
                while rest:
                    rest = rest[pipe.write(rest) :]
        except OSError:
            # The child is gone; its other pipe tells the reading thread.
            return

    def _read(self) -> None:
        raw = cast("io.RawIOBase", self._process.stdout)
        try:
            with io.BufferedReader(raw, _READ_BUFFER_BYTES) as pipe:
                while (frame := read_frame(pipe, self._terms.answer_bytes)) is not None:
                    self._take(*frame)
        except NonsenseError as error:
            self.trouble = f"its answer makes no sense: {error}"
        except (EOFError, OSError):
            # Cut off in the middle of an answer: the same as no answer.
            pass
        except Exception as error:  # noqa: BLE001  the child is given up, and this is why
            self.trouble = f"its answer could not be taken: {type(error).__name__}: {error}"
        finally:
            self._listener.ended(self)

    def _take(self, header: Header, blobs: list[Blob]) -> None:
        word = header.get("say")
        if word == "ready":
            self._take_ready(header)
            return
        if word == "unable":
            self.trouble = checks.text(header.get("why"))
            return
        number = checks.whole(header.get("id"), 0, 1 << 62)
        task = self.tasks.get(number)
        if task is None or not self.ready or (task.began is None) != (word == "began"):
            raise NonsenseError("about a file that it does not have")
        if word == "began":
            task.began = time.monotonic()
            self.proved = True
            return
        if word == "again" and task.do is not Do.PEEK:
            why, detail = again_from(header)
            self._take_out(number)
            self._listener.again(self, task, why, detail)
        elif word == "known" and self._terms.alone and task.do is Do.EXAMINE and not task.known:
            task.known = known_from_parts(header, blobs)
        else:
            answer = self._answer(task, word, header, blobs)
            self._take_out(number).finish(answer)

    def _answer(self, task: Task, word: object, header: Header, blobs: list[Blob]) -> Answer:
        if word == "done" and task.do is Do.EXAMINE:
            return examined_from_parts(header, blobs, self._terms.specs)
        if word == "peeked" and task.do is Do.PEEK:
            return peek_from_parts(header, blobs)
        if word == "rendered" and task.do is Do.RENDER:
            return rendered_from_parts(header, blobs, task.longest)
        raise NonsenseError("an unknown word")

    def _take_ready(self, header: Header) -> None:
        if self.ready:
            raise NonsenseError("ready twice")
        idle = checks.whole(header.get("idle"), 0, _IDLE_MOST)
        if idle:
            self._leash.limit_memory(idle + self._terms.memory + self._terms.share)
        self.ready = True

    def _take_out(self, number: int) -> Task:
        """The task, unless the child was given up meanwhile and somebody else has it."""
        task = self.tasks.pop(number, None)
        if task is None:
            raise NonsenseError("too late")
        return task
