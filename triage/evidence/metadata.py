"""Metadata of one file: never a reason to fail, only a mark where it is damaged.

EXIF alone so far; XMP and IPTC find their place beside :func:`_exif` when they are asked for.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from triage.evidence.dates import iso
from triage.evidence.exif_blocks import exif_blocks
from triage.evidence.exif_tree import exif_tree
from triage.evidence.exif_values import exif_values
from triage.evidence.failures import said
from triage.evidence.raw_tags import raw_tags

if TYPE_CHECKING:
    from triage.evidence.evidence_file import EvidenceFile
    from triage.evidence.kinds import Kind


@dataclass(slots=True)
class Metadata:
    """``values``: by EXIF tag name. ``taken``: ISO 8601. ``damage``: "" where all was sound."""

    values: dict[str, Any] = field(default_factory=dict[str, Any])
    raw_tags: dict[str, Any] = field(default_factory=dict[str, Any])
    taken: str | None = None
    damage: str = ""


def read_metadata(file: EvidenceFile, kind: Kind) -> Metadata:
    """What the file says about itself; what was read before damage is kept."""
    metadata = Metadata()
    try:
        _exif(metadata, file, kind)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - hostile bytes; the damage is recorded
        metadata.damage = f"metadata: {said(error)}"
    return metadata


def taken(values: dict[str, Any]) -> str | None:
    """When the picture was taken, by DateTimeOriginal, else by DateTimeDigitized."""
    return iso(
        values.get("DateTimeOriginal"),
        values.get("SubSecTimeOriginal"),
        values.get("OffsetTimeOriginal"),
    ) or iso(
        values.get("CreateDate"),
        values.get("SubSecTimeDigitized"),
        values.get("OffsetTimeDigitized"),
    )


def _exif(metadata: Metadata, file: EvidenceFile, kind: Kind) -> None:
    tree = exif_tree(exif_blocks(file, kind))
    if tree.problems:
        metadata.damage = f"metadata: {tree.problems[0]}"
    metadata.raw_tags = raw_tags(tree)
    metadata.values = exif_values(tree)
    metadata.taken = taken(metadata.values)
