"""Which items a rule of privacy covers, over the columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from triage.core.errors import KnownError
from triage.core.privacy import Privacy, proposed
from triage.core.records import State
from triage.store.label_group import find_label

if TYPE_CHECKING:
    from triage.store.coded import Mask
    from triage.store.columns import Columns


def hidden(columns: Columns, privacy: Privacy) -> Mask:
    """The items whose picture is covered; shape (items,).

    All copies of a covered picture are covered. Items that were skipped or failed have no
    picture, so nothing of them is covered. Pending items are: what the head of their file
    shows is a picture as well, and nothing is known of it.
    """
    if not privacy.on:
        return np.zeros(len(columns), dtype=np.bool_)
    pending = columns.state.mask((State.PENDING,))
    with_picture = columns.state.mask((State.ANALYSED,))
    if privacy.lists_nothing or strangers(columns, privacy):
        return with_picture | pending
    covered = columns.grades.category.mask(privacy.grades)
    for label in privacy.labels:
        limit = np.float32(label.from_score)
        for pack, number in find_label(columns.packs, label.label):
            # Not "at or above": without a score (NaN) there is nothing below the limit either.
            covered |= ~(pack.columns[number] < limit)
    for pack in columns.packs:
        if pack.key in privacy.packs:
            covered |= np.isnan(pack.columns[0])
    return (with_copies(columns, covered) & with_picture) | pending


def strangers(columns: Columns, privacy: Privacy) -> tuple[str, ...]:
    """The labels and packs of the rule that the case has no scores of: they cover everything.

    Among them are labels whose ``from_score`` is no number.
    """
    keys = {pack.key for pack in columns.packs if pack.labels}
    unknown = [pack for pack in privacy.packs if pack not in keys]
    for label in privacy.labels:
        try:
            known = bool(find_label(columns.packs, label.label))
        except KnownError:
            known = False
        if not known or np.isnan(label.from_score):
            unknown.append(label.label)
    return tuple(dict.fromkeys(unknown))


def default_privacy(columns: Columns) -> Privacy:
    """The rule to begin with, switched off: see :func:`triage.core.privacy.proposed`."""
    return proposed((pack.key, pack.labels) for pack in columns.packs)


def with_copies(columns: Columns, covered: Mask) -> Mask:
    """Every item whose content an item of ``covered`` has; a grade alone tells copies apart."""
    contents = columns.content[covered]
    if not len(contents):
        return covered
    table = np.zeros(int(columns.content.max()) + 2, dtype=np.bool_)
    table[contents] = True
    # The last place is -1: an item without content has no copies.
    table[-1] = False
    return covered | table.take(columns.content, mode="wrap")
