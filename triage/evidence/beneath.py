"""The way from a source's folder down to an entry, one folder at a time, past no link.

On POSIX each folder is opened relative to the one above it (``openat`` with ``O_NOFOLLOW``),
so that no path is ever too long and nobody can put a link in the way meanwhile. Windows has
no such call: there the entry is opened by its path, and then every folder on the way is looked
at; while the entry is open, Windows lets nobody rename the folders above it.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
from typing import TYPE_CHECKING

from triage.core import names
from triage.core.longpath import is_share, openable

if TYPE_CHECKING:
    from triage.core.records import Where

WALKS = sys.platform != "win32"
"""Whether folders can be opened relative to each other."""

_READ = (
    os.O_RDONLY
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_NOINHERIT", 0)
    | getattr(os, "O_CLOEXEC", 0)
)
NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)
_NO_ACCESS_TIME = getattr(os, "O_NOATIME", 0)
_FOLDER = getattr(os, "O_DIRECTORY", 0)
_PASS = getattr(os, "O_PATH", 0)
"""Linux: a folder may be passed through by those who may not list it."""

# A FIFO put in the place of a file would otherwise hold the opener for ever.
FILE = _READ | NO_FOLLOW | getattr(os, "O_NONBLOCK", 0)
FOLDER = _READ | NO_FOLLOW | _FOLDER

_NAME_SURROGATE = 0x20000000
"""Bit of a Windows reparse tag: stands for another place (link, junction), unlike the tags of
deduplicated or cloud files, which hold data of their own ([MS-FSCC] 2.1.2.1)."""

_IN_THE_WAY = frozenset({errno.ELOOP, errno.ENOTDIR})


def opened(where: Where) -> int:
    """A descriptor of the entry, for reading. Raises OSError."""
    if not WALKS:
        return _opened_by_path(where)
    folder, name = _reached(where)
    try:
        return open_quietly(name, FILE, folder)
    except OSError as error:
        raise gone_or(error, name, folder) from None
    finally:
        os.close(folder)


def looked(where: Where) -> os.stat_result:
    """What the entry is; a link is not followed. Raises OSError."""
    if not WALKS:
        return _looked_by_path(where)
    folder, name = _reached(where)
    try:
        return os.lstat(name, dir_fd=folder)
    finally:
        os.close(folder)


def try_to_list(where: Where) -> None:
    """OSError where the entry is no folder that can be listed."""
    if WALKS:
        descriptor = _opened_folder(where)
        try:
            with os.scandir(descriptor):
                return
        finally:
            os.close(descriptor)
    root, relative = openable(where.place), names.join(where.folder, where.name)
    _refuse_detours(root, relative, where)
    with os.scandir(path_of(root, relative)):
        return


def _opened_folder(where: Where) -> int:
    folder, name = _reached(where)
    try:
        return open_quietly(name, FOLDER, folder)
    finally:
        os.close(folder)


def open_quietly(path: str | bytes, flags: int, folder: int | None = None) -> int:
    """Only a file's owner (or root) may read without leaving an access time on Linux."""
    if _NO_ACCESS_TIME:
        try:
            return os.open(path, flags | _NO_ACCESS_TIME, dir_fd=folder)
        except PermissionError:
            pass
    return os.open(path, flags, dir_fd=folder)


def parts_of(relative: bytes) -> list[bytes]:
    """The names on the way down; FileNotFoundError for what would lead elsewhere."""
    parts = relative.split(b"/")
    for part in parts:
        if part in {b"", b".", b".."} or b"\0" in part:
            raise _gone("not a name that a file can have", relative)
        if not WALKS and (b"\\" in part or b":" in part):
            raise _gone("not a name that a file can have here", relative)
    return parts


def gone_or(error: OSError, name: bytes, folder: int) -> OSError:
    """FileNotFoundError where an error means that a link, or no folder, is in the way."""
    if error.errno not in _IN_THE_WAY:
        return error
    try:
        is_a_link = is_link(os.lstat(name, dir_fd=folder))
    except OSError:
        is_a_link = False
    return _link(name) if is_a_link else _gone("what was a folder is none any more", name)


def is_link(status: os.stat_result) -> bool:
    """Whether an entry stands for another place."""
    if stat.S_ISLNK(status.st_mode):
        return True
    return bool(getattr(status, "st_reparse_tag", 0) & _NAME_SURROGATE)


def path_of(root: str, relative: bytes) -> str:
    """The whole path of something below ``root``, as the system takes it."""
    if not relative:
        return root
    # A path that Windows takes in this form begins with two of them, and one of POSIX never.
    separator = "\\" if root.startswith("\\\\") else "/"
    below = names.native(relative).replace("/", separator)
    return root.rstrip(separator) + separator + below


def refuse_links(root: str, relative: bytes) -> None:
    """For systems without a walk: FileNotFoundError where a link lies on the way or at its end."""
    way = b""
    for part in parts_of(relative) if relative else ():
        way = names.join(way, part)
        if is_link(os.lstat(path_of(root, way))):
            raise _link(part)


def _reached(where: Where) -> tuple[int, bytes]:
    """A descriptor of the folder that holds the entry, for passing through, and its name there."""
    *parts, name = parts_of(names.join(where.folder, where.name))
    folder = os.open(openable(where.place), _READ | _FOLDER | _PASS)
    try:
        _refuse_another(os.fstat(folder), where)
        for part in parts:
            below = _entered(folder, part)
            os.close(folder)
            folder = below
    except BaseException:
        os.close(folder)
        raise
    return folder, name


def _entered(folder: int, name: bytes) -> int:
    try:
        return os.open(name, FOLDER | _PASS, dir_fd=folder)
    except OSError as error:
        raise gone_or(error, name, folder) from None


def _refuse_another(status: os.stat_result, where: Where) -> None:
    if where.root is None or on_a_windows_share(where):
        return
    if (status.st_dev, status.st_ino) != where.root:
        raise _gone("another folder lies in the place of its source", where.name)


def on_a_windows_share(where: Where) -> bool:
    """File numbers of network shares on Windows need not last from one opening to the next."""
    return sys.platform == "win32" and is_share(openable(where.place))


def _opened_by_path(where: Where) -> int:
    root, relative = openable(where.place), names.join(where.folder, where.name)
    parts_of(relative)
    try:
        descriptor = open_quietly(path_of(root, relative), FILE)
    except OSError:
        refuse_links(root, relative)
        raise
    try:
        _refuse_detours(root, relative, where)
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


def _looked_by_path(where: Where) -> os.stat_result:
    root, relative = openable(where.place), names.join(where.folder, where.name)
    parts_of(relative)
    _refuse_detours(root, where.folder, where)
    return os.lstat(path_of(root, relative))


def _refuse_detours(root: str, relative: bytes, where: Where) -> None:
    """Without a walk: FileNotFoundError for a link on the way, or for another source's folder."""
    refuse_links(root, relative)
    if where.root is not None:
        _refuse_another(os.stat(root), where)  # noqa: PTH116  a Path would not be openable


def _link(name: bytes) -> FileNotFoundError:
    return _gone(f"a link is in its way: {names.safe(names.text(name))}", name)


def _gone(words: str, name: bytes) -> FileNotFoundError:
    return FileNotFoundError(errno.ENOENT, words, names.native(name))
