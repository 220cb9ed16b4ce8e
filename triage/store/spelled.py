"""Names as they are read from the case, chunk by chunk: for sorting, and folded for search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from triage.core import names
from triage.store.haystack import encode, fold
from triage.store.packed import END, Packed

if TYPE_CHECKING:
    from collections.abc import Sequence


class Spelled:
    """Raw names as JSON shows them; ``exact`` sorts by code point, ``folded`` is searched."""

    def __init__(self) -> None:
        self._exact: list[bytes] = []
        self._folded: list[bytes] = []

    def add(self, raw: Sequence[bytes]) -> None:
        """Append some names."""
        joined = END.join((*raw, b""))
        shown = names.text(joined)
        # Bytes that are no UTF-8 sort as the code points that JSON has for them.
        self._exact.append(joined if shown.isascii() else encode(shown))
        self._folded.append(encode(fold(shown)))

    def exact(self) -> Packed:
        """The names, one a row, as UTF-8."""
        return Packed.of(b"".join(self._exact))

    def folded(self) -> Packed:
        """The names without case."""
        return Packed.of(b"".join(self._folded))
