"""The filter groups, one function each: which items it lets pass.

A function gets the columns and the whole filter but looks at its own fields only; it answers
None where the filter leaves the group open.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from triage.core.errors import BugError, KnownError
from triage.store.dates import NO_DAY, day_number
from triage.store.label_group import by_labels

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    from triage.core.filters import Filter
    from triage.store.coded import Mask
    from triage.store.columns import Columns
    from triage.store.content_columns import Camera


@dataclass(frozen=True, slots=True)
class Group:
    """One group: its mask, and the fields of a filter that it looks at."""

    mask: Callable[[Columns, Filter], Mask | None]
    fields: tuple[str, ...]

    def part(self, wanted: Filter) -> tuple[object, ...]:
        """What ``wanted`` says to this group; equal parts have equal masks."""
        return tuple(getattr(wanted, name) for name in self.fields)


def by_state(columns: Columns, wanted: Filter) -> Mask | None:
    """The items in one of the states."""
    return columns.state.mask(wanted.states) if wanted.states else None


def by_reason(columns: Columns, wanted: Filter) -> Mask | None:
    """The items with one of the reasons; Reason.NONE for those without."""
    return columns.reason.mask(wanted.reasons) if wanted.reasons else None


def by_grade(columns: Columns, wanted: Filter) -> Mask | None:
    """The items of one of the categories; None for those that are not graded."""
    return columns.grades.category.mask(wanted.grades) if wanted.grades else None


def by_grader(columns: Columns, wanted: Filter) -> Mask | None:
    """The items graded by one of the persons; empty for those that nobody graded."""
    return columns.grades.grader.mask(wanted.graded_by) if wanted.graded_by else None


def by_source(columns: Columns, wanted: Filter) -> Mask | None:
    """The items of one of the sources. Raises KnownError where there is none of that name."""
    if not wanted.sources:
        return None
    for name in wanted.sources:
        if name not in columns.source.values:
            known = ", ".join(columns.source.values) or "none yet"
            raise KnownError(f"There is no source {name}; the sources are: {known}.")
    return columns.source.mask(wanted.sources)


def by_folder(columns: Columns, wanted: Filter) -> Mask | None:
    """The items in or below one of the folders; empty for those directly in their source."""
    if not wanted.folders:
        return None
    chosen = [folder.strip("/") for folder in wanted.folders]
    below = tuple(f"{folder}/" for folder in chosen if folder)
    exact = set(chosen)
    paths = columns.folder.values
    return columns.folder.where([path in exact or path.startswith(below) for path in paths])


def by_media_type(columns: Columns, wanted: Filter) -> Mask | None:
    """The items of one of the media types; empty for those without."""
    if not wanted.media_types:
        return None
    return columns.media_type.mask([media_type.lower() for media_type in wanted.media_types])


def by_camera(columns: Columns, wanted: Filter) -> Mask | None:
    """The items of one of the cameras, as facets show them; empty for those without.

    A text that no facet shows is tried as a maker or a model alone, case aside.
    """
    if not wanted.cameras:
        return None
    shown = {camera.shown for camera in columns.camera.values}
    exact = {text for text in wanted.cameras if text in shown}
    loose = {text.casefold() for text in wanted.cameras if text not in shown}
    return columns.camera.where(
        [camera.shown in exact or _is_camera(camera, loose) for camera in columns.camera.values]
    )


def _is_camera(camera: Camera, folded: set[str]) -> bool:
    names = (camera.shown, camera.make, camera.model, f"{camera.make} {camera.model}")
    return any(name.casefold() in folded for name in names)


def by_taken(columns: Columns, wanted: Filter) -> Mask | None:
    """The items taken in the range of days; with ``undated`` also those without a date."""
    dated = _between(columns.taken_day, wanted.after, wanted.before)
    if not wanted.undated:
        return dated
    undated = columns.taken_day == NO_DAY
    return undated if dated is None else dated | undated


def by_modified(columns: Columns, wanted: Filter) -> Mask | None:
    """The items whose file system date (UTC) is in the range of days."""
    return _between(columns.modified_day, wanted.modified_after, wanted.modified_before)


def _between(days: npt.NDArray[np.int32], after: str | None, before: str | None) -> Mask | None:
    if after is None and before is None:
        return None
    mask = days != NO_DAY
    if after is not None:
        mask &= days >= day_number(after)
    if before is not None:
        mask &= days <= day_number(before)
    return mask


def by_gps(columns: Columns, wanted: Filter) -> Mask | None:
    """The items that have a position."""
    return columns.gps if wanted.has_gps else None


def by_flags(columns: Columns, wanted: Filter) -> Mask | None:
    """The items with one of the flags; Flag.NONE for those without any."""
    if not wanted.flags:
        return None
    bits = np.bitwise_or.reduce([int(flag) for flag in wanted.flags])
    mask: Mask = columns.flags & np.uint16(bits) != 0
    return mask | (columns.flags == 0) if 0 in wanted.flags else mask


def by_copies(columns: Columns, wanted: Filter) -> Mask | None:
    """The items whose content is there twice or more."""
    return columns.copies >= 2 if wanted.copies else None


def by_size(columns: Columns, wanted: Filter) -> Mask | None:
    """The items whose size in bytes is in the range."""
    return _within(columns.size, wanted.min_size, wanted.max_size, least=0)


def by_pixels(columns: Columns, wanted: Filter) -> Mask | None:
    """The items whose width x height is in the range."""
    return _within(columns.pixels, wanted.min_pixels, wanted.max_pixels, least=1)


def _within(
    numbers: npt.NDArray[np.int64], low: int | None, high: int | None, *, least: int
) -> Mask | None:
    """Numbers below ``least`` are unknown and never inside."""
    if low is None and high is None:
        return None
    mask = numbers >= max(least, least if low is None else low)
    if high is not None:
        mask &= numbers <= high
    return mask


def by_hash(columns: Columns, wanted: Filter) -> Mask | None:
    """The items with one of the hashes. Raises KnownError where a text is no hash."""
    if not wanted.hashes:
        return None
    found = columns.digests.find(wanted.hashes)
    return np.isin(columns.content, found.astype(np.int32))


def by_ids(columns: Columns, wanted: Filter) -> Mask | None:
    """The items that were picked one by one; ids that the case has not are left out."""
    if not wanted.ids:
        return None
    mask = np.zeros(len(columns), dtype=np.bool_)
    mask[columns.rows_of(np.array(wanted.ids, dtype=np.int64))] = True
    return mask


def by_text(columns: Columns, wanted: Filter) -> Mask | None:
    """The items that have every word in path or metadata."""
    if wanted.text.strip() and not columns.has_text:
        raise BugError("a text search needs columns that were loaded with their text")
    return columns.texts.mask(wanted.text)


GROUPS = {
    "labels": Group(by_labels, ("labels", "all_labels", "min_score", "max_score")),
    "state": Group(by_state, ("states",)),
    "reason": Group(by_reason, ("reasons",)),
    "grade": Group(by_grade, ("grades",)),
    "grader": Group(by_grader, ("graded_by",)),
    "text": Group(by_text, ("text",)),
    "source": Group(by_source, ("sources",)),
    "folder": Group(by_folder, ("folders",)),
    "media_type": Group(by_media_type, ("media_types",)),
    "camera": Group(by_camera, ("cameras",)),
    "taken": Group(by_taken, ("after", "before", "undated")),
    "modified": Group(by_modified, ("modified_after", "modified_before")),
    "gps": Group(by_gps, ("has_gps",)),
    "flags": Group(by_flags, ("flags",)),
    "copies": Group(by_copies, ("copies",)),
    "hash": Group(by_hash, ("hashes",)),
    "size": Group(by_size, ("min_size", "max_size")),
    "pixels": Group(by_pixels, ("min_pixels", "max_pixels")),
    "ids": Group(by_ids, ("ids",)),
}
"""Every field of :class:`triage.core.filters.Filter` belongs to exactly one group."""
