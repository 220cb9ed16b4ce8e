"""A person grades: audited commands, exact copies together, and the way back."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, Signal

from triage.gui.session.grade_stacks import GradeStacks
from triage.gui.session.grade_step import Step, categories
from triage.store.commands import SetGrade
from triage.store.together import same_content

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from concurrent.futures import Future

    import numpy.typing as npt

    from triage.gui.session.courier import Courier
    from triage.gui.session.grade_stacks import Kind
    from triage.store.columns import Columns
    from triage.store.commands.base import Changes, Command

    Answered = Callable[[Changes | None], None]
    """Called with what the case says, None where it refused."""


@dataclass(frozen=True, slots=True)
class Graded:
    """What was committed: ``items`` were chosen, ``copies`` more have the same content.

    An undo comes in one for each category that the items had before; ``items`` is then the
    number of all that are taken back. ``at`` is the item that was chosen, where it was one.
    """

    ids: npt.NDArray[np.int64]
    category: int | None
    items: int
    copies: int
    note: str = ""
    at: int | None = None


class Grading(QObject):
    """Sends grades and keeps what to undo, for as long as the case is open.

    ``changed`` bears a :class:`Graded` after each commit, ``failed`` the fault. Grades are sent
    at once; an undo or redo waits for what was sent before it, as it has to know what became
    of that, and whatever comes after it waits for the undo.
    """

    changed = Signal(object)
    failed = Signal(object)
    stack_changed = Signal()

    def __init__(
        self,
        send: Callable[[Command], Future[Changes]],
        columns: Callable[[], Columns | None],
        courier: Courier,
        by: str,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._send = send
        self._columns = columns
        self._courier = courier
        self.by = by
        self.with_copies = True
        self._stacks = GradeStacks()
        self._begun: deque[Kind] = deque()
        self._line: deque[tuple[Kind, Callable[[], None]]] = deque()
        self._at_rest: Callable[[], None] | None = None

    @property
    def can_undo(self) -> bool:
        """Whether there is a deed to take back, or will be once it is committed."""
        return self._depths()[0] > 0

    @property
    def can_redo(self) -> bool:
        """Whether there is a deed that was taken back, or will be."""
        return self._depths()[1] > 0

    def grade(self, ids: Sequence[int] | npt.NDArray[np.int64], category: int | None) -> None:
        """Give the items, and their exact copies where wanted, one category (None: take away)."""
        chosen = np.unique(np.asarray(ids, dtype=np.int64))
        if len(chosen):
            self._in_turn("grade", lambda: self._grade(chosen, category))

    def together(self, ids: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """What is graded with these items: themselves, and their exact copies where wanted."""
        columns = self._columns()
        if not self.with_copies or columns is None:
            return ids
        return same_content(columns, ids)

    def undo(self) -> None:
        """Take the last deed back, as new commands."""
        if self.can_undo:
            self._in_turn("undo", self._undo)

    def redo(self) -> None:
        """Do again what was taken back last."""
        if self.can_redo:
            self._in_turn("redo", self._redo)

    def when_at_rest(self, call: Callable[[], None]) -> None:
        """Call once everything that was asked for is answered: now, or soon."""
        self._at_rest = call
        self._go_on()

    def _depths(self) -> tuple[int, int]:
        return self._stacks.depths([*self._begun, *(kind for kind, _ in self._line)])

    def _in_turn(self, kind: Kind, do: Callable[[], None]) -> None:
        self._line.append((kind, do))
        self._go_on()
        self.stack_changed.emit()

    def _go_on(self) -> None:
        """Begin what may begin: grades follow each other at once, all else waits."""
        while self._line:
            kind, do = self._line[0]
            if self._begun and (kind != "grade" or set(self._begun) != {"grade"}):
                return
            self._line.popleft()
            self._begun.append(kind)
            do()
        if not self._begun and self._at_rest is not None:
            call, self._at_rest = self._at_rest, None
            call()

    def _over(self) -> None:
        """The oldest of what was begun is answered; the case answers in the order of asking."""
        self._begun.popleft()
        self._go_on()
        self.stack_changed.emit()

    def _grade(self, chosen: npt.NDArray[np.int64], category: int | None) -> None:
        every = self.together(chosen)

        def take(changes: Changes | None) -> None:
            if changes is not None and changes.rows:
                step = Step(every, category, chosen, categories(changes.value))
                self._stacks.did(step)
                self._tell(step, "")
            self._over()

        self._order(every, category, "", take)

    def _undo(self) -> None:
        if not self._stacks.done:
            self._over()
            return
        step = self._stacks.done[-1]
        groups = step.olds()
        back = np.zeros(len(step.ids), dtype=np.bool_)
        left = len(groups)

        def take(old: int | None, inside: npt.NDArray[np.bool_], changes: Changes | None) -> None:
            nonlocal left
            left -= 1
            if changes is not None:
                back[inside] = True
                ids, amount = step.ids[inside], len(step.ids)
                self.changed.emit(Graded(ids, old, amount, 0, "undo", _one(step.chosen)))
            if left == 0:
                self._taken_back(step, back)

        for old, inside in groups:
            self._order(
                step.ids[inside],
                old,
                "undo",
                lambda changes, old=old, inside=inside: take(old, inside, changes),
            )

    def _taken_back(self, step: Step, back: npt.NDArray[np.bool_]) -> None:
        """What the case refused to take back stays done, the rest can be done again."""
        self._stacks.done.pop()
        if not back.all():
            self._stacks.done.append(step.part(~back))
        if back.any():
            self._stacks.undone.append(step if back.all() else step.part(back))
        self._over()

    def _redo(self) -> None:
        if not self._stacks.undone:
            self._over()
            return
        step = self._stacks.undone[-1]

        def take(changes: Changes | None) -> None:
            if changes is not None:
                self._stacks.undone.pop()
                again = step.with_old(changes.value)
                self._stacks.did_again(again)
                self._tell(again, "redo")
            self._over()

        self._order(step.ids, step.category, "redo", take)

    def _tell(self, step: Step, note: str) -> None:
        items = len(step.chosen)
        copies = len(step.ids) - items
        at = _one(step.chosen)
        self.changed.emit(Graded(step.ids, step.category, items, copies, note, at))

    def _order(
        self, ids: npt.NDArray[np.int64], category: int | None, note: str, then: Answered
    ) -> None:
        """Send one command; ``then`` hears of its end in the GUI thread, never before."""

        def take(done: Future[Changes]) -> None:
            error = done.exception()
            if error is None:
                then(done.result())
                return
            then(None)
            self.failed.emit(error)

        try:
            future = self._send(SetGrade(tuple(ids.tolist()), category, self.by, note))
        except Exception as error:  # noqa: BLE001  the window says it in words
            refused = error
            self._courier.post(self, lambda: self._refused(refused, then))
            return
        self._courier.deliver(future, self, take)

    def _refused(self, error: Exception, then: Answered) -> None:
        then(None)
        self.failed.emit(error)


def _one(chosen: npt.NDArray[np.int64]) -> int | None:
    return int(chosen[0]) if len(chosen) == 1 else None
