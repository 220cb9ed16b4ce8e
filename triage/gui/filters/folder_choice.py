"""Sources and folders that a filter chose, and the filter of a click into their tree.

A filter has sources and folders as two groups: an item is in one of the sources and below one
of the folders. "DCIM" so means that folder in every chosen source, and the tree shows it so.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from triage.core.filters import Filter

Place = tuple[str, str]
"""A source's name and a folder in it, "" for the whole source."""


def is_chosen(wanted: Filter, place: Place) -> bool:
    """Whether the filter names this place itself (not one above or below it)."""
    source, folder = place
    if not folder:
        return source in wanted.sources and not wanted.folders
    in_source = not wanted.sources or source in wanted.sources
    return in_source and folder in (chosen.strip("/") for chosen in wanted.folders)


def only(wanted: Filter, place: Place) -> Filter:
    """The filter of this place alone; asked again, of no place."""
    source, folder = place
    folders = (folder,) if folder else ()
    if wanted.sources == (source,) and wanted.folders == folders:
        return replace(wanted, sources=(), folders=())
    return replace(wanted, sources=(source,), folders=folders)


def with_place(wanted: Filter, place: Place, *, on: bool) -> Filter:
    """The filter with one place more or less, as near as two groups can say it.

    A folder joins those of the same sources; a source chosen beside folders widens to itself
    as a whole, for "this source, and of that one a folder" cannot be said.
    """
    source, folder = place
    if not on:
        return _without(wanted, source, folder)
    if not folder:
        return replace(wanted, sources=_joined(wanted.sources, source), folders=())
    if wanted.sources and not wanted.folders:
        return replace(wanted, sources=(source,), folders=(folder,))
    everywhere = bool(wanted.folders) and not wanted.sources
    sources = () if everywhere else _joined(wanted.sources, source)
    return replace(wanted, sources=sources, folders=_joined(wanted.folders, folder))


def _without(wanted: Filter, source: str, folder: str) -> Filter:
    if not folder:
        left = tuple(name for name in wanted.sources if name != source)
        return replace(wanted, sources=left, folders=wanted.folders if left else ())
    folders = tuple(one for one in wanted.folders if one.strip("/") != folder)
    return replace(wanted, folders=folders, sources=wanted.sources if folders else ())


def _joined(values: tuple[str, ...], value: str) -> tuple[str, ...]:
    return values if value in values else (*values, value)
