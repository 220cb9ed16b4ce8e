"""CSV: one row per item, for spreadsheets and scripts.

UTF-8 with a byte-order mark, comma, CRLF. The columns are the names of the JSON object, nested
values as JSON text, and one column ``PACK/LABEL`` for each score. Numbers are numbers; text is
neutralised, and what the eye cannot see is escaped.
"""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

from triage.export import neutralise

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path
    from typing import TextIO

    from triage.core.hooks import Selection

COLUMNS = (
    "id", "path", "source", "size", "modified", "created", "md5", "sha1", "sha256",
    "media_type", "width", "height", "state", "reason", "flags", "taken", "metadata",
    "suggestions", "top", "grade", "copies", "duplicates", "earlier",
)  # fmt: skip
"""The contract's JSON names without ``scores``, which become columns of their own."""

ScoreColumn = tuple[str, str]
"""Pack key and label."""


def write(selection: Selection, out: Path) -> str:
    """Write the chosen items to the file ``out``; nothing to say of it."""
    with out.open("x", encoding="utf-8-sig", newline="") as handle:
        write_table(handle, selection.items(), score_columns(selection.about["models"]))
    return ""


def score_columns(models: Iterable[dict[str, Any]]) -> list[ScoreColumn]:
    """Every label of every pack with scores in the case, packs and labels in their order."""
    return [(model["name"], label) for model in models for label in model["labels"]]


def write_table(
    handle: TextIO, items: Iterable[dict[str, Any]], scores: Sequence[ScoreColumn]
) -> None:
    """Write header and rows to a handle that was opened with ``newline=""``."""
    writer = csv.writer(handle, dialect="excel", lineterminator="\r\n")
    writer.writerow([*COLUMNS, *(neutralise.cell(f"{pack}/{label}") for pack, label in scores)])
    writer.writerows(row(item, scores) for item in items)


def row(item: dict[str, Any], scores: Sequence[ScoreColumn]) -> list[str]:
    """The cells of one item: its fields, then its score under each pack and label."""
    by_pack: dict[str, dict[str, float]] = item["scores"]
    fields = [_cell(item.get(name)) for name in COLUMNS]
    return [*fields, *(_cell(by_pack.get(pack, {}).get(label)) for pack, label in scores)]


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return neutralise.cell(value)
    if isinstance(value, (dict, list)):
        return json.dumps(value, ensure_ascii=True)
    return repr(value)
