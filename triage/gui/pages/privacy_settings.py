"""The rule of privacy as a form: what is hidden, how, and why perhaps everything is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from triage.core.names import safe
from triage.core.privacy import Privacy
from triage.gui.looks.widgets import PlainButton, PlainLabel
from triage.gui.pages.check_boxes import CheckBoxes
from triage.gui.pages.label_rows import LabelRows
from triage.gui.pages.privacy_rule import LabelChoice, joined, parted, strange_words
from triage.gui.pages.style_choice import StyleChoice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from triage.gui.session.counted import Category

__all__ = ["LabelChoice", "PrivacySettings"]

_INTRO = (
    "Hidden pictures are covered in the grid, in the list, large, in tooltips and in reports; "
    "Space reveals one while it is held. Exact copies are hidden together."
)
_NOT_YET = (
    "Pictures without a score from these packs, and pictures that are not read yet, are hidden "
    "until they have one. A pack of a label above is always among them."
)
_NOTHING = "Nothing is listed: while privacy is on, every picture is hidden."
_NO_CASE = "Labels and categories are listed here while a case with scores is open."


class PrivacySettings(QWidget):
    """``privacy_changed`` bears a whole :class:`Privacy` at each change."""

    privacy_changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._rule = Privacy()
        self._labels: tuple[LabelChoice, ...] = ()
        self._on = QCheckBox("Hide pictures by this rule")
        self._on.clicked.connect(self._edited)
        self._style = StyleChoice()
        self._style.chosen.connect(self._edited)
        self.rows = LabelRows()
        self.rows.edited.connect(self._edited)
        self.grades = CheckBoxes()
        self.grades.edited.connect(self._edited)
        self.packs = CheckBoxes()
        self.packs.edited.connect(self._edited)
        self._warning = PlainLabel(role="warning")
        self._warning.setWordWrap(True)
        self._drop = PlainButton("Remove from the rule")
        self._drop.clicked.connect(self._drop_strangers)
        self._headings = [_heading("Labels, from which score on"), _heading("Graded as")]
        self._headings.append(_heading("Not scored yet"))
        self._no_case = _quiet(_NO_CASE)
        self._not_yet = _quiet(_NOT_YET)
        self._lay_out()
        self.show_privacy(Privacy(), (), ())

    def show_privacy(
        self, rule: Privacy, labels: Sequence[LabelChoice], categories: Sequence[Category]
    ) -> None:
        """A rule over the labels and categories of the open case; none without a case."""
        self._rule = rule
        self._labels = tuple(labels)
        self.rows.show_labels(labels)
        told = [(one.number, f"{one.number} {safe(one.name)}") for one in categories]
        self.grades.show_entries(told)
        packs = dict.fromkeys(label.pack for label in labels)
        self.packs.show_entries([(pack, safe(pack)) for pack in packs])
        self._show_rule()

    def words(self) -> str:
        """The warning that is shown, "" where there is none."""
        return "" if self._warning.isHidden() else self._warning.text()

    def _lay_out(self) -> None:
        drop = QHBoxLayout()
        drop.addWidget(self._drop)
        drop.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 16, 12, 12)
        column.setSpacing(8)
        column.addWidget(self._on)
        column.addWidget(_quiet(_INTRO))
        column.addWidget(self._warning)
        column.addLayout(drop)
        column.addWidget(_heading("How"))
        column.addWidget(self._style)
        column.addWidget(self._no_case)
        for heading, part in zip(self._headings, (self.rows, self.grades, self.packs), strict=True):
            column.addSpacing(4)
            column.addWidget(heading)
            column.addWidget(part)
        column.addWidget(self._not_yet)
        column.addStretch(1)

    def _show_rule(self) -> None:
        told = parted(self._rule, self._labels)
        self._on.setChecked(self._rule.on)
        self._style.choose(self._rule.style)
        self.rows.show_scores(told.scores)
        self.grades.show_checked(self._rule.grades)
        self.packs.show_checked(told.packs, fixed={key.split("/")[0] for key in told.scores})
        with_case = bool(self._labels)
        self._no_case.setVisible(not with_case)
        self._headings[0].setVisible(with_case)
        self._headings[1].setVisible(bool(self.grades.entries()))
        self._headings[2].setVisible(with_case)
        self._not_yet.setVisible(with_case)
        strangers = told.strangers if with_case else ()
        self._drop.setVisible(bool(strangers))
        self._warn(strange_words([safe(name) for name in strangers]) if strangers else "")

    def _warn(self, sentence: str) -> None:
        nothing = _NOTHING if self._rule.lists_nothing else ""
        self._warning.setText(sentence or nothing)
        self._warning.setVisible(bool(sentence or nothing))

    def _edited(self) -> None:
        before = parted(self._rule, self._labels)
        rule = replace(self._rule, on=self._on.isChecked(), style=self._style.choice())
        if self._labels:
            packs = [str(pack) for pack in self.packs.checked()]
            rule = joined(rule, before, self.rows.scores(), packs)
        if self.grades.entries():
            kept = [grade for grade in rule.grades if grade not in self.grades.entries()]
            rule = replace(rule, grades=(*cast("list[int]", self.grades.checked()), *kept))
        self._take(rule)

    def _drop_strangers(self) -> None:
        told = parted(self._rule, self._labels)
        labels = tuple(one for one in self._rule.labels if one not in told.strange_labels)
        packs = tuple(pack for pack in self._rule.packs if pack not in told.strange_packs)
        self._take(replace(self._rule, labels=labels, packs=packs))

    def _take(self, rule: Privacy) -> None:
        if rule != self._rule:
            self._rule = rule
            self._show_rule()
            self.privacy_changed.emit(rule)


def _heading(text: str) -> PlainLabel:
    return PlainLabel(text, "heading")


def _quiet(text: str) -> PlainLabel:
    label = PlainLabel(text, "secondary")
    label.setWordWrap(True)
    return label
