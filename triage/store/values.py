"""How a value becomes a TEXT column: storable whatever the evidence held."""

from __future__ import annotations

import json
from typing import Any, cast


def storable(text: str) -> str:
    r"""Text that SQLite can keep: lone surrogates (bytes that are no UTF-8) become ``\udc80``."""
    if text.isascii():
        return text
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def as_json(value: object) -> str:
    """JSON for a TEXT column: ASCII, no blanks; what JSON does not know becomes text."""
    try:
        return json.dumps(value, separators=(",", ":"), allow_nan=False, default=str)
    except ValueError:
        return json.dumps(_finite(value), separators=(",", ":"), default=str)


def _finite(value: object) -> object:
    """The same value with NaN and infinities as text, which JSON has no numbers for."""
    if isinstance(value, dict):
        return {str(key): _finite(part) for key, part in cast("dict[Any, Any]", value).items()}
    if isinstance(value, list | tuple):
        return [_finite(part) for part in cast("list[Any]", value)]
    if isinstance(value, float) and value - value != 0:
        return repr(value)
    return value
