"""Which file this is, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from triage.core import names
from triage.core.records import Flag, State
from triage.gui.inspector.fact_grid import FactGrid
from triage.gui.inspector.metadata_words import Fact
from triage.gui.inspector.section import Section
from triage.gui.looks import words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from triage.store.item_detail import ItemDetail


class FileFacts(Section):
    """Path, source, exhibit, state with its reason, flags with their meaning."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("File", parent)
        self.add_act(
            "copy", "Copy facts of the file", lambda: self.copy_wanted.emit(self.facts.as_text())
        )
        self.facts = FactGrid()
        self.body.addWidget(self.facts)

    def show_file(self, detail: ItemDetail) -> None:
        """Show one item."""
        self.facts.show_facts(facts_of(detail))


def facts_of(detail: ItemDetail) -> list[Fact]:
    """The lines, those left out that do not apply."""
    path = names.text(detail.path)
    place = str(detail.where.path)
    source = f"{detail.source}, exhibit {detail.exhibit}" if detail.exhibit else detail.source
    facts = [
        Fact("Path", words.safe(path), path),
        Fact("Source", words.safe(source)),
        Fact("Lies at", words.safe(place), place),
        Fact("State", state_words(detail)),
        Fact("Marks", flag_words(detail.flags)),
        Fact("Earlier", earlier_words(detail), "\n".join(f"{h} {t}" for h, t in detail.earlier)),
        Fact("Read by", words.safe(detail.decoder)),
        Fact("Item", str(detail.item_id)),
    ]
    return [fact for fact in facts if fact.shown]


def state_words(detail: ItemDetail) -> str:
    """``Failed: the file is cut short...``; the reason in plain words."""
    state = words.state(detail.state)
    state = state[:1].upper() + state[1:]
    if detail.state in {State.PENDING, State.ANALYSED}:
        return state
    return f"{state}: {words.reason(detail.reason, detail.detail)}"


def flag_words(flags: Flag) -> str:
    """One line a flag."""
    return "\n".join(words.flag(flag) for flag in Flag if flag and flag in flags)


def earlier_words(detail: ItemDetail) -> str:
    """What the file held before it changed; the whole hash when copied."""
    return "\n".join(
        f"SHA-256 {sha256[:12]}… until {words.moment(seen)}" for sha256, seen in detail.earlier
    )
