"""Where plugins join in: the hooks, what an exporter is given, and which plugins are loaded.

A plugin is a Python distribution with an entry point of the group ``triage``::

    [project.entry-points.triage]
    my-export = "my_package.plugin"

whose module has ``@hookimpl def triage_exporters(): return [Exporter(...)]``. What is built in
is registered through the same hook.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

import pluggy

from triage.core.errors import KnownError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from triage.core.filters import Filter
    from triage.core.job import JobContext
    from triage.core.records import Where

GROUP = "triage"

hookspec = pluggy.HookspecMarker(GROUP)
hookimpl = pluggy.HookimplMarker(GROUP)


@dataclass(frozen=True, slots=True)
class Entry:
    """One item with what a report says beyond its JSON object.

    ``item`` is the contract's JSON object. ``other_paths`` are (source, path) of other items
    with the same content, at most as many as ``item["duplicates"]``. ``where`` is where the
    file lies on this machine, to be opened beneath its source. ``veiled``: privacy covers its
    picture, and :meth:`Selection.thumbnail` gives it made unrecognisable.
    """

    item: dict[str, Any]
    exhibit: str
    detail: str
    other_paths: tuple[tuple[str, str], ...]
    where: Where
    veiled: bool = False

    @property
    def original(self) -> Path:
        """The whole path of the file, for other programs; links on the way are not looked at."""
        return self.where.path


class Selection(Protocol):
    """The items chosen for one export, read-only, in path order.

    Going through :meth:`items` or :meth:`entries` moves the job's progress and raises
    Cancelled once the examiner asked to stop. Nothing is kept in memory but row numbers.
    """

    @property
    def ctx(self) -> JobContext:
        """The job: a long step inside one item calls its ``checkpoint``."""
        ...

    @property
    def about(self) -> dict[str, Any]:
        """What every export states (:mod:`triage.export.about` names the fields)."""
        ...

    def count(self, within: Filter | None = None) -> int:
        """How many chosen items there are, or how many of them also pass ``within``."""
        ...

    def items(self) -> Iterator[dict[str, Any]]:
        """The contract's JSON object of each chosen item."""
        ...

    def entries(self, within: Filter | None = None) -> Iterator[Entry]:
        """Each chosen item (that also passes ``within``) with what a report adds."""
        ...

    def thumbnail(self, sha256: str) -> bytes | None:
        """The JPEG kept for a content, veiled where privacy covers it; None without one."""
        ...


@dataclass(frozen=True, slots=True)
class Exporter:
    """A kind of export.

    ``write(selection, out)`` writes the file or folder ``out``, which does not exist yet, and
    answers with a sentence for the examiner, empty where there is nothing to say; the caller
    checks the place, renames, hashes and audits. ``suffix`` is the usual ending (with
    its dot), empty where ``out`` is a folder. ``manifest`` names the file inside a folder whose
    SHA-256 stands for all of it. ``graded_by_default``: without a filter, only graded items
    where there are any. ``states_facts``: the format itself holds ``selection.about``;
    otherwise it is written beside as ``OUT.about.json``. ``shows_pictures``: it may ask for
    thumbnails, so that the examiner's rule of privacy means something to it and is stated.
    """

    name: str
    suffix: str
    write: Callable[[Selection, Path], str]
    manifest: str = ""
    graded_by_default: bool = False
    states_facts: bool = False
    shows_pictures: bool = True


class HookSpecs:
    """Every hook there is."""

    @hookspec
    def triage_exporters(self) -> list[Exporter]:  # pyright: ignore[reportReturnType]  a spec has no body
        """Kinds of export that this plugin adds."""


@dataclass(frozen=True, slots=True)
class LoadedPlugin:
    """A plugin as the audit log names it."""

    name: str
    version: str


def plugin_manager(*, load_plugins: bool = True) -> pluggy.PluginManager:
    """A manager that knows the hooks, with the installed plugins unless they are unwanted.

    Raises KnownError where a plugin cannot be loaded.
    """
    manager = pluggy.PluginManager(GROUP)
    manager.add_hookspecs(HookSpecs)
    if load_plugins:
        try:
            manager.load_setuptools_entrypoints(GROUP)
        except Exception as error:
            raise KnownError(
                f"An installed plugin cannot be loaded ({error}): remove it or ask its maker."
            ) from error
    return manager


def loaded_plugins(manager: pluggy.PluginManager) -> list[LoadedPlugin]:
    """The distributions whose plugins are loaded, for the audit log; what is built in is not."""
    found = {
        (str(dist.project_name), str(dist.version)) for _, dist in manager.list_plugin_distinfo()
    }
    return [LoadedPlugin(name, version) for name, version in sorted(found)]
