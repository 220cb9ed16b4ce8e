"""A filter in words, piece by piece, each with the filter that is left without it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from triage.core.filters import Filter
from triage.core.records import Reason
from triage.gui.filters import state_choice, value_words
from triage.gui.filters.quantity import PIXELS, SIZES, Measure
from triage.gui.looks import words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from triage.core.records import Flag, State
    from triage.gui.session.counted import Category

N = TypeVar("N", int, float)

Chip = tuple[str, Filter]
"""Words, and the filter without what they say."""

_DIGITS_SHOWN = 8
_PHRASE = re.compile(r'"([^"]*)"')


@dataclass(frozen=True, slots=True)
class _Names:
    """How the case calls what a filter names by key."""

    labels: Mapping[str, str]
    categories: Mapping[int, str]

    def label(self, key: str) -> str:
        """A label's display name; for a bare name that of any pack that has it."""
        if key in self.labels:
            return words.safe(self.labels[key])
        ending = f"/{key}"
        named = (name for known, name in self.labels.items() if known.endswith(ending))
        bare = key.rpartition("/")[2].replace("_", " ")
        return words.safe(next(named, bare))

    def grade(self, number: int | None) -> str:
        """A category with its digit, or "not graded"."""
        name = "" if number is None else self.categories.get(number, "")
        return value_words.lower(value_words.grade(number, name))


def words_of(
    wanted: Filter,
    categories: Sequence[Category] = (),
    labels: Mapping[str, str] | None = None,
) -> list[Chip]:
    """The chips of a filter, in the order of the panel; none for a filter that asks nothing.

    What is joined by OR is one chip: taking one of its values away would show less, not more.
    ``labels`` are display names by ``PACK/LABEL``; without them a label's own name is told.
    """
    known = _Names(labels or {}, {category.number: category.name for category in categories})
    return [
        *(chip for part in _FIRST for chip in part(wanted)),
        *_labels(wanted, known),
        *_confidence(wanted),
        *_grades(wanted, known),
        *(chip for part in _LAST for chip in part(wanted)),
    ]


def label_names(wanted: Filter, labels: Mapping[str, str]) -> list[str]:
    """The chosen labels by their display names."""
    known = _Names(labels, {})
    return [known.label(key) for key in wanted.labels]


def _labels(wanted: Filter, names: _Names) -> list[Chip]:
    shown = [names.label(key) for key in wanted.labels]
    ranged = wanted.min_score is not None or wanted.max_score is not None
    verb = "scored" if ranged else "suggested"
    if wanted.all_labels and len(shown) > 1:
        return [
            (f"{text} {verb}", _without_label(wanted, key))
            for text, key in zip(shown, wanted.labels, strict=True)
        ]
    if not shown:
        return []
    joined = value_words.any_of([shown[0], *map(value_words.lower, shown[1:])])
    return [(f"{joined} {verb}", replace(wanted, labels=(), all_labels=False))]


def _without_label(wanted: Filter, key: str) -> Filter:
    left = tuple(label for label in wanted.labels if label != key)
    return replace(wanted, labels=left, all_labels=len(left) > 1)


def _confidence(wanted: Filter) -> list[Chip]:
    low, high = wanted.min_score, wanted.max_score
    if low is None and high is None:
        return []
    of = "score" if wanted.labels else "best score"
    text = f"{of} {_between(low, high, value_words.threshold)}"
    return [(text, replace(wanted, min_score=None, max_score=None))]


def _grades(wanted: Filter, names: _Names) -> list[Chip]:
    if not wanted.grades:
        return []
    numbers = sorted(wanted.grades, key=lambda number: (number is None, number))
    shown = [names.grade(number) for number in numbers]
    first = "" if numbers[0] is None else "graded "
    return [(first + value_words.any_of(shown), replace(wanted, grades=()))]


def _graders(wanted: Filter) -> list[Chip]:
    shown = [value_words.grader(name) if name else "nobody" for name in wanted.graded_by]
    text = f"graded by {value_words.any_of(shown)}"
    return [(text, replace(wanted, graded_by=()))] if shown else []


def _states(wanted: Filter) -> list[Chip]:
    if not wanted.states and not wanted.reasons:
        return []
    shown = [_state_words(*part) for part in sorted(state_choice.chosen(wanted))]
    if not shown:  # a state with the reason of another one: nothing passes, and both say so
        states = [_state_words(state, Reason.NONE) for state in wanted.states]
        shown = [" and ".join([*states, *(_reason_words(one) for one in wanted.reasons)])]
    return [(value_words.any_of(shown), replace(wanted, states=(), reasons=()))]


def _state_words(state: State, reason: Reason) -> str:
    return _reason_words(reason) if reason else value_words.lower(value_words.STATES[state])


def _reason_words(reason: Reason) -> str:
    return value_words.lower(value_words.REASONS[reason])


def _places(wanted: Filter) -> list[Chip]:
    sources = value_words.any_of([words.safe(name) for name in wanted.sources])
    folders = value_words.any_of([words.safe(name) or "no folder" for name in wanted.folders])
    text = " / ".join(part for part in (sources, folders) if part)
    return [(text, replace(wanted, sources=(), folders=()))] if text else []


def _media_types(wanted: Filter) -> list[Chip]:
    shown = [value_words.lower(value_words.media_type(one)) for one in wanted.media_types]
    return [(value_words.any_of(shown), replace(wanted, media_types=()))] if shown else []


def _cameras(wanted: Filter) -> list[Chip]:
    shown = [value_words.camera(one) if one else "no camera" for one in wanted.cameras]
    return [(value_words.any_of(shown), replace(wanted, cameras=()))] if shown else []


def _taken(wanted: Filter) -> list[Chip]:
    shown: list[str] = []
    if wanted.after or wanted.before:
        shown.append(value_words.days(wanted.after, wanted.before))
    if wanted.undated:
        shown.append("no date")
    left = replace(wanted, after=None, before=None, undated=False)
    return [(value_words.any_of(shown), left)] if shown else []


def _modified(wanted: Filter) -> list[Chip]:
    after, before = wanted.modified_after, wanted.modified_before
    if not after and not before:
        return []
    left = replace(wanted, modified_after=None, modified_before=None)
    return [(f"file changed {value_words.days(after, before)}", left)]


def _gps(wanted: Filter) -> list[Chip]:
    return [("has a place", replace(wanted, has_gps=False))] if wanted.has_gps else []


def _flags(wanted: Filter) -> list[Chip]:
    shown = [value_words.lower(_flag_words(flag)) for flag in wanted.flags]
    return [(value_words.any_of(shown), replace(wanted, flags=()))] if shown else []


def _flag_words(flag: Flag) -> str:
    return value_words.FLAGS.get(flag) or words.flag(flag)


def _copies(wanted: Filter) -> list[Chip]:
    return [("has copies", replace(wanted, copies=False))] if wanted.copies else []


def _size(wanted: Filter) -> list[Chip]:
    text = _amounts(wanted.min_size, wanted.max_size, SIZES)
    return [(text, replace(wanted, min_size=None, max_size=None))] if text else []


def _pixels(wanted: Filter) -> list[Chip]:
    text = _amounts(wanted.min_pixels, wanted.max_pixels, PIXELS)
    return [(text, replace(wanted, min_pixels=None, max_pixels=None))] if text else []


def _amounts(low: int | None, high: int | None, measure: Measure) -> str:
    return _between(low, high, measure.words)


def _between(low: N | None, high: N | None, shown: Callable[[N], str]) -> str:
    if low is not None and high is not None:
        return f"{shown(low)} … {shown(high)}"
    if low is not None:
        return f"at least {shown(low)}"
    return "" if high is None else f"at most {shown(high)}"


def _text(wanted: Filter) -> list[Chip]:
    # A phrase in quotes within the chip's own: single ones, as in print.
    inner = "\N{LEFT SINGLE QUOTATION MARK}\\1\N{RIGHT SINGLE QUOTATION MARK}"
    text = _PHRASE.sub(inner, words.safe(" ".join(wanted.text.split())))
    return (
        [
            (
                f"\N{LEFT DOUBLE QUOTATION MARK}{text}\N{RIGHT DOUBLE QUOTATION MARK}",
                replace(wanted, text=""),
            )
        ]
        if text
        else []
    )


def _hashes(wanted: Filter) -> list[Chip]:
    if not wanted.hashes:
        return []
    one = f"hash {wanted.hashes[0][:_DIGITS_SHOWN]}…"
    text = one if len(wanted.hashes) == 1 else words.noun(len(wanted.hashes), "hash", "hashes")
    return [(text, replace(wanted, hashes=()))]


def _ids(wanted: Filter) -> list[Chip]:
    if not wanted.ids:
        return []
    text = words.noun(len(wanted.ids), "selected item", "selected items")
    return [(text, replace(wanted, ids=()))]


_Part = Callable[[Filter], list[Chip]]
_FIRST: tuple[_Part, ...] = (_text, _hashes, _ids)
_LAST: tuple[_Part, ...] = (
    _graders,
    _states,
    _places,
    _media_types,
    _cameras,
    _taken,
    _modified,
    _gps,
    _flags,
    _copies,
    _size,
    _pixels,
)
