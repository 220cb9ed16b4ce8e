"""The groups that are chosen from a list of values: what they list, what a press does."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Protocol, cast

from triage.core.records import Flag, Reason, State
from triage.gui.filters import state_choice, value_words
from triage.gui.filters.choice_model import Choice
from triage.gui.looks import words

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping

    from triage.core.filters import Filter
    from triage.gui.session.counted import Category

Facets = dict[str, dict[Any, int]]


class Kind(Protocol):
    """What a :class:`~triage.gui.filters.choice_section.ChoiceSection` has to know of its group."""

    @property
    def title(self) -> str:
        """The section's head."""
        ...

    @property
    def groups(self) -> tuple[str, ...]:
        """The facets that it lists."""
        ...

    @property
    def by_count(self) -> bool:
        """Whether the order follows the counts, and so may change."""
        ...

    def choices(
        self, wanted: Filter, facets: Facets, categories: tuple[Category, ...]
    ) -> list[Choice]:
        """The rows. ``facets`` hold every value ever seen; those not met now count 0."""
        ...

    def toggled(self, wanted: Filter, value: Hashable, *, on: bool) -> Filter:
        """The filter with one value more or less."""
        ...


@dataclass(frozen=True, slots=True)
class FieldKind:
    """A group whose field holds the chosen values themselves.

    ``always`` are values that are listed though nothing has them; ``lasting`` is the value
    that stands for "none" and comes last. Others come by count, then by name.
    """

    title: str
    group: str
    field: str
    words: Callable[[Any], str]
    tip: Callable[[Any], str] = lambda _value: ""
    lasting: Any = ""
    by_count: bool = True

    @property
    def groups(self) -> tuple[str, ...]:
        """Its one facet."""
        return (self.group,)

    def choices(
        self, wanted: Filter, facets: Facets, categories: tuple[Category, ...]
    ) -> list[Choice]:
        """Every value that was seen or is chosen."""
        counts = facets.get(self.group, {})
        chosen = self._chosen(wanted)
        values = [*counts, *(value for value in chosen if value not in counts)]
        values.sort(key=lambda value: self._place(value, counts))
        return [
            Choice(
                value,
                self.words(value),
                counts.get(value, 0) if counts else None,
                value in chosen,
                self.tip(value),
            )
            for value in values
        ]

    def toggled(self, wanted: Filter, value: Hashable, *, on: bool) -> Filter:
        """The filter with one value more or less."""
        left = tuple(one for one in self._chosen(wanted) if one != value)
        return _with(wanted, self.field, (*left, value) if on else left)

    def _chosen(self, wanted: Filter) -> tuple[Any, ...]:
        return cast("tuple[Any, ...]", getattr(wanted, self.field))

    def _place(self, value: Any, counts: Mapping[Any, int]) -> tuple[bool, int, str]:  # noqa: ANN401  the values of any group
        name = self.words(value).casefold()
        return value == self.lasting, -counts.get(value, 0) if self.by_count else 0, name


@dataclass(frozen=True, slots=True)
class GradeKind:
    """Categories of the case with their digits, after "not graded"."""

    title: str = "Grade"
    groups: tuple[str, ...] = ("grade",)
    by_count: bool = False

    def choices(
        self, wanted: Filter, facets: Facets, categories: tuple[Category, ...]
    ) -> list[Choice]:
        """All categories, whether or not a grade was given."""
        counts: dict[int | None, int] = facets.get("grade", {})
        names = {category.number: category.name for category in categories}
        seen = {number for number in (*counts, *wanted.grades) if number is not None}
        rows = [Choice(None, "Not graded", _count(counts, None), None in wanted.grades)]
        for number in sorted(names.keys() | seen):
            name = words.safe(names.get(number, f"Category {number}"))
            on = number in wanted.grades
            rows.append(Choice(number, name, _count(counts, number), on, digit=number))
        return rows

    def toggled(self, wanted: Filter, value: Hashable, *, on: bool) -> Filter:
        """The filter with one category, or "not graded", more or less."""
        left = tuple(one for one in wanted.grades if one != value)
        return _with(wanted, "grades", (*left, value) if on else left)


@dataclass(frozen=True, slots=True)
class StateKind:
    """States, with the reasons of skipped and failed items below them."""

    title: str = "State"
    groups: tuple[str, ...] = ("state", "reason")
    by_count: bool = False

    def choices(
        self, wanted: Filter, facets: Facets, categories: tuple[Category, ...]
    ) -> list[Choice]:
        """Items not read yet are listed only while there are some."""
        states: dict[State, int] = facets.get("state", {})
        reasons: dict[Reason, int] = facets.get("reason", {})
        chosen = state_choice.chosen(wanted)
        rows: list[Choice] = []
        for state in (State.ANALYSED, State.SKIPPED, State.FAILED, State.PENDING):
            part = state_choice.whole(state)
            on = part in chosen
            if state is State.PENDING and not states.get(state) and not on:
                continue
            told = value_words.STATES[state]
            rows.append(Choice(part, told, _count(states, state), on, bad=state is State.FAILED))
            for below in state_choice.parts_of(state):
                reason = below[1]
                if reason in reasons or below in chosen:
                    count = _count(reasons, reason)
                    picked = on or below in chosen
                    tip = words.reason(reason)
                    told = value_words.REASONS[reason]
                    rows.append(Choice(below, told, count, picked, tip, indent=1))
        return rows

    def toggled(self, wanted: Filter, value: Hashable, *, on: bool) -> Filter:
        """The filter with one state or reason more or less."""
        return state_choice.toggled(wanted, cast("state_choice.Part", value), on=on)


@dataclass(frozen=True, slots=True)
class SwitchKind:
    """A group that is only on or off: one row, by the name of the filter's field."""

    title: str
    group: str
    field: str
    words: str
    key: bool | None = True
    """The facet's value that the row counts."""
    by_count: bool = False

    @property
    def groups(self) -> tuple[str, ...]:
        """Its one facet."""
        return (self.group,)

    def choices(
        self, wanted: Filter, facets: Facets, categories: tuple[Category, ...]
    ) -> list[Choice]:
        """The one row."""
        count = _count(facets.get(self.group, {}), self.key)
        return [Choice(self.field, self.words, count, bool(getattr(wanted, self.field)))]

    def toggled(self, wanted: Filter, value: Hashable, *, on: bool) -> Filter:
        """The filter with the group on or off."""
        changes: dict[str, Any] = {self.field: on}
        return replace(wanted, **changes)


def _count(counts: Mapping[Any, int], value: object) -> int | None:
    return counts.get(value, 0) if counts else None


def _with(wanted: Filter, field: str, values: tuple[Any, ...]) -> Filter:
    changes: dict[str, Any] = {field: values}
    return replace(wanted, **changes)


GRADED_BY = FieldKind("Graded by", "grader", "graded_by", value_words.grader)
MEDIA_TYPE = FieldKind(
    "Media type", "media_type", "media_types", value_words.media_type, words.safe
)
CAMERA = FieldKind("Camera", "camera", "cameras", value_words.camera)
FLAGS = FieldKind(
    "Flags",
    "flags",
    "flags",
    lambda flag: value_words.FLAGS.get(flag) or words.flag(flag),
    words.flag,
    lasting=Flag.NONE,
    by_count=False,
)
PLACE = SwitchKind("Place", "gps", "has_gps", "Has GPS coordinates")
COPIES = SwitchKind("Copies", "copies", "copies", "Has copies in this case")
UNDATED = SwitchKind("Date", "taken", "undated", "No date", None)
