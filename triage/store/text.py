"""Text search on path and metadata: every word somewhere, case aside.

A word with ``/`` may span folder and name: ``dcim/img_1`` is a folder that ends with ``dcim``
and a name that begins with ``img_1``, or a part of a folder's path.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from triage.store.haystack import FEW, PART, Haystack, encode, fold

if TYPE_CHECKING:
    from triage.store.coded import AnyRows, Codes, Mask, Rows
    from triage.store.metadata_words import Metadata

_REMEMBERED = 16
"""Words whose masks are kept, one bit an item each: typing on repeats the words before."""


_WORDS = re.compile(r'"([^"]+)"?|(\S+)')
_QUOTES = str.maketrans(dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb", '"'))


def searched(text: str) -> list[str]:
    """What a text looks for, folded: its words, and what stands in quotation marks as one.

    A quotation that is not closed yet is still being typed: it counts to the end.

    >>> searched('Canon "Pocket 5"')
    ['canon', 'pocket 5']
    """
    found = _WORDS.findall(fold(text).translate(_QUOTES))
    words = [" ".join(phrase.split()) or word for phrase, word in found]
    return [word for word in words if word.strip('"')]


class TextIndex:
    """Folded names by row, folders by code, metadata by content.

    ``content`` is the content's number of each item, -1 without one; ``metadata`` is None
    where it was not loaded.
    """

    def __init__(
        self,
        names: Haystack,
        folders: Haystack,
        folder: Codes,
        metadata: Metadata | None,
        content: Rows,
    ) -> None:
        self.names = names
        self.folders = folders
        self.folder = folder
        self.metadata = metadata
        self._content = content
        self._masks: OrderedDict[str, npt.NDArray[np.uint8]] = OrderedDict()

    def mask(self, text: str) -> Mask | None:
        """The items that have every word of ``text`` (see :func:`searched`); None without one."""
        words = searched(text)
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
        mask = self._search(word) if known is None else self._unpacked(known)
        self._masks[word] = np.packbits(mask) if known is None else known
        if len(self._masks) > _REMEMBERED:
            self._masks.popitem(last=False)
        return mask

    def _unpacked(self, packed: npt.NDArray[np.uint8]) -> Mask:
        return np.unpackbits(packed, count=len(self.names)).view(np.bool_)

    def _search(self, word: str) -> Mask:
        needle = encode(word)
        if PART in word:
            return np.zeros(len(self.names), dtype=np.bool_)
        folders = self.folders.holding(needle)
        mask = self._across(needle) if b"/" in needle else self.names.holding(needle)
        if folders.any():
            mask |= folders.take(self.folder)
        if self.metadata is not None:
            _add(mask, self.metadata.holding(needle), self._content)
        return mask

    def _among(self, word: str, rows: AnyRows) -> Mask:
        """Which of a few items have ``word``; parallel to ``rows``."""
        needle = encode(word)
        found = self.names.among(needle, rows)
        folders = self.folder.take(rows)
        if len(self.folders) <= FEW:
            found |= self.folders.holding(needle).take(folders)
        else:
            found |= self.folders.among(needle, folders)
        if self.metadata is not None:
            contents = self._content.take(rows).astype(np.int64)
            with_one = np.flatnonzero(contents >= 0)
            found[with_one] |= self.metadata.among(needle, contents.take(with_one))
        return found

    def _across(self, needle: bytes) -> Mask:
        """Paths in which the word's last ``/`` is the one between folder and name."""
        front, _, name = needle.rpartition(b"/")
        count = len(self.folders)
        ends = (self.folders.text(number) for number in range(count))
        ending = [text != b"" and text.endswith(front) for text in ends]
        return self.names.starting(name, np.array(ending, dtype=np.bool_).take(self.folder))


def _add(mask: Mask, contents: Mask, content: Rows) -> None:
    """Mark the items whose content is marked."""
    if contents.any():
        # The last one stays False: it is -1, an item without content.
        mask |= np.append(contents, np.False_).take(content, mode="wrap")
