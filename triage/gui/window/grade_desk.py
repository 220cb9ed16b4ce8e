"""From a key, a button or a menu to a grade, and on to the next picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from triage.gui.looks import words
from triage.gui.looks.dialogs import ask

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    from PySide6.QtWidgets import QWidget

    from triage.gui.grid.items import Items
    from triage.gui.looks.widgets import Toast
    from triage.gui.session.counted import Category
    from triage.gui.session.grading import Graded, Grading
    from triage.gui.window.actions import Actions

MANY = 500
"""From so many items on it is asked first: an audit row names every one of them."""


class GradeDesk(QObject):
    """``moved_on``: the selection went to the next picture after a grade by key or button."""

    moved_on = Signal()

    def __init__(
        self,
        grading: Grading,
        items: Items,
        categories: tuple[Category, ...],
        actions: Actions,
        toast: Toast,
        window: QWidget,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._grading = grading
        self._items = items
        self._names = {category.number: category.name for category in categories}
        self._actions = actions
        self._toast = toast
        self._window = window
        grading.changed.connect(self._tell)
        grading.stack_changed.connect(self._show_stack)
        actions.on("undo", grading.undo, self)
        actions.on("redo", grading.redo, self)
        actions.on("no-grade", lambda: self.grade(None), self)
        for number in self._names:
            if 1 <= number <= 9:
                actions.on(f"grade-{number}", lambda number=number: self.grade(number), self)
        toast.acted.connect(grading.undo)
        self._show_stack()

    def grade(self, category: int | None) -> None:
        """Give what is picked a category, None to take it away."""
        ids = self._items.picked.ids()
        if len(ids) < MANY:
            self._grade(ids, category)
            return
        what = self._named(category)
        amount = words.noun(len(ids), "item", "items")
        verb = f"Grade {amount}" if category is not None else f"Take {amount}' grades away"
        text = (
            f"{amount} and their exact copies will be {what}, whatever grade they have now. "
            "One undo takes it back."
        )
        question = ask(
            self._window, f"Grade {amount}?", text, [(verb, "accept"), ("Leave as is", "reject")]
        )
        question.answered.connect(
            lambda answer: self._grade(ids, category) if answer == 0 else None
        )

    def grade_items(self, ids: npt.NDArray[np.int64], category: int | None) -> None:
        """Tiles were dropped on a category."""
        self._grading.grade(ids, category)

    def _grade(self, ids: npt.NDArray[np.int64], category: int | None) -> None:
        if len(ids) == 0:
            self._toast.show_text("Nothing is selected: choose a picture first.")
            return
        self._grading.grade(ids, category)
        if len(ids) != 1:
            return
        # Copies got the grade too: the next key must not give them another one.
        done = frozenset(self._grading.together(ids).tolist())
        if self._items.picked.move_on(done) is not None:
            self.moved_on.emit()

    def _tell(self, graded: Graded) -> None:
        if graded.note and graded.at is not None:
            # Back to the picture: the next key is meant for it.
            self._items.picked.pick(graded.at)
        if graded.note == "undo":
            self._toast.show_text(f"Taken back: {words.noun(graded.items, 'grade', 'grades')}.")
            return
        amount = words.noun(graded.items, "picture", "pictures")
        copies = ""
        if graded.copies:
            copies = f" and {words.noun(graded.copies, 'exact copy', 'exact copies')}"
        self._toast.show_text(f"{amount}{copies} {self._named(graded.category)}.", "Undo")

    def _named(self, category: int | None) -> str:
        if category is None:
            return "without a grade"
        return f"graded {category} {self._names.get(category, '')}".rstrip()

    def _show_stack(self) -> None:
        self._actions["undo"].setEnabled(self._grading.can_undo)
        self._actions["redo"].setEnabled(self._grading.can_redo)
