"""Rules that thin out a labelled set: what is alike in thousands teaches no more than in hundreds.

A rules file is TOML with ``[[rule]]`` tables. ``source`` and ``note`` say which rows are meant
(equal source, note containing the words; both may be left out). ``drop = true`` leaves them out,
``most = N`` keeps a seeded choice of N, ``one_per_name = true`` keeps one of the pictures whose
file names agree up to ``.rf.`` (copies made by an augmentation service), ``unknown = [...]``
takes labels back that the pictures do not show.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from triage.core.errors import KnownError
from triage.core.names import safe

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from triage.training.rows import Row

_KEYS = frozenset({"source", "note", "drop", "most", "one_per_name", "unknown", "why"})


@dataclass(frozen=True, slots=True)
class Rule:
    """One table of the file."""

    source: str = ""
    note: str = ""
    drop: bool = False
    most: int | None = None
    one_per_name: bool = False
    unknown: frozenset[str] = frozenset()
    why: str = ""

    def means(self, row: Row) -> bool:
        """Whether the rule is about this row."""
        return (not self.source or row.source == self.source) and self.note in row.note


def read_rules(place: Path) -> list[Rule]:
    """The rules of a file, in its order; KnownError where it cannot be understood."""
    try:
        tables: list[dict[str, Any]] = tomllib.loads(place.read_text(encoding="utf-8")).get(
            "rule", []
        )
        return [_rule(table) for table in tables]
    except OSError as error:
        raise KnownError(f"{safe(str(place))} cannot be read: {error.strerror}.") from error
    except (ValueError, TypeError, AttributeError) as error:
        raise KnownError(f"{safe(str(place))} is no file of rules: {error}.") from error


def apply(rules: Sequence[Rule], rows: Sequence[Row], seed: int) -> tuple[list[Row], Counter[str]]:
    """The rows that stay, and how many each rule left out by its reason."""
    left_out: Counter[str] = Counter()
    kept = list(rows)
    for number, rule in enumerate(rules):
        meant = [index for index, row in enumerate(kept) if rule.means(row)]
        gone = _gone(rule, kept, meant, np.random.default_rng([seed, number]))
        left_out[rule.why or f"rule {number + 1}"] += len(gone)
        for index in meant:
            kept[index] = _taken_back(kept[index], rule.unknown)
        kept = [row for index, row in enumerate(kept) if index not in gone]
    return kept, left_out


def _rule(table: dict[str, Any]) -> Rule:
    strange = sorted(set(table) - _KEYS)
    if strange:
        raise ValueError(f"it has the key {strange[0]!r}, which is none of {sorted(_KEYS)}")
    kept: dict[str, Any] = {**table, "unknown": frozenset(table.get("unknown", ()))}
    return Rule(**kept)


def _gone(
    rule: Rule, rows: Sequence[Row], meant: Sequence[int], rng: np.random.Generator
) -> set[int]:
    if rule.drop:
        return set(meant)
    shuffled = [meant[int(place)] for place in rng.permutation(len(meant))]
    gone: set[int] = set()
    if rule.one_per_name:
        seen: set[str] = set()
        for index in shuffled:
            name = rows[index].path.partition(".rf.")[0]
            if name in seen:
                gone.add(index)
            seen.add(name)
    if rule.most is not None:
        gone.update([index for index in shuffled if index not in gone][rule.most :])
    return gone


def _taken_back(row: Row, unknown: frozenset[str]) -> Row:
    if not unknown:
        return row
    return replace(row, labels=row.labels - unknown, unknown=row.unknown | unknown)
