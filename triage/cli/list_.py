"""``triage list``: items by filter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TextIO, cast

import click

from triage.cli.shell import case_words, tables
from triage.cli.shell.arguments import case_argument
from triage.cli.shell.filter_options import build, filter_options
from triage.cli.shell.output import Stdout, emit_json, say
from triage.cli.shell.reading import opened
from triage.cli.shell.tables import Column, Give
from triage.core.filters import Filter, Sort
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

_TO_THE_MINUTE = len("2026-04-03T10:22")

_ID = Column("ID", number=True)
_STATE = Column("State")
_SUGGESTION = Column("Suggestion")
_GRADE = Column("Grade", number=True)
_TAKEN = Column("Taken")
_BYTES = Column("Bytes", number=True)
_SOURCE = Column("Source", give=Give.KEEP_END)
_PATH = Column("Path", give=Give.KEEP_END)

_WIDE = (_ID, _STATE, _SUGGESTION, _GRADE, _TAKEN, _BYTES, _SOURCE, _PATH)


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
        query = Query(columns)
        for stranger in case_words.strangers(query, wanted):
            say(stranger)
        rows = query.rows(wanted, Sort(sort))
        found = len(rows)
        if limit is None and shape == "table":
            limit = TABLE_ROWS
        _SHAPES[shape](conn, stream(conn, columns, rows[:limit]))
    if not found:
        say("No item matches." if wanted != Filter() else "The case has no item yet.")
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
    chosen = list(items)
    wide = [_wide(item) for item in chosen]
    if tables.fits(_WIDE, wide):
        tables.show(_WIDE, wide)
        return
    columns = _narrow_columns(chosen)
    narrow = [_narrow(item) for item in chosen]
    tables.show(columns, [[cells[column] for column in columns] for cells in narrow])


_SHAPES = {"table": _table, "jsonl": _json_lines, "csv": _csv}


def _wide(item: dict[str, Any]) -> tuple[object, ...]:
    state = " ".join([item["state"], *([item["reason"]] if item["reason"] else [])])
    return (
        item["id"],
        ", ".join([state, *item["flags"]]),
        _suggestion(item),
        _category(item),
        item["taken"],
        item["size"],
        item["source"],
        item["path"],
    )


def _narrow_columns(items: list[dict[str, Any]]) -> list[Column]:
    """Without the size; the source only where it tells items apart, a grade where one is."""
    columns = [_ID, _STATE, _SUGGESTION, _GRADE, _TAKEN, _SOURCE, _PATH]
    if len({item["source"] for item in items}) < 2:
        columns.remove(_SOURCE)
    if not any(item["grade"] for item in items):
        columns.remove(_GRADE)
    if not any(item["taken"] for item in items):
        columns.remove(_TAKEN)
    return columns


def _narrow(item: dict[str, Any]) -> dict[Column, object]:
    """A reason says the state, and so do flags of an item that has no reason: it was read."""
    told = [item["reason"], *item["flags"]] if item["reason"] else item["flags"]
    return {
        _ID: item["id"],
        _STATE: ", ".join(told) or item["state"],
        _SUGGESTION: _suggestion(item),
        _GRADE: _category(item),
        _TAKEN: (item["taken"] or "")[:_TO_THE_MINUTE].replace("T", " "),
        _SOURCE: item["source"],
        _PATH: item["path"],
    }


def _suggestion(item: dict[str, Any]) -> str:
    top = item["top"]
    return f"{top['label']} {top['score']:.2f}" if top else ""


def _category(item: dict[str, Any]) -> object:
    return item["grade"]["category"] if item["grade"] else ""
