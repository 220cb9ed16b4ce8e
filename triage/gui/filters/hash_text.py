"""Hashes in a text that somebody pasted."""

from __future__ import annotations

import re

_HEX_DIGITS = (32, 40, 64)
"""Of MD5, SHA-1 and SHA-256."""
_BETWEEN = re.compile(r"[\s,;\u2028\u2029]+")
_HEX = re.compile(r"[0-9a-fA-F]+")


def hashes_in(text: str) -> tuple[str, ...]:
    """The hashes, lower case and each once, where the text is nothing but hashes; else none.

    They stand between blanks, commas, semicolons or line ends.
    """
    words = [word for word in _BETWEEN.split(text) if word]
    if not words or not all(_is_hash(word) for word in words):
        return ()
    return tuple(dict.fromkeys(word.lower() for word in words))


def _is_hash(word: str) -> bool:
    return len(word) in _HEX_DIGITS and _HEX.fullmatch(word) is not None
