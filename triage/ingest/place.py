"""Is the evidence still there? A folder whose disk was pulled looks like missing files."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from triage.core.errors import Remedy, SourceError
from triage.core.longpath import openable
from triage.core.records import Where

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Place:
    """The folder of a source as it was when the job began: an unmounted disk leaves another."""

    source_id: int
    name: str
    path: Path
    device: int
    inode: int

    @classmethod
    def look(cls, source_id: int, name: str, path: Path) -> Place:
        """Remember the folder; raise SourceError where it cannot be listed."""
        try:
            status = _listed(path)
        except OSError as error:
            raise SourceError(
                f"The folder {path} of source {name} cannot be read ({error.strerror}).",
                remedy=Remedy.LOCATE,
            ) from error
        return cls(source_id, name, path, status.st_dev, status.st_ino)

    def where(self, folder: bytes, name: bytes) -> Where:
        """Where an entry lies, as long as this folder is the one it was."""
        return Where(self.path, folder, name, (self.device, self.inode))

    def still_here(self) -> bool:
        """Whether the same folder can still be listed."""
        try:
            status = _listed(self.path)
        except OSError:
            return False
        return (status.st_dev, status.st_ino) == (self.device, self.inode)


def _listed(folder: Path) -> os.stat_result:
    """What the folder is, if it can be listed; OSError otherwise."""
    status = os.stat(openable(folder))  # noqa: PTH116  a Path would not be openable
    with os.scandir(openable(folder)):
        return status
