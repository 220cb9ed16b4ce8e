"""What is known of some contents, as loaded: one NumPy column a property."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from triage.store.coded import Coded, Encoder, fitting
from triage.store.dates import TakenColumns, TakenReader
from triage.store.digests import DigestReader, Digests
from triage.store.fetch import IntegerColumns, Integers, chosen, chunks
from triage.store.metadata_words import Metadata, MetadataWords

if TYPE_CHECKING:
    import sqlite3

    from triage.store.fetch import Wanted

# Flags, "has a position" and camera in one number: a third of the Python objects.
_CONTENTS = """
SELECT media_type, taken, id, coalesce(width * height, 0),
       flags | ((latitude IS NOT NULL AND longitude IS NOT NULL) << 16)
       | (coalesce(camera_id, 0) << 17)
FROM content WHERE 1
"""
_HASHES = "SELECT sha256, sha1, md5 FROM content WHERE id > ? ORDER BY id"
_METADATA = "SELECT metadata FROM content WHERE id > ? ORDER BY id"


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
    """Shape (contents,) each, by ascending id; pixels are 0 where unknown.

    ``media_type`` and ``camera`` have "none" as their code 0; the media types known before
    keep their codes.
    """

    ids: Integers
    pixels: Integers
    flags: npt.NDArray[np.uint16]
    gps: npt.NDArray[np.bool_]
    media_type: Coded[str]
    camera: Coded[Camera]
    taken: TakenColumns


def load_contents(
    connection: sqlite3.Connection, wanted: Wanted, media_types: tuple[str, ...]
) -> ContentColumns:
    """The wanted contents of the case; ``media_types`` are those known before."""
    types = Encoder(media_types)
    taken = TakenReader()
    numbers = IntegerColumns(3)
    for some_types, moments, *integers in chosen(connection, _CONTENTS, "id", wanted):
        types.add(some_types)
        taken.add(moments)
        numbers.add(integers)
    ids, pixels, packed = numbers.joined()
    return ContentColumns(
        ids=ids,
        pixels=pixels,
        flags=(packed & 0xFFFF).astype(np.uint16),
        gps=packed >> 16 & 1 == 1,
        media_type=types.coded(),
        camera=_cameras(connection, packed >> 17),
        taken=taken.columns(),
    )


def _cameras(connection: sqlite3.Connection, numbers: Integers) -> Coded[Camera]:
    rows: list[Any] = connection.execute(
        "SELECT id, make, model FROM camera ORDER BY id"
    ).fetchall()
    values = (Camera("", ""), *(Camera(make, model) for _, make, model in rows))
    keys = np.array([0, *(row[0] for row in rows)], dtype=np.int64)
    return Coded(np.searchsorted(keys, numbers).astype(fitting(len(values))), values)


def load_digests(connection: sqlite3.Connection, after: int, before: Digests) -> Digests:
    """The hashes of contents above ``after``, behind those before."""
    reader = DigestReader()
    for columns in chunks(connection, _HASHES, after):
        reader.add(*columns)
    return before.followed_by(reader)


def load_metadata(connection: sqlite3.Connection, after: int, before: Metadata) -> Metadata:
    """What a text search looks at in contents above ``after``, behind those before."""
    words = MetadataWords(before)
    for (texts,) in chunks(connection, _METADATA, after):
        words.add(texts)
    return words.metadata()
