"""Small tables on stdout: fitted to a terminal, whole in a file or a pipe.

Plain text throughout: the rule and the dots of a shortened cell exist on every console.
"""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from rich.cells import cell_len

from triage.cli.shell.output import emit_line
from triage.core import names

if TYPE_CHECKING:
    from collections.abc import Sequence

Rows = list[list[str]]

_GAP = "  "
_DOTS = "..."
_LEAST = 16
_COMFORTABLE = 36


class Give(Enum):
    """How a column yields where the terminal is too narrow for all; most never do."""

    NEVER = "never"
    KEEP_END = "keep end"
    """Shortened at its beginning: the end of a path says which file it is."""
    FOLD = "fold"
    """Broken between words over several lines: sentences. For the last column only."""


@dataclass(frozen=True, slots=True)
class Column:
    """A heading; ``number`` aligns to the right."""

    heading: str
    number: bool = False
    give: Give = Give.NEVER


def show(columns: Sequence[Column], rows: Sequence[Sequence[object]]) -> None:
    """Print a table. Every cell is made safe for eyes; None is an empty cell."""
    cells = _cells(rows)
    widths = _widths(columns, cells)
    room = terminal_width()
    if room is not None:
        widths = _fitted(columns, widths, room)
    _line([column.heading for column in columns], columns, widths)
    if room is not None:
        emit_line(_GAP.join("-" * width for width in widths))
    for row in cells:
        for line in _lines(row, columns, widths):
            _line(line, columns, widths)


def fits(columns: Sequence[Column], rows: Sequence[Sequence[object]]) -> bool:
    """Whether a table can be read in the terminal, if stdout is one: little is shortened."""
    room = terminal_width()
    if room is None:
        return True
    widths = [
        width if column.give is Give.NEVER else min(width, _COMFORTABLE)
        for column, width in zip(columns, _widths(columns, _cells(rows)), strict=True)
    ]
    return _total(widths) <= room


def terminal_width() -> int | None:
    """Columns of the terminal that stdout is; None for a file or a pipe."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def folded(text: str, width: int) -> list[str]:
    """Lines of at most ``width``, broken between words, or inside one that is longer."""
    lines: list[str] = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if cell_len(longer) <= width:
            lines[-1] = longer
            continue
        rest = word
        if lines[-1]:
            lines.append("")
        while cell_len(rest) > width:
            head = _beginning(rest, width)
            lines[-1] = head
            lines.append("")
            rest = rest[len(head) :]
        lines[-1] = rest
    return lines


def shortened(text: str, width: int) -> str:
    """``text``, or its end after three dots where it is wider than ``width``."""
    if cell_len(text) <= width:
        return text
    kept = text[-max(1, width - len(_DOTS)) :]
    while len(kept) > 1 and cell_len(kept) > width - len(_DOTS):
        kept = kept[1:]
    return _DOTS + kept


def _cells(rows: Sequence[Sequence[object]]) -> Rows:
    return [["" if value is None else names.safe(str(value)) for value in row] for row in rows]


def _widths(columns: Sequence[Column], cells: Rows) -> list[int]:
    lines = [[column.heading for column in columns], *cells]
    return [max(cell_len(line[n]) for line in lines) for n in range(len(columns))]


def _total(widths: Sequence[int]) -> int:
    return sum(widths) + len(_GAP) * (len(widths) - 1)


def _fitted(columns: Sequence[Column], widths: Sequence[int], room: int) -> list[int]:
    """Take what is too much from the columns that give, from the widest first."""
    fitted = list(widths)
    giving = [n for n, column in enumerate(columns) if column.give is not Give.NEVER]
    while giving and _total(fitted) > room:
        widest = max(giving, key=lambda n: fitted[n])
        if fitted[widest] <= _LEAST:
            break
        fitted[widest] -= 1
    return fitted


def _lines(row: Sequence[str], columns: Sequence[Column], widths: Sequence[int]) -> Rows:
    """The row as one line, or as several where its last cell is folded."""
    first = [
        shortened(cell, width) if column.give is Give.KEEP_END else cell
        for cell, column, width in zip(row, columns, widths, strict=True)
    ]
    if columns[-1].give is not Give.FOLD:
        return [first]
    head, *more = folded(first[-1], widths[-1])
    return [[*first[:-1], head], *([*[""] * (len(row) - 1), line] for line in more)]


def _beginning(text: str, width: int) -> str:
    """As many characters from the start as fit, one at least."""
    taken = text[:width]
    while len(taken) > 1 and cell_len(taken) > width:
        taken = taken[:-1]
    return taken


def _line(cells: Sequence[str], columns: Sequence[Column], widths: Sequence[int]) -> None:
    padded = [
        _padded(cell, width, number=column.number)
        for cell, width, column in zip(cells, widths, columns, strict=True)
    ]
    emit_line(_GAP.join(padded).rstrip())


def _padded(cell: str, width: int, *, number: bool) -> str:
    blanks = " " * max(0, width - cell_len(cell))
    return blanks + cell if number else cell + blanks
