"""``triage list``: items by filter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TextIO, cast

import click

from triage.cli.shell import tables
from triage.cli.shell.arguments import case_argument
from triage.cli.shell.filter_options import build, filter_options
from triage.cli.shell.output import Stdout, emit_json, say
from triage.cli.shell.reading import opened
from triage.cli.shell.tables import Column
from triage.core.filters import Sort
from triage.export import csv_table
from triage.store import provenance
from triage.store.columns import Columns
from triage.store.pages import stream
from triage.store.query import Query

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from pathlib import Path

TABLE_ROWS = 50
"""How many items a table shows unless told otherwise; the other formats are for programs."""

_COLUMNS = [
    Column("ID", number=True),
    Column("State"),
    Column("Suggestion"),
    Column("Grade", number=True),
    Column("Taken"),
    Column("Bytes", number=True),
    Column("Source"),
    Column("Path"),
]


@click.command("list")
@case_argument
@filter_options
@click.option(
    "--sort",
    type=click.Choice([sort.value for sort in Sort]),
    default=Sort.PATH.value,
    show_default=True,
    help="score descends, the others ascend.",
)
@click.option("--limit", type=click.IntRange(min=0), metavar="N", help="At most N items.")
@click.option(
    "--format",
    "shape",
    type=click.Choice(["table", "jsonl", "csv"]),
    default="table",
    show_default=True,
)
def command(
    case: Path,
    *,
    sort: str,
    limit: int | None,
    shape: str,
    **asked: Any,  # noqa: ANN401  click hands options over by name
) -> None:
    """List the items that pass every FILTER: AND between options, OR within one."""
    with opened(case) as reader:
        conn = reader.connection
        wanted = build(asked, conn)
        columns = Columns.load(conn, text=bool(wanted.text))
        rows = Query(columns).rows(wanted, Sort(sort))
        found = len(rows)
        if limit is None and shape == "table":
            limit = TABLE_ROWS
        _SHAPES[shape](conn, stream(conn, columns, rows[:limit]))
    if shape == "table" and limit is not None and found > limit:
        say(f"{found - limit:,} more; --limit N shows more of them.")


def _json_lines(_conn: sqlite3.Connection, items: Iterator[dict[str, Any]]) -> None:
    for item in items:
        emit_json(item)


def _csv(conn: sqlite3.Connection, items: Iterator[dict[str, Any]]) -> None:
    scores = [
        (pack.key, label.name) for pack in provenance.pack_keys(conn) for label in pack.labels
    ]
    # A csv.writer asks for no more than `write`.
    csv_table.write_table(cast("TextIO", Stdout()), items, scores)


def _table(_conn: sqlite3.Connection, items: Iterator[dict[str, Any]]) -> None:
    tables.show(_COLUMNS, [_cells(item) for item in items])


_SHAPES = {"table": _table, "jsonl": _json_lines, "csv": _csv}


def _cells(item: dict[str, Any]) -> tuple[object, ...]:
    top = item["top"]
    state = " ".join([item["state"], *([item["reason"]] if item["reason"] else [])])
    return (
        item["id"],
        ", ".join([state, *item["flags"]]),
        f"{top['label']} {top['score']:.2f}" if top else "",
        item["grade"]["category"] if item["grade"] else "",
        item["taken"],
        item["size"],
        item["source"],
        item["path"],
    )
