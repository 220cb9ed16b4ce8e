from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from triage.store.medium import Medium, from_mountinfo, medium_of

if TYPE_CHECKING:
    from pathlib import Path

_TABLE = r"""
21 1 0:20 / / rw,relatime shared:1 - ext4 /dev/vda1 rw
22 21 0:21 / /proc rw - proc proc rw
30 21 0:30 / /mnt/share rw - cifs //server/share rw
31 21 0:31 / /mnt/my\040nfs rw - nfs4 server:/export rw
32 21 0:32 / /mnt/ssh rw - fuse.sshfs me@host: rw
33 21 0:33 / /media/stick rw - exfat /dev/sdb1 rw
34 30 0:34 / /mnt/share/local rw - xfs /dev/vdb rw
not a line of this table
"""


@pytest.mark.parametrize(
    ("path", "medium"),
    [
        ("/home/kim/c.triage", Medium(network=False, fixed=True)),
        ("/mnt/share/c.triage", Medium(network=True, fixed=False)),
        ("/mnt/shared/c.triage", Medium(network=False, fixed=True)),
        ("/mnt/my nfs/deep/c.triage", Medium(network=True, fixed=False)),
        ("/mnt/ssh/c.triage", Medium(network=True, fixed=False)),
        ("/media/stick/c.triage", Medium(network=False, fixed=False)),
        ("/mnt/share/local/c.triage", Medium(network=False, fixed=True)),
    ],
)
def test_the_mount_table_tells_what_a_case_lies_on(path: str, medium: Medium) -> None:
    assert from_mountinfo(_TABLE, path) == medium


@pytest.mark.skipif(sys.platform == "win32", reason="a drive of a test machine can be anything")
def test_a_temporary_folder_is_no_network_share(tmp_path: Path) -> None:
    assert not medium_of(tmp_path / "c.triage").network


@pytest.mark.skipif(sys.platform != "win32", reason="only Windows has two spellings of a drive")
def test_on_windows_the_long_spelling_of_a_drive_is_no_share(tmp_path: Path) -> None:
    long = type(tmp_path)("\\\\?\\" + str(tmp_path))
    assert medium_of(long / "c.triage") == medium_of(tmp_path / "c.triage")
