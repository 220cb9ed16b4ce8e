"""What the filter panel shows: counts of every group under all other groups."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from triage.core.filters import Filter


@dataclass(frozen=True, slots=True, eq=False)
class LabelRow:
    """One suggested category: its threshold, and what it would bring.

    ``key`` is ``PACK/LABEL``, as a filter takes it. ``count`` are items at or above the
    threshold, ``histogram`` (shape (100,), scores 0 to 1) those with a score, both under all
    other filter groups.
    """

    pack: str
    label: str
    display: str
    description: str
    notable: bool
    threshold: float
    default: float
    count: int
    histogram: npt.NDArray[np.int64]

    @property
    def key(self) -> str:
        """As a filter names it."""
        return f"{self.pack}/{self.label}"


@dataclass(frozen=True, slots=True, eq=False)
class Counts:
    """Everything that the panels count, of one moment and one filter.

    ``facets[group]`` has the counts by value as :meth:`triage.store.query.Query.facet` answers
    for the groups of :data:`triage.store.groups.GROUPS`, "labels" left out; a group that is
    not open in the panel may be missing. ``folders`` are (source, folder, items), "" for the
    source's own folder, every folder that holds an item itself.
    """

    wanted: Filter
    shown: int
    total: int
    labels: tuple[LabelRow, ...] = ()
    without_suggestion: int = 0
    facets: dict[str, dict[Any, int]] = field(default_factory=dict[str, dict[Any, int]])
    folders: tuple[tuple[str, str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Category:
    """A category that a person may give."""

    number: int
    name: str


@dataclass(frozen=True, slots=True)
class CaseStatus:
    """found = analysed + skipped + failed (+ pending), and the head of the audit log."""

    found: int = 0
    analysed: int = 0
    skipped: int = 0
    failed: int = 0
    pending: int = 0
    audit_rows: int = 0
    audit_head: str = ""
    device: str = ""
    """What the newest scores were made on, in words."""
