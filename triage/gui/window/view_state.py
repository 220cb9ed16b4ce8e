"""What a person last looked at in a case: filter, order, sizes, panels; as plain JSON."""

from __future__ import annotations

import dataclasses
from typing import Any, cast

from triage.core.filters import Filter, Sort
from triage.core.records import Flag, Reason, State

_ENUMS = {"states": State, "reasons": Reason, "flags": Flag}


def filter_as_json(wanted: Filter) -> dict[str, Any]:
    """The fields that say something."""
    found: dict[str, Any] = {}
    for field in dataclasses.fields(wanted):
        value = getattr(wanted, field.name)
        if value != field.default:
            enumerated = field.name in _ENUMS
            found[field.name] = [int(one) for one in value] if enumerated else value
    return found


def filter_from_json(told: object) -> Filter:
    """Back; what cannot be understood is no filter, so that nothing is hidden by mistake."""
    if not isinstance(told, dict):
        return Filter()
    values = cast("dict[str, Any]", told)
    known = {field.name: field for field in dataclasses.fields(Filter)}
    try:
        taken: dict[str, Any] = {
            name: _value(name, value) for name, value in values.items() if name in known
        }
        return Filter(**taken)
    except (TypeError, ValueError):
        return Filter()


def sort_from_json(told: object) -> tuple[Sort, bool]:
    """Order and whether names count as people count; by path as people count at first."""
    match told:
        case [str(word), bool(natural)] if word in {sort.value for sort in Sort}:
            return Sort(word), natural
        case _:
            return Sort.PATH, True


def _value(name: str, value: Any) -> Any:  # noqa: ANN401  any field of a filter
    if not isinstance(value, list):
        return value
    parts = cast("list[Any]", value)
    if name in _ENUMS:
        return tuple(_ENUMS[name](part) for part in parts)
    return tuple(parts)
