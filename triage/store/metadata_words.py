"""Which metadata a text search looks at, and how it is kept.

Dates are kept apart, one text a content: nearly every content has its own, while the rest
repeats (a camera, an artist, a program), and a short list of distinct texts is searched in no
time.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from triage.core.errors import CaseError
from triage.store.coded import fitting
from triage.store.haystack import FEW, PART, Haystack, encode, fold
from triage.store.letters import DATES
from triage.store.packed import Packed

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from triage.store.coded import AnyRows, Codes, Mask

_SEPARATOR = "\n"
"""Between the texts of one content: a word never holds it."""
MOST_KNOWN = 1 << 14
"""Texts that are known again. Where there are more, most occur once, and a table of all would
be as large as everything else."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """Texts of EXIF tags that are text, not numbers. ``words`` by code, ``dates`` by content.

    ``codes`` has one for each content, by ascending id; code 0 is the empty text. ``known`` has
    the codes of the first texts.
    """

    words: Haystack
    codes: Codes
    dates: Haystack
    known: dict[str, int]

    @classmethod
    def none(cls) -> Metadata:
        """Of no content."""
        codes = np.zeros(0, dtype=np.uint8)
        return cls(Haystack.of([""]), codes, Haystack.of((), DATES), {"": 0})

    def holding(self, word: bytes) -> Mask:
        """Which contents hold the folded ``word``; shape (contents,)."""
        found = self.dates.holding(word)
        words = self.words.holding(word)
        if words.any():
            found |= words.take(self.codes)
        return found

    def among(self, word: bytes, contents: AnyRows) -> Mask:
        """Which of a few contents hold ``word``; parallel to ``contents``."""
        codes = self.codes.take(contents)
        found = self.dates.among(word, contents)
        if len(self.words) <= FEW:
            return found | self.words.holding(word).take(codes)
        return found | self.words.among(word, codes)


class MetadataWords:
    """Takes in the metadata of contents that come behind those of ``before``."""

    def __init__(self, before: Metadata) -> None:
        self._before = before
        self._known = dict(before.known)
        self._count = len(before.words)
        self._words: list[bytes] = []
        self._codes: list[npt.NDArray[np.int32]] = [before.codes.astype(np.int32)]
        self._dates: list[bytes] = []

    def add(self, metadata: Sequence[str]) -> None:
        """Take in the JSON objects of the next contents. Raises CaseError where one is none."""
        try:
            objects = json.loads(f"[{','.join(metadata)}]")
        except ValueError:
            raise CaseError(
                "The case holds metadata that is no JSON: it is damaged, open a backup of it."
            ) from None
        words: list[str] = []
        dates: list[str] = []
        for found in objects:
            word, date = _texts(found)
            words.append(word)
            dates.append(date)
        self._add_words(words)
        self._dates.append(_joined(dates))

    def metadata(self) -> Metadata:
        """Those before and all that was added."""
        codes = np.concatenate(self._codes)
        return Metadata(
            self._before.words.followed_by(Packed.of(b"".join(self._words))),
            codes.astype(fitting(self._count)),
            self._before.dates.followed_by(Packed.of(b"".join(self._dates))),
            self._known,
        )

    def _add_words(self, words: list[str]) -> None:
        known = self._known
        new: list[str] = []
        codes: list[int] = []
        for word in words:
            code = known.get(word)
            if code is None:
                code = self._count + len(new)
                new.append(word)
                if len(known) < MOST_KNOWN:
                    known[word] = code
            codes.append(code)
        self._count += len(new)
        self._codes.append(np.array(codes, dtype=np.int32))
        self._words.append(_joined(new))


def _texts(metadata: dict[str, Any]) -> tuple[str, str]:
    """The words and the dates of one content."""
    words: list[str] = []
    dates: list[str] = []
    for tag, value in metadata.items():
        if type(value) is str:
            (dates if "Date" in tag else words).append(value)
        elif type(value) is list:
            words.extend(part for part in value if type(part) is str)
    # Original, digitized and changed are most often one moment.
    date = _SEPARATOR.join(dict.fromkeys(dates)) if len(dates) > 1 else "".join(dates)
    return _SEPARATOR.join(words), date


def _joined(texts: list[str]) -> bytes:
    """Folded, each with its end; an end within a text is none."""
    joined = PART.join([*texts, ""])
    if joined.count(PART) > len(texts):
        joined = PART.join([*(text.replace(PART, " ") for text in texts), ""])
    return encode(fold(joined))
