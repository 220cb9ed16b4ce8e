"""Pictures held out of a training: a tenth of the near-copy clusters, or whole sources in turn."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from triage.training.rows import Row

SHARE: Final = 10


def by_cluster(groups: Sequence[Hashable], share: int = SHARE) -> list[bool]:
    """Which pictures are held out: about one group in ``share``.

    It follows from the name of the group alone, so a resumed run never learns from its own
    hold-out. Where chance holds out nothing, the last group is.
    """
    held = [_number(group) % share == 0 for group in groups]
    if not any(held) and len(set(groups)) > 1:
        held = [group == groups[-1] for group in groups]
    return held


def by_source(rows: Sequence[Row], folds: int) -> list[int]:
    """The fold of each picture: sources stay whole, and each label is spread over the folds.

    Sources with few neighbours are placed first: whoever has a rare label goes to the fold that
    has least of it. The same rows always give the same folds.
    """
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        counts[row.source].update(row.labels or {""})
    carriers = Counter(label for labels in counts.values() for label in labels)
    filled = [Counter[str]() for _ in range(folds)]
    fold_of: dict[str, int] = {}

    def rarity(source: str) -> tuple[int, int, str]:
        rarest = min(carriers[label] for label in counts[source])
        return rarest, -counts[source].total(), source

    for source in sorted(counts, key=rarity):
        rarest = min(counts[source], key=lambda label: (carriers[label], label))
        fold = min(range(folds), key=lambda one: (filled[one][rarest], filled[one].total()))
        fold_of[source] = fold
        filled[fold].update(counts[source])
    return [fold_of[row.source] for row in rows]


def _number(group: Hashable) -> int:
    digest = hashlib.sha256(f"hold-out {group}".encode()).digest()
    return int.from_bytes(digest[:4], "big")
