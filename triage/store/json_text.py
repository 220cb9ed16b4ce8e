"""JSON of the contract: ASCII, one object a line, float32 as the shortest text that reads back."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    import numpy.typing as npt


def json_line(record: Mapping[str, Any]) -> str:
    """``record`` as one line without its end. Raises ValueError for a number that is none."""
    return json.dumps(record, ensure_ascii=True, allow_nan=False, separators=(",", ":"))


def shortest(number: np.float32) -> float | None:
    """The float64 whose text is the shortest that reads back as ``number``; None for NaN.

    ``json`` writes a float64 by its own shortest text, which is then the float32's.
    """
    value = float(str(number))
    return value if math.isfinite(value) else None


def shortest_all(numbers: npt.NDArray[np.float32]) -> list[float | None]:
    """:func:`shortest` of each."""
    return [shortest(number) for number in numbers]


_DECODER = json.JSONDecoder(parse_constant=lambda _: None)


def parse_metadata(text: str) -> dict[str, Any]:
    """A stored JSON object; NaN and infinities, which JSON does not have, become None."""
    return _DECODER.decode(text)


def parse_object(text: str) -> dict[str, Any]:
    """:func:`parse_metadata`, empty where somebody has edited it into something else."""
    try:
        parsed = cast("object", parse_metadata(text))
    except (TypeError, ValueError):
        return {}
    return cast("dict[str, Any]", parsed) if isinstance(parsed, dict) else {}
