"""The examiner's rule of privacy in an export: whose pictures are veiled, and how it is said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from triage.evidence.veil import veiled
from triage.store.privacy import hidden, strangers, with_copies

if TYPE_CHECKING:
    from triage.core.privacy import Privacy
    from triage.store.coded import Mask, Rows
    from triage.store.columns import Columns
    from triage.store.fetch import Integers


class Veiling:
    """Which items of a case are covered, by column row. Made once, before anything is written."""

    def __init__(self, columns: Columns, privacy: Privacy | None) -> None:
        self._columns = columns
        self._style = "grey" if privacy is None else privacy.style
        self._privacy = privacy if privacy is not None and privacy.on else None
        self._hidden: Mask | None = None
        if self._privacy is not None:
            # One file a content: where a copy is covered (one that is read again, say), all are.
            self._hidden = with_copies(columns, hidden(columns, self._privacy))

    def covers(self, rows: Rows) -> list[bool]:
        """Whether the picture of each row is covered."""
        return [False] * len(rows) if self._hidden is None else self._hidden[rows].tolist()

    def shown(self, jpeg: bytes, item_ids: Integers) -> bytes:
        """The JPEG of the content of these items as it may be shown.

        A picture whose items the columns do not know is covered as well.
        """
        if self._hidden is None:
            return jpeg
        rows = self._columns.rows_of(item_ids)
        known = len(rows) and len(rows) == len(item_ids)
        return jpeg if known and not self._hidden[rows].any() else veiled(jpeg, self._style)

    def facts(self, rows: Rows) -> dict[str, Any] | None:
        """The rule, and how many of the chosen items it covers; None where there is no rule."""
        if self._hidden is None or self._privacy is None:
            return None
        rule = self._privacy.as_json()
        count = int(np.count_nonzero(self._hidden[rows]))
        unknown = strangers(self._columns, self._privacy)
        return {
            "veiled": count,
            "of": len(rows),
            "style": rule["style"],
            "labels": rule["labels"],
            "grades": rule["grades"],
            "packs": rule["packs"],
            "unknown": list(unknown),
            "rule": described(self._privacy, unknown),
        }


def described(privacy: Privacy, unknown: tuple[str, ...] = ()) -> str:
    """The rule in one plain sentence; ``unknown``: what of it the case has no scores of."""
    if privacy.lists_nothing:
        return "The rule lists nothing, so every picture is covered."
    if unknown:
        return (
            f"The case has no scores of {', '.join(unknown)}, which the rule names, so every"
            " picture is covered."
        )
    parts = [f"{one.label} from a score of {one.from_score:g}" for one in privacy.labels]
    parts += [f"graded {number}" for number in privacy.grades]
    named = {one.label.partition("/")[0] for one in privacy.labels if "/" in one.label}
    packs = sorted({*privacy.packs, *named})
    parts += [f"without a score of the pack {pack}" for pack in packs]
    return f"Covered: {'; '.join(parts)}; not read yet."
