"""What goes wrong in a laboratory, on the whole program: a sentence each, and nothing lost."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time

import pytest

from tests.support.command_line import items, one_sentence, status, triage
from tests.support.fault_tools import mounted, small_medium
from tests.support.pictures import fill_source, jpeg_bytes
from tests.support.tiny_pack import write_tiny_pack

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX mounts, modes and signals")

_WITHOUT_RIGHTS = (
    "setpriv",
    "--bounding-set=-dac_override,-dac_read_search",
    "--inh-caps=-dac_override,-dac_read_search",
)


@pytest.fixture
def pack(tmp_path):
    return write_tiny_pack(tmp_path / "tiny", labels=("a", "b"))


@pytest.fixture
def many(tmp_path):
    folder = tmp_path / "many"
    folder.mkdir()
    for n in range(300):
        (folder / f"{n:03}.jpg").write_bytes(jpeg_bytes(n, 640, 480))
    return folder


def without_rights():
    """How to run a command that may not read everything: a plain user needs nothing."""
    if os.geteuid() != 0:
        return ()
    if shutil.which("setpriv") is None:
        pytest.fail("setpriv (util-linux) is needed to take root's rights away")
    return _WITHOUT_RIGHTS


def test_a_full_disk_ends_in_a_sentence_and_the_import_goes_on_with_room(tmp_path, pack, many):
    medium = tmp_path / "stick"
    with mounted(medium, *small_medium(medium, 2500)):
        case = medium / "c.triage"
        done = triage("import", case, many, "--model", pack)
        assert one_sentence(done), done.stderr
        assert "full" in done.stderr or "room" in done.stderr
        kept = status(case)
        assert kept["found"] == kept["analysed"] + kept["pending"] == 300
        subprocess.run(["mount", "-o", "remount,size=64m", str(medium)], check=True)
        assert triage("import", case, "--resume", "--model", pack).returncode == 0
        assert status(case)["analysed"] == 300
        assert triage("verify", case).returncode == 0


def test_evidence_on_a_read_only_medium_is_imported(tmp_path, pack):
    source = fill_source(tmp_path / "evidence")
    seen_at = tmp_path / "write-blocked"
    with mounted(seen_at, "--bind", str(source)):
        subprocess.run(["mount", "-o", "remount,bind,ro", str(seen_at)], check=True)
        done = triage("import", tmp_path / "c.triage", seen_at, "--model", pack)
        assert done.returncode == 0, done.stderr
    assert status(tmp_path / "c.triage")["pending"] == 0


def test_a_case_on_a_read_only_medium_is_read_and_not_written(tmp_path, pack):
    source = fill_source(tmp_path / "evidence")
    kept = tmp_path / "kept"
    kept.mkdir()
    triage("import", kept / "c.triage", source, "--model", pack)
    seen_at = tmp_path / "disc"
    with mounted(seen_at, "--bind", str(kept)):
        subprocess.run(["mount", "-o", "remount,bind,ro", str(seen_at)], check=True)
        case = seen_at / "c.triage"
        assert status(case)["found"] == len(items(case)) == 11
        assert triage("verify", case).returncode == 0
        assert one_sentence(triage("grade", case, "--category", "1", "--by", "kim", "1"))
        assert sorted(p.name for p in kept.iterdir()) == ["c.triage"]


def test_a_folder_without_permission_is_an_item_of_its_own(tmp_path, pack):
    source = fill_source(tmp_path / "evidence")
    (source / "locked").mkdir()
    (source / "locked" / "x.jpg").write_bytes(jpeg_bytes(7))
    secret = source / "secret.jpg"
    secret.write_bytes(jpeg_bytes(8))
    for path in (secret, source / "locked"):
        if os.geteuid() == 0:
            os.chown(path, 65534, 65534)
        path.chmod(0)
    case = tmp_path / "c.triage"
    try:
        done = triage("import", case, source, "--model", pack, before=without_rights())
        assert done.returncode == 0, done.stderr
        reasons = {item["path"]: item["reason"] for item in items(case)}
    finally:
        (source / "locked").chmod(0o755)
    assert reasons["locked"] == reasons["secret.jpg"] == "unreadable"
    assert "locked/x.jpg" not in reasons


def test_a_folder_that_was_opened_up_is_read_at_the_next_import(tmp_path, pack):
    source = fill_source(tmp_path / "evidence")
    secret = source / "secret.jpg"
    secret.write_bytes(jpeg_bytes(8))
    secret.chmod(0)
    if os.geteuid() == 0:
        os.chown(secret, 65534, 65534)
    case = tmp_path / "c.triage"
    triage("import", case, source, "--model", pack, before=without_rights())
    secret.chmod(0o644)
    triage("import", case, source, "--model", pack, before=without_rights())
    states = {item["path"]: item["state"] for item in items(case)}
    assert states["secret.jpg"] == "analysed"


def begun_import(case, folder, pack):
    """An import in a process group of its own that has written its first items."""
    process = subprocess.Popen(
        [sys.executable, "-m", "triage", "import", case, folder, "--model", pack],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        said = triage("status", case, "--json")
        if said.returncode == 0 and '"analysed": 0' not in said.stdout:
            return process
        time.sleep(0.05)
    process.kill()
    pytest.fail("the import wrote nothing within a minute")


def test_status_and_list_answer_beside_a_running_import(tmp_path, pack, many):
    case = tmp_path / "c.triage"
    process = begun_import(case, many, pack)
    process.send_signal(signal.SIGSTOP)
    try:
        now = status(case)
        listed = items(case)
        locked = triage("grade", case, "--category", "1", "--by", "kim", "1")
    finally:
        process.send_signal(signal.SIGCONT)
    assert process.wait(120) == 0
    assert now["pending"] > 0
    assert now["found"] == len(listed) == now["analysed"] + now["pending"]
    assert one_sentence(locked)
    assert f"process {process.pid}" in locked.stderr


def test_an_import_that_was_killed_goes_on_and_does_nothing_twice(tmp_path, pack, many):
    case = tmp_path / "c.triage"
    process = begun_import(case, many, pack)
    process.kill()
    process.wait()
    before = status(case)
    assert triage("import", case, "--resume", "--model", pack).returncode == 0
    after = status(case)
    assert before["pending"] > 0
    assert (after["found"], after["analysed"], after["pending"]) == (300, 300, 0)
    assert triage("verify", case).returncode == 0


def test_ctrl_c_ends_with_130_and_says_how_to_go_on(tmp_path, pack, many):
    case = tmp_path / "c.triage"
    process = begun_import(case, many, pack)
    process.send_signal(signal.SIGINT)
    assert process.wait(60) == 130
    rows = triage("audit", case, "--format", "jsonl").stdout.splitlines()
    assert json.loads(rows[-1])["detail"]["outcome"] == "cancelled"
