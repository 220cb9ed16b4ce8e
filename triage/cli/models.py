"""``triage models``: the model packs of this installation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from triage.cli.shell import tables
from triage.cli.shell.output import emit_json, emit_line, say
from triage.cli.shell.tables import Column, Give
from triage.core import names
from triage.inference.packs import installed_packs, managed_folder

if TYPE_CHECKING:
    from triage.inference.packs import ModelPack

_COLUMNS = [
    Column("Name"),
    Column("Version"),
    Column("Labels", number=True),
    Column("Licence"),
    Column("SHA-256"),
    Column("Place", give=Give.KEEP_END),
]
_LABELS_SHOWN = 40


@click.command("models")
@click.option("--json", "as_json", is_flag=True, help="One JSON list, for programs.")
def command(*, as_json: bool) -> None:
    """List the model packs of this installation."""
    packs = list(installed_packs())
    if as_json:
        emit_json([_facts(pack) for pack in packs])
        return
    if not packs:
        say("No model pack is installed.")
        return
    tables.show(_COLUMNS, [_cells(pack) for pack in packs])
    for pack in packs:
        _tell_labels(pack)


def _facts(pack: ModelPack) -> dict[str, Any]:
    info = pack.info
    return {
        "name": info.name,
        "version": info.version,
        "sha256": info.sha256,
        "labels": [label.name for label in info.labels],
        "multi_label": info.multi_label,
        "input": info.preprocessing,
        "licence": info.licence,
        "place": str(pack.folder),
        "managed": pack.folder.parent == managed_folder(),
    }


def _cells(pack: ModelPack) -> tuple[object, ...]:
    info = pack.info
    return (
        info.name,
        info.version,
        len(info.labels),
        info.licence,
        info.sha256[:12],
        pack.folder,
    )


def _tell_labels(pack: ModelPack) -> None:
    labels = pack.info.labels
    more = f" and {len(labels) - _LABELS_SHOWN} more" if len(labels) > _LABELS_SHOWN else ""
    told = ", ".join(label.name for label in labels[:_LABELS_SHOWN]) + more
    emit_line()
    for line in tables.folded(f"Labels of {pack.info.name}: {told}", tables.terminal_width() or 80):
        emit_line(names.safe(line))
