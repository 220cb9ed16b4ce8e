"""On what a case lies: a network share must not use WAL, only a fixed local disk is mapped.

WAL needs memory that all readers share, which network file systems do not give
(sqlite.org/wal.html, "All processes using a database must be on the same host computer").
"""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from triage.core import places

_NETWORK = frozenset(
    (
        *("nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afs", "afpfs", "webdav"),
        *("davfs", "ncpfs", "9p", "ceph", "lustre", "gpfs", "beegfs", "glusterfs", "ocfs2"),
        *("gfs2", "orangefs", "pvfs2", "vboxsf", "vmhgfs", "prl_fs", "virtiofs"),
    )
)
_FIXED = frozenset(
    (
        *("ext2", "ext3", "ext4", "xfs", "btrfs", "zfs", "f2fs", "jfs", "ntfs3"),
        *("bcachefs", "overlay", "tmpfs"),
    )
)
_OCTAL = re.compile(r"\\([0-7]{3})")


@dataclass(frozen=True, slots=True)
class Medium:
    """``network``: shared with other computers. ``fixed``: a disk that nobody pulls out."""

    network: bool
    fixed: bool


def medium_of(path: Path) -> Medium:
    """What ``path`` (or the folder that will hold it) lies on; local and loose when unknown."""
    real = places.real(path)
    if sys.platform == "win32":
        return _of_drive(real)
    if sys.platform == "darwin":
        return _of_mount_command(real)
    try:
        table = Path("/proc/self/mountinfo").read_text("utf-8", "surrogateescape")
    except OSError:
        return Medium(network=False, fixed=False)
    return from_mountinfo(table, str(real))


def from_mountinfo(table: str, real: str) -> Medium:
    """Read proc(5)'s mountinfo: the last mount of the longest mount point that holds ``real``."""
    best = ""
    kind = ""
    device = ""
    for line in table.splitlines():
        left, _, right = line.partition(" - ")
        fields = left.split()
        if len(fields) < 5 or not right:
            continue
        point = _OCTAL.sub(lambda match: chr(int(match[1], 8)), fields[4])
        if _holds(point, real) and len(point) >= len(best):
            best, kind, device = point, right.split()[0], fields[2]
    network = kind in _NETWORK or kind.startswith("fuse.")
    return Medium(network, fixed=kind in _FIXED and not _can_be_pulled_out(device))


def _holds(point: str, real: str) -> bool:
    return real == point or real.startswith(point.rstrip("/") + "/")


def _can_be_pulled_out(device: str) -> bool:
    """Whether sysfs places a block device (``major:minor``) on USB or calls it removable."""
    node = Path("/sys/dev/block") / device
    if not node.exists():
        return False
    real = node.resolve()
    if "/usb" in str(real):
        return True
    for flag in (real / "removable", real.parent / "removable"):
        if flag.is_file() and flag.read_text("utf-8").strip() == "1":
            return True
    return False


def _of_mount_command(real: Path) -> Medium:
    """Apple's mount lists ``device on /point (kind, options)``."""
    listed = subprocess.run(["/sbin/mount"], capture_output=True, text=True, check=False).stdout
    best = ""
    kind = ""
    for line in listed.splitlines():
        match = re.match(r".* on (/.*) \((\w+)", line)
        if match and _holds(match[1], str(real)) and len(match[1]) >= len(best):
            best, kind = match[1], match[2]
    return Medium(network=kind in _NETWORK, fixed=kind in {"apfs", "hfs"} and best == "/")


def _of_drive(real: Path) -> Medium:
    """Windows knows the type of a drive; a UNC path is a share."""
    if sys.platform != "win32":
        return Medium(network=False, fixed=False)
    import ctypes  # noqa: PLC0415  Windows only

    drive_fixed, drive_remote = 3, 4
    kind = ctypes.windll.kernel32.GetDriveTypeW(real.anchor)
    network = kind == drive_remote or real.anchor.startswith("\\\\")
    return Medium(network, fixed=kind == drive_fixed and not network)
