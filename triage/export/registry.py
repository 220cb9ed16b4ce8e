"""Which kinds of export there are: what is built in, and what plugins add."""

from __future__ import annotations

import sys

from triage.core.errors import ExportError, KnownError
from triage.core.hooks import Exporter, LoadedPlugin, hookimpl, loaded_plugins, plugin_manager
from triage.export import csv_table, files, html_report, json_lines

BUILT_IN = (
    Exporter("csv", ".csv", csv_table.write, graded_by_default=True, shows_pictures=False),
    Exporter("jsonl", ".jsonl", json_lines.write, shows_pictures=False),
    Exporter(
        "html",
        "",
        html_report.write,
        manifest=html_report.MANIFEST,
        graded_by_default=True,
        states_facts=True,
    ),
    Exporter("files", "", files.write, manifest=files.MANIFEST, shows_pictures=False),
)


@hookimpl
def triage_exporters() -> list[Exporter]:
    """What is built in, through the same hook as any plugin."""
    return list(BUILT_IN)


def exporters(*, load_plugins: bool = True) -> dict[str, Exporter]:
    """Every kind of export by its name.

    Raises KnownError where two plugins, or a plugin and what is built in, share a name.
    """
    manager = plugin_manager(load_plugins=load_plugins)
    manager.register(sys.modules[__name__], name="built-in")
    found: dict[str, Exporter] = {}
    for offered in manager.hook.triage_exporters():
        for exporter in offered:
            if exporter.name in found:
                raise KnownError(
                    f"Two plugins offer an export named {exporter.name}: remove one of them."
                )
            found[exporter.name] = exporter
    return {name: found[name] for name in sorted(found)}


def plugins(*, load_plugins: bool = True) -> list[LoadedPlugin]:
    """The installed plugins with their versions, for the audit log."""
    return loaded_plugins(plugin_manager(load_plugins=load_plugins))


def exporter(kind: str, *, load_plugins: bool = True) -> Exporter:
    """The export of that name; ExportError where there is none."""
    known = exporters(load_plugins=load_plugins)
    if kind not in known:
        raise ExportError(f"There is no export named {kind}; there are: {', '.join(known)}.")
    return known[kind]
