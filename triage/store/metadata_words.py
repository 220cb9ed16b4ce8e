"""Which metadata a text search looks at, and how it is kept: every distinct text once."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np

from triage.core.errors import CaseError
from triage.store.haystack import PART, Haystack

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from triage.store.coded import Codes

_SEPARATOR = "\n"
"""Between the texts of one content: a word never holds it."""


class MetadataWords:
    """The texts among the metadata of all contents (EXIF tags that are text, not numbers).

    Dates are kept apart: nearly every content has its own, while the rest repeats (a camera,
    an artist, a program), and a short list of distinct texts is searched in no time.
    """

    def __init__(self) -> None:
        self._words: dict[str, int] = {"": 0}
        self._dates: dict[str, int] = {"": 0}
        self._word_codes: list[int] = []
        self._date_codes: list[int] = []

    def add(self, metadata: Sequence[str]) -> None:
        """Take in the JSON objects of the next contents. Raises CaseError where one is none."""
        try:
            objects = json.loads(f"[{','.join(metadata)}]")
        except ValueError:
            raise CaseError(
                "The case holds metadata that is no JSON: it is damaged, open a backup of it."
            ) from None
        for found in objects:
            self._add_one(found)

    def _add_one(self, metadata: dict[str, Any]) -> None:
        words: list[str] = []
        dates: list[str] = []
        for tag, value in metadata.items():
            if type(value) is str:
                (dates if "Date" in tag else words).append(value)
            elif type(value) is list:
                words.extend(part for part in value if type(part) is str)
        word = _SEPARATOR.join(words)
        # Original, digitized and changed are most often one moment.
        date = _SEPARATOR.join(dict.fromkeys(dates)) if len(dates) > 1 else "".join(dates)
        self._word_codes.append(self._words.setdefault(word, len(self._words)))
        self._date_codes.append(self._dates.setdefault(date, len(self._dates)))

    def searchable(self) -> list[tuple[Haystack, Codes]]:
        """Distinct texts, and for each content the number of its own: words, then dates."""
        return [
            (_haystack(self._words), np.array(self._word_codes, dtype=np.int32)),
            (_haystack(self._dates), np.array(self._date_codes, dtype=np.int32)),
        ]


def _haystack(texts: Iterable[str]) -> Haystack:
    return Haystack(text.replace(PART, " ") for text in texts)
