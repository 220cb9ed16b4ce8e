"""``triage status``: what is in the case and what became of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from triage.cli.shell import summary
from triage.cli.shell.arguments import case_argument
from triage.cli.shell.output import emit_line, say
from triage.cli.shell.reading import opened
from triage.cli.shell.words import counted
from triage.core import names
from triage.store import provenance
from triage.store.status import status

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_SHOWN_SLOW = 5


@click.command("status")
@case_argument
@click.option("--json", "as_json", is_flag=True, help="One JSON object, for programs.")
def command(case: Path, *, as_json: bool) -> None:
    """Show what is in the case and what became of it."""
    with opened(case) as reader:
        told = status(reader.connection)
        info = provenance.case_info(reader.connection)
    if told.get("warning"):
        say(told["warning"])
    if as_json:
        emit_line(json.dumps(told, ensure_ascii=True, indent=2))
        return
    for line in _lines(info, told):
        emit_line(names.safe(line))


def _lines(info: dict[str, str], told: dict[str, Any]) -> Iterator[str]:
    yield f"Case {info['name'] or '(no name)'}, number {info['number'] or '-'}"
    yield f"Examiner {info['examiner'] or '-'}, made {info['created_at']}"
    yield ""
    yield summary.equation(told)
    yield from summary.reason_lines(told["reasons"])
    yield from _sources(told["sources"])
    yield from _models(told["models"], told["analysed"])
    yield from _labels(told)
    yield from _slowest(told["slowest"])
    audit = told["audit"]
    yield ""
    yield f"Audit log: {counted(audit['rows'], 'row')}, head {audit['head']}"


def _sources(sources: list[dict[str, Any]]) -> Iterator[str]:
    yield ""
    yield "Sources:" if sources else "No source yet: triage import CASE.triage FOLDER"
    for one in sources:
        here = "" if one["here"] else "  NOT HERE: connect it, or say where with source --move"
        exhibit = f", exhibit {one['exhibit']}" if one["exhibit"] else ""
        yield f"  {one['found']:>7,} {one['name']}{exhibit}: {one['place']}{here}"


def _models(models: list[dict[str, Any]], analysed: int) -> Iterator[str]:
    if not models:
        return
    yield ""
    yield "Models:"
    for one in models:
        missing = analysed - one["items"]
        lacks = f", {missing:,} not scored yet" if missing else ""
        told = f"{one['name']} on {one['provider']}, {one['runtime']}"
        yield f"  {one['items']:>7,} {told}, {one['sha256'][:12]}{lacks}"


def _labels(told: dict[str, Any]) -> Iterator[str]:
    for pack, counts in told["labels"].items():
        yield ""
        yield f"Suggested by {pack} (a person grades):"
        thresholds = told["thresholds"].get(pack, {})
        for label, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
            yield f"  {count:>7,} {label}{_threshold(thresholds.get(label))}"


def _threshold(one: dict[str, Any] | None) -> str:
    if one is None:
        return ""
    moved = "" if one["value"] == one["default"] else f", moved from {one['default']:g}"
    return f"  from {one['value']:g}{moved}"


def _slowest(slowest: list[dict[str, Any]]) -> Iterator[str]:
    if slowest:
        yield ""
        yield "Slowest files:"
    for one in slowest[:_SHOWN_SLOW]:
        yield f"  {one['seconds']:>7.2f} s {one['path']}"
