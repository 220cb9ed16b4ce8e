"""What is known of every content, as loaded: one NumPy column a property."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from triage.store.coded import Coded, encode
from triage.store.dates import TakenColumns, taken_columns
from triage.store.digests import Digests
from triage.store.fetch import IntegerColumns, Integers, chunks
from triage.store.metadata_words import MetadataWords

if TYPE_CHECKING:
    import sqlite3

_CONTENTS = """
SELECT sha256, sha1, md5, media_type, taken, {metadata},
       id, coalesce(width, 0), coalesce(height, 0), flags, coalesce(camera_id, 0),
       latitude IS NOT NULL AND longitude IS NOT NULL
FROM content ORDER BY id
"""


@dataclass(frozen=True, slots=True)
class Camera:
    """``shown`` in facets: maker and model, the maker once; empty for no camera."""

    make: str
    model: str

    @property
    def shown(self) -> str:
        """One text for both, e.g. ``Canon EOS 5D`` for Canon and Canon EOS 5D."""
        if self.model.casefold().startswith(self.make.casefold()):
            return self.model
        return f"{self.make} {self.model}".strip()


@dataclass(frozen=True, slots=True)
class ContentColumns:
    """Shape (contents,) each, by ascending id; width and height are 0 where unknown.

    ``words`` is None where text search was not asked for.
    """

    ids: Integers
    width: npt.NDArray[np.int32]
    height: npt.NDArray[np.int32]
    flags: npt.NDArray[np.uint16]
    gps: npt.NDArray[np.bool_]
    media_type: Coded[str]
    camera: Coded[Camera]
    taken: TakenColumns
    digests: Digests
    words: MetadataWords | None


def load_contents(connection: sqlite3.Connection, *, text: bool) -> ContentColumns:
    """All contents of the case; their metadata only where ``text`` asks for it."""
    words = MetadataWords() if text else None
    sql = _CONTENTS.format(metadata="metadata" if text else "''")
    digests = Digests()
    media_types: list[str] = []
    taken: list[str | None] = []
    numbers = IntegerColumns(6)
    for sha256, sha1, md5, types, moments, metadata, *integers in chunks(connection, sql):
        digests.add(sha256, sha1, md5)
        media_types.extend(types)
        taken.extend(moments)
        numbers.add(integers)
        if words is not None:
            words.add(metadata)
    ids, width, height, flags, camera_id, gps = numbers.joined()
    return ContentColumns(
        ids=ids,
        width=width.astype(np.int32),
        height=height.astype(np.int32),
        flags=flags.astype(np.uint16),
        gps=gps.astype(np.bool_),
        media_type=encode(media_types, first=("",)),
        camera=_cameras(connection, camera_id),
        taken=taken_columns(taken),
        digests=digests,
        words=words,
    )


def _cameras(connection: sqlite3.Connection, numbers: Integers) -> Coded[Camera]:
    rows: list[Any] = connection.execute(
        "SELECT id, make, model FROM camera ORDER BY id"
    ).fetchall()
    values = (Camera("", ""), *(Camera(make, model) for _, make, model in rows))
    keys = np.array([0, *(row[0] for row in rows)], dtype=np.int64)
    return Coded(np.searchsorted(keys, numbers).astype(np.int32), values)
