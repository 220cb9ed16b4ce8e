"""What models suggest: every score against its threshold, and where the scores come from."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from triage.core.records import State
from triage.gui.inspector.copy_text import CopyText
from triage.gui.inspector.score_line import ScoreLine
from triage.gui.inspector.section import Section, link_at_left
from triage.gui.looks import words
from triage.gui.looks.widgets import PlainLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from triage.store.item_detail import ItemDetail, RunFacts, ScoreRow

SHOWN_AT_FIRST = 5
_SHORT = 8


def in_order(scores: Sequence[ScoreRow]) -> list[ScoreRow]:
    """Suggested ones first, each part by falling score; of older packs after all others."""
    return sorted(scores, key=lambda row: (not row.newest, not row.reached, -(row.score or 0.0)))


class Suggestions(Section):
    """Bars, the first five of them until a person asks for all."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Suggestions", parent)
        self._detail: ItemDetail | None = None
        self._all = False
        self._lines: list[ScoreLine] = []
        self._copy = self.add_act("copy", "Copy all scores", self._copied)
        self._none = PlainLabel(role="secondary")
        self._none.setWordWrap(True)
        self._bars = QVBoxLayout()
        self._bars.setSpacing(0)
        self._more = link_at_left()
        self._more.clicked.connect(self._switch)
        self._runs = CopyText("secondary")
        self._runs.setAccessibleName("Model of the suggestions")
        self.body.addWidget(self._none)
        self.body.addLayout(self._bars)
        self.body.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self._runs)

    def show_scores(self, detail: ItemDetail) -> None:
        """Show the scores of one item."""
        self._detail = detail
        self._show()

    def lines(self) -> list[ScoreLine]:
        """The bars that are shown, from the top."""
        return [line for line in self._lines if not line.isHidden()]

    def _show(self) -> None:
        detail = self._detail
        if detail is None:
            return
        rows = in_order(detail.scores)
        newest = [row for row in rows if row.newest]
        shown = rows if self._all else (newest or rows)[:SHOWN_AT_FIRST]
        while len(self._lines) < len(shown):
            self._add_line()
        twice = Counter(row.display for row in rows)
        for number, line in enumerate(self._lines):
            line.setVisible(number < len(shown))
            if number < len(shown):
                line.show_score(shown[number], _label(shown[number], twice))
        self._more.setVisible(len(rows) > SHOWN_AT_FIRST)
        told = "fewer" if self._all else f"all {words.count(len(rows))}"
        self._more.setText(told)
        self._more.setAccessibleName(f"Show {told} scores")
        self._none.setText(why_none(detail))
        self._none.setVisible(not rows)
        self._copy.setVisible(bool(rows))
        runs = detail.runs if self._all else _newest(detail)
        self._runs.setVisible(bool(runs))
        self._runs.show_value(
            "\n".join(run_words(run) for run in runs), "\n".join(_in_full(run) for run in runs)
        )

    def _add_line(self) -> None:
        line = ScoreLine()
        self._lines.append(line)
        self._bars.addWidget(line)

    def _switch(self) -> None:
        self._all = not self._all
        self._show()

    def _copied(self) -> None:
        if self._detail is not None:
            self.copy_wanted.emit(as_text(self._detail))


def _label(row: ScoreRow, twice: Counter[str]) -> str:
    """The pack beside the label where two packs have a label of that name."""
    label = words.safe(row.display)
    return f"{label} ({words.safe(row.pack)})" if twice[row.display] > 1 else label


def _newest(detail: ItemDetail) -> tuple[RunFacts, ...]:
    newest = {row.pack_sha256 for row in detail.scores if row.newest}
    chosen = tuple(run for run in detail.runs if run.pack_sha256 in newest)
    return chosen or detail.runs


def why_none(detail: ItemDetail) -> str:
    """One sentence where there is no score."""
    if detail.state is State.PENDING:
        return "Not read yet."
    if detail.state is not State.ANALYSED:
        return "No suggestions: there is no picture to look at."
    return "No model has looked at it yet."


def run_words(run: RunFacts) -> str:
    """``general 1.2 · sha256 9f3c…e1 · DirectML · 21.11.2026 14:02``."""
    sha256 = f"sha256 {run.pack_sha256[:_SHORT]}…"
    parts = [_pack(run), sha256, provider(run), words.moment(run.started_at)]
    return " · ".join(words.safe(part) for part in parts if part)


def provider(run: RunFacts) -> str:
    """``DirectMLExecutionProvider`` as DirectML (``Dml`` is what ONNX Runtime calls it)."""
    short = run.provider.removesuffix("ExecutionProvider")
    return "DirectML" if short == "Dml" else short


def _pack(run: RunFacts) -> str:
    return f"{run.pack} {run.version}".strip()


def _in_full(run: RunFacts) -> str:
    parts = [
        _pack(run),
        f"sha256 {run.pack_sha256}",
        f"{run.runtime}, {run.provider}, {run.device}",
        run.started_at,
        run.note,
    ]
    return " · ".join(part for part in parts if part)


def as_text(detail: ItemDetail) -> str:
    """All scores and runs for the clipboard: as they are stored, one a line."""
    lines = [
        f"{row.pack}/{row.label}: {row.score}, threshold {row.threshold}"
        + (", suggested" if row.reached and row.newest else "")
        for row in in_order(detail.scores)
    ]
    return "\n".join([*lines, *(_in_full(run) for run in detail.runs)])
