"""Which pictures are covered on screen and in reports: a rule of the examiner, as data.

A rule that cannot be understood or applied covers everything: it fails closed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal, cast

if TYPE_CHECKING:
    from collections.abc import Iterable

    from triage.core.records import Label

Style = Literal["blur", "grey"]
STYLES: Final[tuple[Style, ...]] = ("blur", "grey")


@dataclass(frozen=True, slots=True)
class PrivacyLabel:
    """``label`` is ``PACK/LABEL`` or ``LABEL``; pictures with this score or more are covered."""

    label: str
    from_score: float


@dataclass(frozen=True, slots=True)
class Privacy:
    """Covered is a picture with one of the labels, or of an item graded with one of ``grades``.

    Covered too is what no rule can judge yet: pending items, and items without a score from
    each pack of ``packs`` and each pack that a label names. Switched on with nothing listed,
    everything is covered.
    """

    on: bool = False
    style: Style = "blur"
    labels: tuple[PrivacyLabel, ...] = ()
    grades: tuple[int, ...] = ()
    packs: tuple[str, ...] = ()

    @property
    def lists_nothing(self) -> bool:
        """Whether there is nothing to judge a picture by."""
        return not (self.labels or self.grades or self.packs)

    def as_json(self) -> dict[str, Any]:
        """The rule for a settings file, an audit row or a report."""
        return {
            "on": self.on,
            "style": self.style,
            "labels": [{"label": one.label, "from": one.from_score} for one in self.labels],
            "grades": list(self.grades),
            "packs": list(self.packs),
        }

    @classmethod
    def from_json(cls, value: object) -> Privacy:
        """Back from :meth:`as_json`; what is no such rule covers everything."""
        try:
            return _parsed(cast("dict[str, Any]", value))
        except (AttributeError, KeyError, OverflowError, TypeError, ValueError):
            return COVERS_ALL


COVERS_ALL: Final = Privacy(on=True)
"""Switched on, nothing listed."""


def proposed(packs: Iterable[tuple[str, Iterable[Label]]], style: Style = "blur") -> Privacy:
    """A rule to begin with, switched off: notable labels from half of their thresholds on.

    ``packs`` are pairs of a pack's key and its labels.
    """
    labels: list[PrivacyLabel] = []
    chosen: list[str] = []
    for key, of_pack in packs:
        notable = [label for label in of_pack if label.notable]
        labels += [PrivacyLabel(f"{key}/{one.name}", one.threshold / 2) for one in notable]
        chosen += [key] if notable else []
    return Privacy(on=False, style=style, labels=tuple(labels), packs=tuple(chosen))


def stricter(one: Privacy, other: Privacy) -> Privacy:
    """A rule that covers whatever one of the two covers; the one that is on where only one is."""
    if not (one.on and other.on):
        return other if other.on else one
    style: Style = one.style if one.style == other.style else "grey"
    if one.lists_nothing or other.lists_nothing:
        return Privacy(on=True, style=style)
    return Privacy(
        on=True,
        style=style,
        labels=tuple(dict.fromkeys(one.labels + other.labels)),
        grades=tuple(dict.fromkeys(one.grades + other.grades)),
        packs=tuple(dict.fromkeys(one.packs + other.packs)),
    )


def _parsed(value: dict[str, Any]) -> Privacy:
    if not isinstance(value["on"], bool) or value["style"] not in STYLES:
        raise ValueError("no rule of privacy")
    return Privacy(
        on=value["on"],
        style=value["style"],
        labels=tuple(
            PrivacyLabel(_text(one["label"]), _score(one["from"])) for one in value["labels"]
        ),
        grades=tuple(_number(one) for one in value["grades"]),
        packs=tuple(_text(one) for one in value["packs"]),
    )


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    raise TypeError("no text")


def _number(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise TypeError("no number")


def _score(value: object) -> float:
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1:
        return float(value)
    raise TypeError("no score")
