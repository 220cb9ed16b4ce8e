"""A person grades: audited commands, exact copies together, and the way back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, Signal

from triage.store.commands import SetGrade
from triage.store.together import same_content

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from concurrent.futures import Future

    import numpy.typing as npt

    from triage.gui.session.courier import Courier
    from triage.store.columns import Columns
    from triage.store.commands.base import Changes, Command

MOST_STEPS = 500


@dataclass(frozen=True, slots=True)
class Graded:
    """What was committed: ``items`` were chosen, ``copies`` more have the same content."""

    ids: npt.NDArray[np.int64]
    category: int | None
    items: int
    copies: int
    note: str = ""


@dataclass(slots=True, eq=False)
class Step:
    """One deed of a person, to be taken back as a whole; ``old`` is parallel to ``ids``."""

    ids: npt.NDArray[np.int64]
    category: int | None
    items: int
    old: tuple[int | None, ...] | None = None


class Grading(QObject):
    """Sends grades and keeps what to undo, for as long as the case is open.

    ``changed`` bears a :class:`Graded` after each commit, ``failed`` the fault and the items
    that were not graded.
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
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self._busy = 0

    @property
    def can_undo(self) -> bool:
        """Whether there is a deed to take back."""
        return bool(self._done) and not self._busy

    @property
    def can_redo(self) -> bool:
        """Whether there is a deed that was taken back."""
        return bool(self._undone) and not self._busy

    def grade(self, ids: Sequence[int] | npt.NDArray[np.int64], category: int | None) -> None:
        """Give the items, and their exact copies where wanted, one category (None: take away)."""
        chosen = np.asarray(ids, dtype=np.int64)
        if len(chosen) == 0:
            return
        columns = self._columns()
        together = self.with_copies and columns is not None
        every = same_content(columns, chosen) if together and columns is not None else chosen
        step = Step(every, category, len(chosen))
        self._undone.clear()
        self._order(step.ids, category, "", lambda done: self._graded(step, done))

    def undo(self) -> None:
        """Take the last deed back, as new commands."""
        if not self.can_undo:
            return
        step = self._done.pop()
        self._undone.append(step)
        for category, ids in _by_category(step):
            then = self._put_back(ids, category)
            self._order(ids, category, "undo", then, lambda: self._move_back(step, self._undone))
        self.stack_changed.emit()

    def redo(self) -> None:
        """Do again what was taken back last."""
        if not self.can_redo:
            return
        step = self._undone.pop()
        self._order(
            step.ids,
            step.category,
            "redo",
            lambda done: self._graded(step, done, "redo"),
            lambda: self._undone.append(step),
        )
        self.stack_changed.emit()

    def _order(
        self,
        ids: npt.NDArray[np.int64],
        category: int | None,
        note: str,
        then: Callable[[Changes], None],
        otherwise: Callable[[], None] = lambda: None,
    ) -> None:
        try:
            future = self._send(SetGrade(tuple(ids.tolist()), category, self.by, note))
        except Exception as error:  # noqa: BLE001  the window says it in words
            otherwise()
            self.failed.emit(error)
            return
        self._busy += 1
        self.stack_changed.emit()
        self._courier.deliver(future, self, lambda done: self._take(done, then, otherwise))

    def _take(
        self,
        done: Future[Changes],
        then: Callable[[Changes], None],
        otherwise: Callable[[], None],
    ) -> None:
        self._busy -= 1
        error = done.exception()
        if error is None:
            then(done.result())
        else:
            otherwise()
            self.failed.emit(error)
        self.stack_changed.emit()

    def _graded(self, step: Step, changes: Changes, note: str = "") -> None:
        if not changes.rows:
            return
        step.old = changes.value
        self._done.append(step)
        del self._done[:-MOST_STEPS]
        copies = len(step.ids) - step.items
        self.changed.emit(Graded(step.ids, step.category, step.items, copies, note))

    def _put_back(
        self, ids: npt.NDArray[np.int64], category: int | None
    ) -> Callable[[Changes], None]:
        return lambda _: self.changed.emit(Graded(ids, category, len(ids), 0, "undo"))

    def _move_back(self, step: Step, taken: list[Step]) -> None:
        """An undo failed: the deed stands, and can be taken back later."""
        if step in taken:
            taken.remove(step)
            self._done.append(step)


def _by_category(step: Step) -> list[tuple[int | None, npt.NDArray[np.int64]]]:
    """The items of a step by the category that they had before."""
    groups: dict[int | None, list[int]] = {}
    for item, category in zip(step.ids.tolist(), step.old or (), strict=True):
        groups.setdefault(category, []).append(item)
    return [(category, np.array(ids, dtype=np.int64)) for category, ids in groups.items()]
