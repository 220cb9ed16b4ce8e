"""Numbers and what they count, as people say them."""

from __future__ import annotations


def counted(number: int, noun: str) -> str:
    """A number with its noun: ``1 item``, ``2 items``, ``3 hashes``."""
    ending = "es" if noun.endswith("h") else "s"
    return f"{number:,} {noun if number == 1 else noun + ending}"
