"""How a source's folders are listed: one after another, from the top, past no link."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Protocol

from triage.core import names
from triage.evidence import beneath

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_KEPT = 32
"""Open folders above the one being listed; further up, the way is walked again."""


class Folders(Protocol):
    """The folders below one source. Every method raises OSError as the system says it."""

    def names_in(self, folder: bytes, into: list[bytes]) -> None:
        """Add the raw names in a folder, as far as it can be read."""
        ...

    def look(self, folder: bytes, name: bytes) -> os.stat_result:
        """What an entry of the folder listed last is; a link is not followed."""
        ...

    def close(self) -> None:
        """Let go of everything."""
        ...


def folders_of(root: str) -> Folders:
    """For a source's folder, as :func:`triage.core.longpath.openable` gives it. Raises OSError."""
    return FoldersByDescriptor(root) if beneath.WALKS else FoldersByPath(root)


class FoldersByDescriptor:
    """POSIX: relative to open folders, so that depth, renames and links change nothing."""

    def __init__(self, root: str) -> None:
        self._root = beneath.open_quietly(root, beneath.FOLDER & ~beneath.NO_FOLLOW)
        self._kept: list[tuple[bytes, int]] = []
        """Folders above and including the one listed last, outermost first."""

    def names_in(self, folder: bytes, into: list[bytes]) -> None:
        """Add the raw names in a folder, as far as it can be read."""
        with os.scandir(self._entered(folder)) as entries:
            _add(entries, into)

    def look(self, folder: bytes, name: bytes) -> os.stat_result:
        """What an entry of the folder listed last is; a link is not followed."""
        at = self._kept[-1][1] if folder else self._root
        return os.lstat(name, dir_fd=at)

    def close(self) -> None:
        """Let go of everything."""
        self._keep_above(b"")
        os.close(self._root)

    def _entered(self, folder: bytes) -> int:
        """A descriptor of the folder, from the nearest folder above it that is still open."""
        self._keep_above(folder)
        above, at = self._kept[-1] if self._kept else (b"", self._root)
        rest = folder[len(above) :].strip(b"/")
        for part in rest.split(b"/") if rest else ():
            above = names.join(above, part)
            at = self._step(above, part, at)
        return at

    def _step(self, folder: bytes, name: bytes, above: int) -> int:
        try:
            at = beneath.open_quietly(name, beneath.FOLDER, above)
        except OSError as error:
            raise beneath.gone_or(error, name, above) from None
        self._kept.append((folder, at))
        if len(self._kept) > MOST_KEPT:
            os.close(self._kept.pop(0)[1])
        return at

    def _keep_above(self, folder: bytes) -> None:
        while self._kept and not (folder + b"/").startswith(self._kept[-1][0] + b"/"):
            os.close(self._kept.pop()[1])


class FoldersByPath:
    """Windows: by whole paths, each looked at for links first."""

    def __init__(self, root: str) -> None:
        self._root = root

    def names_in(self, folder: bytes, into: list[bytes]) -> None:
        """Add the raw names in a folder, as far as it can be read."""
        beneath.refuse_links(self._root, folder)
        with os.scandir(beneath.path_of(self._root, folder)) as entries:
            _add(entries, into)

    def look(self, folder: bytes, name: bytes) -> os.stat_result:
        """What an entry of the folder listed last is; a link is not followed."""
        # Not DirEntry.stat: Windows keeps stale sizes and times in its folders.
        return os.lstat(beneath.path_of(self._root, names.join(folder, name)))

    def close(self) -> None:
        """Nothing is kept."""


def _add(entries: Iterable[os.DirEntry[str]], into: list[bytes]) -> None:
    into.extend(names.raw(entry.name) for entry in entries)
