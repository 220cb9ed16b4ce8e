"""The order of paths: by the path as JSON shows it, code point by code point."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from triage.store.coded import Codes, Rows
    from triage.store.text import TextIndex

_DIGITS = re.compile(rb"0*([0-9]+)")


def path_rows(
    folders: Sequence[str], folder: Codes, names: Sequence[str], source_rank: Codes
) -> Rows:
    """Rows by path, ties by the rank of their source's name.

    ``folders`` are texts by code, ``folder`` the code of each row, ``names`` one a row.
    """
    fronts = [f"{text}/" if text else "" for text in folders]
    paths = [fronts[code] + name for code, name in zip(folder.tolist(), names, strict=True)]
    rows = np.argsort(source_rank, kind="stable").tolist()
    rows.sort(key=paths.__getitem__)
    return np.array(rows, dtype=np.int32)


def natural_rows(texts: TextIndex, by_path: Rows) -> Rows:
    """Rows as people count (``img_2`` before ``img_10``), case aside, ties by path."""
    fronts = [
        counted(texts.folders.text(code)) + b"/" if len(texts.folders.text(code)) else b""
        for code in range(len(texts.folders))
    ]
    names = counted(texts.names.buffer).split(b"\0")
    keys = [fronts[code] + name for code, name in zip(texts.folder.tolist(), names, strict=False)]
    rows = by_path.tolist()
    rows.sort(key=keys.__getitem__)
    return np.array(rows, dtype=np.int32)


def counted(text: bytes) -> bytes:
    """Every number led by how many digits it has, so that bytes compare as numbers do.

    The count follows ``0``, so that numbers keep their place among other characters.
    """
    return _DIGITS.sub(lambda found: b"0%c%b" % (min(len(found[1]), 255), found[1]), text)


def ranks(rows: Rows) -> Rows:
    """The place of each row in an order: the inverse permutation."""
    places = np.empty_like(rows)
    places[rows] = np.arange(len(rows), dtype=np.int32)
    return places
