"""States and reasons as one choice, though a filter has a group for each.

The two groups are joined by AND: "analysed, or cut short" needs both states, and of the
reasons the one and "none".
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from triage.core.records import Reason, State

if TYPE_CHECKING:
    from triage.core.filters import Filter

Part = tuple[State, Reason]
"""A state whole (with Reason.NONE), or the part of it that a reason explains.

Never the bare enums in one set: they are numbers, and ``State.ANALYSED == Reason.NOT_AN_IMAGE``.
"""
Choice = frozenset[Part]

WITH_REASONS = (State.SKIPPED, State.FAILED)


def whole(state: State) -> Part:
    """All items of a state."""
    return state, Reason.NONE


def parts_of(state: State) -> tuple[Part, ...]:
    """What can be told apart within a state; nothing for analysed and pending items."""
    if state not in WITH_REASONS:
        return ()
    return tuple((state, reason) for reason in Reason if reason and reason.state is state)


def chosen(wanted: Filter) -> Choice:
    """What the filter lets pass, as whole states and parts of them."""
    if not wanted.states and not wanted.reasons:
        return frozenset()
    found: set[Part] = set()
    for state in wanted.states or tuple(State):
        if not wanted.reasons:
            found.add(whole(state))
        elif state in WITH_REASONS:
            found.update(part for part in parts_of(state) if part[1] in wanted.reasons)
        elif Reason.NONE in wanted.reasons:
            found.add(whole(state))
    return _gathered(found)


def with_choice(wanted: Filter, choice: Choice) -> Filter:
    """The filter whose two groups together let exactly this choice pass."""
    full = {state for state, reason in choice if not reason}
    parts = {part for part in choice if part[1] and part[0] not in full}
    if not parts:
        return replace(wanted, states=tuple(sorted(full)), reasons=())
    reasons = {reason for _, reason in parts}
    for state in full:
        reasons.update(reason for _, reason in parts_of(state) or (whole(state),))
    states = full | {state for state, _ in parts} if full else set[State]()
    return replace(wanted, states=tuple(sorted(states)), reasons=tuple(sorted(reasons)))


def toggled(wanted: Filter, part: Part, *, on: bool) -> Filter:
    """The filter with one state or one reason more or less.

    A reason taken from a whole state leaves the state's other reasons.
    """
    choice = set(chosen(wanted))
    state, reason = part
    if reason and whole(state) in choice:
        choice.discard(whole(state))
        choice.update(parts_of(state))
    if not reason:
        choice.difference_update(parts_of(state))
    if on:
        choice.add(part)
    else:
        choice.discard(part)
    return with_choice(wanted, _gathered(choice))


def _gathered(choice: set[Part]) -> Choice:
    """All reasons of a state are the state."""
    gathered = set(choice)
    for state in WITH_REASONS:
        if gathered.issuperset(parts_of(state)):
            gathered.difference_update(parts_of(state))
            gathered.add(whole(state))
    return frozenset(gathered)
