"""A rule of privacy taken apart for a form, and put together again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from triage.core.privacy import Privacy, PrivacyLabel

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True, slots=True)
class LabelChoice:
    """A label of the case that a rule may name; ``from_score`` is where it would begin."""

    pack: str
    label: str
    display: str
    notable: bool = False
    from_score: float = 0.5

    @property
    def key(self) -> str:
        """As a rule names it."""
        return f"{self.pack}/{self.label}"


@dataclass(frozen=True, slots=True)
class Parted:
    """``scores``: the labels of the case that the rule lists, by key.

    ``strange_labels`` and ``strange_packs`` are what the case has no scores of: each of them
    hides everything.
    """

    scores: dict[str, float]
    packs: frozenset[str]
    strange_labels: tuple[PrivacyLabel, ...]
    strange_packs: tuple[str, ...]

    @property
    def strangers(self) -> tuple[str, ...]:
        """Their names, in the order of the rule."""
        named = (*self.strange_packs, *(one.label for one in self.strange_labels))
        return tuple(dict.fromkeys(named))


def parted(rule: Privacy, labels: Sequence[LabelChoice]) -> Parted:
    """What of a rule the case knows, and what not; a bare label means that of every pack."""
    scores: dict[str, float] = {}
    strange: list[PrivacyLabel] = []
    for one in rule.labels:
        meant = [known.key for known in labels if one.label in {known.key, known.label}]
        for key in meant:
            scores[key] = min(one.from_score, scores.get(key, 1.0))
        if not meant:
            strange.append(one)
    known_packs = {label.pack for label in labels}
    return Parted(
        scores,
        frozenset(pack for pack in rule.packs if pack in known_packs),
        tuple(strange),
        tuple(pack for pack in rule.packs if pack not in known_packs),
    )


def joined(
    rule: Privacy, before: Parted, scores: Mapping[str, float], packs: Sequence[str]
) -> Privacy:
    """The rule with these labels and packs; what the case does not know stays in it."""
    labels = [PrivacyLabel(key, score) for key, score in scores.items()]
    return replace(
        rule,
        labels=(*labels, *before.strange_labels),
        packs=(*packs, *before.strange_packs),
    )


def strange_words(strangers: Sequence[str]) -> str:
    """Why everything is hidden, and what to do; names are made safe by the caller."""
    named = ", ".join(strangers)
    return (
        f"This case has no scores of {named}, which the rule names: while it does, every picture "
        "is hidden."
    )
