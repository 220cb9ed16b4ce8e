"""JSON lines: the contract's object of each item, one a line, ASCII only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from triage.store.json_text import json_line

if TYPE_CHECKING:
    from pathlib import Path

    from triage.core.hooks import Selection


def write(selection: Selection, out: Path) -> str:
    """Write the chosen items to the file ``out``; nothing to say of it."""
    with out.open("x", encoding="ascii", newline="\n") as handle:
        for item in selection.items():
            handle.write(json_line(item) + "\n")
    return ""
