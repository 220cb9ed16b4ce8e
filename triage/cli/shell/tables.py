"""Small tables on stdout: ruled on a terminal, plain columns in a file or a pipe."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from triage.cli.shell.output import emit, emit_line
from triage.core import names

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Column:
    """A heading; ``number`` aligns to the right."""

    heading: str
    number: bool = False


def show(columns: Sequence[Column], rows: Sequence[Sequence[object]]) -> None:
    """Print a table. Every cell is made safe for eyes; None is an empty cell."""
    cells = [["" if value is None else names.safe(str(value)) for value in row] for row in rows]
    if sys.stdout.isatty():
        _show_ruled(columns, cells)
    else:
        _show_plain(columns, cells)


def _show_ruled(columns: Sequence[Column], cells: Sequence[Sequence[str]]) -> None:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        align = "right" if column.number else "left"
        table.add_column(Text(column.heading), justify=align, overflow="fold")
    for row in cells:
        # Text objects: square brackets in a file name are no markup.
        table.add_row(*[Text(cell) for cell in row])
    console = Console(file=sys.stdout)
    with console.capture() as captured:
        console.print(table)
    emit(captured.get())


def _show_plain(columns: Sequence[Column], cells: Sequence[Sequence[str]]) -> None:
    lines = [[column.heading for column in columns], *cells]
    widths = [max(len(line[n]) for line in lines) for n in range(len(columns))]
    for line in lines:
        padded = [
            cell.rjust(width) if column.number else cell.ljust(width)
            for cell, width, column in zip(line, widths, columns, strict=True)
        ]
        emit_line("  ".join(padded).rstrip())
