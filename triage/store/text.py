"""Text search on path and metadata: every word somewhere, case aside.

A word with ``/`` may span folder and name: ``dcim/img_1`` is a folder that ends with ``dcim``
and a name that begins with ``img_1``, or a part of a folder's path.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

import numpy as np

from triage.store.haystack import FEW, PART, Haystack, encode, fold

if TYPE_CHECKING:
    from triage.store.coded import AnyRows, Codes, Mask, Rows

_REMEMBERED = 16
"""Words whose masks are kept, one byte an item each: typing on repeats the words before."""


class TextIndex:
    """Folded names by row, folders and metadata by code.

    ``metadata``: haystacks of distinct texts with one code per content; ``content`` is the
    content's number of each item, -1 without one.
    """

    def __init__(
        self,
        names: Haystack,
        folders: Haystack,
        folder: Codes,
        metadata: list[tuple[Haystack, Codes]],
        content: Rows,
    ) -> None:
        self.names = names
        self.folders = folders
        self.folder = folder
        # Code 0 is the empty text of both haystacks: what an item without content has.
        self._metadata = [
            (texts, np.append(codes, np.int32(0)).take(content, mode="wrap"))
            for texts, codes in metadata
        ]
        self._masks: OrderedDict[str, Mask] = OrderedDict()

    def mask(self, text: str) -> Mask | None:
        """The items that have every word of ``text``; None where it has no word."""
        words = fold(text).split()
        if not words:
            return None
        # Remembered words cost nothing, and long ones leave few items for the others.
        first, *others = sorted(set(words), key=lambda word: (word not in self._masks, -len(word)))
        mask = self._word(first)
        for word in others:
            rows = np.flatnonzero(mask)
            if len(rows) > FEW or word in self._masks or "/" in word:
                mask = mask & self._word(word)
                continue
            mask = np.zeros(len(mask), dtype=np.bool_)
            mask[rows[self._among(word, rows)]] = True
        return mask

    def forget(self) -> None:
        """Drop the masks of earlier words."""
        self._masks.clear()

    def _word(self, word: str) -> Mask:
        known = self._masks.pop(word, None)
        mask = self._search(word) if known is None else known
        self._masks[word] = mask
        if len(self._masks) > _REMEMBERED:
            self._masks.popitem(last=False)
        return mask

    def _search(self, word: str) -> Mask:
        needle = encode(word)
        if PART in word:
            return np.zeros(len(self.names), dtype=np.bool_)
        folders = self.folders.holding(needle)
        mask = self._across(needle) if b"/" in needle else self.names.holding(needle)
        _add(mask, folders, self.folder)
        for texts, codes in self._metadata:
            _add(mask, texts.holding(needle), codes)
        return mask

    def _among(self, word: str, rows: AnyRows) -> Mask:
        """Which of a few items have ``word``; parallel to ``rows``."""
        needle = encode(word)
        found = self.names.among(needle, rows)
        for texts, codes in ((self.folders, self.folder), *self._metadata):
            chosen = codes.take(rows)
            if len(texts) <= FEW:
                found |= texts.holding(needle).take(chosen)
            else:
                found |= texts.among(needle, chosen)
        return found

    def _across(self, needle: bytes) -> Mask:
        """Paths in which the word's last ``/`` is the one between folder and name."""
        front, _, name = needle.rpartition(b"/")
        count = len(self.folders)
        ends = (self.folders.text(number) for number in range(count))
        ending = [text != b"" and text.endswith(front) for text in ends]
        return self.names.starting(name, np.array(ending, dtype=np.bool_).take(self.folder))


def _add(mask: Mask, texts: Mask, codes: Codes) -> None:
    if texts.any():
        mask |= texts.take(codes)
