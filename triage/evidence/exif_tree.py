"""The directories of one EXIF structure, whichever container it came from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from triage.evidence.ifd import NotTiffError, TiffBlock

if TYPE_CHECKING:
    from triage.evidence.exif_blocks import Block
    from triage.evidence.ifd import Directory

_EXIF, _GPS, _INTEROP = 0x8769, 0x8825, 0xA005
MAIN: Final = "IFD0"
"""Names of directories, as exiftool has them: IFD0, ExifIFD, GPS, InteropIFD, IFD1."""


@dataclass(slots=True)
class ExifTree:
    """``directories`` by name; ``problems`` names what lay outside or made no sense."""

    directories: dict[str, Directory] = field(default_factory=dict[str, "Directory"])
    problems: list[str] = field(default_factory=list[str])
    big_endian: bool = False

    def directory(self, name: str) -> Directory:
        """The directory of that name, empty where the file has none."""
        return self.directories.get(name, {})


def exif_tree(blocks: list[Block]) -> ExifTree:
    """All directories of the blocks; where two have the same one, the first counts."""
    tree = ExifTree()
    for block in blocks:
        try:
            tiff = TiffBlock(block.read, block.size)
        except NotTiffError as error:
            tree.problems.append(f"{block.name}: {error}")
            continue
        _add(tree, tiff, block.name)
        tree.problems.extend(tiff.problems)
    return tree


def _add(tree: ExifTree, tiff: TiffBlock, name: str) -> None:
    first, after = tiff.directory(tiff.first, name)
    tree.directories.setdefault(name, first)
    visited = {tiff.first}
    parents = ((name, _EXIF, "ExifIFD"), (name, _GPS, "GPS"), ("ExifIFD", _INTEROP, "InteropIFD"))
    for parent, tag, child in parents:
        pointer = tree.directory(parent).get(tag)
        if pointer is None or child in tree.directories:
            continue
        place = pointer.offset()
        if place is None or place in visited:
            tiff.problems.append(f"{child}: no sound pointer")
            continue
        visited.add(place)
        tree.directories[child] = tiff.directory(place, child)[0]
    if name == MAIN and after and after not in visited and after < tiff.size:
        # The second directory describes the embedded thumbnail; damage there is no loss.
        before = len(tiff.problems)
        tree.directories.setdefault("IFD1", tiff.directory(after, "IFD1")[0])
        del tiff.problems[before:]
