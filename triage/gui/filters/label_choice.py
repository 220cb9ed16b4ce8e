"""Which suggested categories a filter chose, and the filter with one more or one less."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from triage.core.filters import Filter
    from triage.gui.session.counted import LabelRow


def is_chosen(wanted: Filter, row: LabelRow) -> bool:
    """Whether the filter asks for this category, by its own key or by its bare name."""
    return row.key in wanted.labels or row.label in wanted.labels


def with_label(wanted: Filter, rows: Sequence[LabelRow], row: LabelRow, *, on: bool) -> Filter:
    """The filter that asks for this category too, or no longer.

    A bare name means the category in every pack: taken from one pack, it stays in the others.
    """
    if on == is_chosen(wanted, row):
        return wanted
    if on:
        return replace(wanted, labels=(*wanted.labels, row.key))
    left = [label for label in wanted.labels if label not in {row.key, row.label}]
    if row.label in wanted.labels:
        others = (other for other in rows if other.label == row.label and other.key != row.key)
        left.extend(other.key for other in others if other.key not in left)
    return replace(wanted, labels=tuple(left), all_labels=wanted.all_labels and len(left) > 1)


def without_labels(wanted: Filter) -> Filter:
    """The filter that asks for no category."""
    return replace(wanted, labels=(), all_labels=False)


def in_order(rows: Sequence[LabelRow]) -> list[LabelRow]:
    """Notable categories first, else as packs have them."""
    return sorted(rows, key=lambda row: not row.notable)
