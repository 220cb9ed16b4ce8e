"""Faults that are planted in the machine, the installation or the case: each is found and told."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from types import SimpleNamespace

import pytest

from installer.bundle import sums
from tests.support.fault_tools import mounted, small_medium
from triage.core import clock as core_clock
from triage.doctor.checks import clock, file_system, long_paths
from triage.evidence import rehearsal
from triage.store import wal_trial
from triage.store.case import Case
from triage.store.medium import Medium

linux_alone = pytest.mark.skipif(sys.platform != "linux", reason="how Linux is asked")


def is_fault(told, *words, remedy):
    """Whether one check found a fault, said this, and told what helps."""
    only = told.only
    said = f"{only['sentence']} / {only['remedy']}"
    assert (told.code, only["verdict"]) == (1, "fault"), said
    assert all(word in only["sentence"] for word in words), said
    assert remedy in only["remedy"], said
    return True


def is_warning(told, *words, remedy):
    """The same for what works, but not as it should: no reason for another exit code."""
    only = told.only
    said = f"{only['sentence']} / {only['remedy']}"
    assert (told.code, only["verdict"]) == (0, "warning"), said
    assert all(word in only["sentence"] for word in words), said
    assert remedy in only["remedy"], said
    return True


def test_two_runtimes_are_found(tmp_path):
    other = "onnxruntime" if sys.platform == "win32" else "onnxruntime-directml"
    record = tmp_path / f"{other.replace('-', '_')}-1.24.4.dist-info"
    record.mkdir()
    (record / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {other}\nVersion: 1.24.4\n", encoding="utf-8"
    )
    paths = [str(tmp_path), *filter(None, [os.environ.get("PYTHONPATH")])]
    done = subprocess.run(
        [sys.executable, "-m", "triage", "doctor", "--json", "--check", "onnxruntime"],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    [found] = json.loads(done.stdout)["checks"]
    assert (done.returncode, found["verdict"]) == (1, "fault")
    assert f"{other} 1.24.4" in found["sentence"]
    assert "pip uninstall onnxruntime onnxruntime-directml" in found["remedy"]


def test_a_device_that_does_not_start_is_found(doctor, monkeypatch):
    import onnxruntime

    here = onnxruntime.get_available_providers()
    if "CUDAExecutionProvider" in here:
        pytest.skip("CUDA is really here")
    monkeypatch.setattr(
        onnxruntime, "get_available_providers", lambda: ["CUDAExecutionProvider", *here]
    )
    told = doctor("device")
    assert is_warning(told, "Offered: CUDA, CPU", "Really used: CPU", remedy="Update the driver")


def test_a_damaged_pack_is_found(doctor, own_data):
    model = own_data / "models" / "general" / "model.onnx"
    data = bytearray(model.read_bytes())
    data[len(data) // 2] ^= 1
    model.write_bytes(data)
    assert is_fault(doctor("packs"), "model.onnx is not the file", remedy="Install the program")


def test_a_score_that_is_off_is_found(doctor, own_data):
    path = own_data / "resources" / "golden" / "scores.json"
    told = json.loads(path.read_text(encoding="utf-8"))
    [pack] = told["packs"].values()
    pack["scores"]["letter.png"][3] -= 0.002
    path.write_text(json.dumps(told), encoding="utf-8")
    said = doctor("golden")
    assert is_fault(said, "0.00200 (letter.png, document)", remedy="Do not rely on scores")


@linux_alone
def test_a_limit_of_memory_that_does_not_hold_is_found(doctor, tmp_path, monkeypatch):
    # As in a container that takes the limit and forgets it: every Python started from here.
    (tmp_path / "sitecustomize.py").write_text(
        "import resource\nresource.setrlimit = lambda *limits: None\n", encoding="utf-8"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    told = doctor("child")
    assert is_fault(told, "not in force: that of memory", remedy="Do not open evidence here")


def test_a_limit_of_time_that_does_not_hold_is_found(doctor, monkeypatch):
    monkeypatch.setattr("triage.evidence.worker.Worker.too_slow", lambda *_: False)
    monkeypatch.setattr(rehearsal, "_NO_ANSWER_S", 3.0)
    told = doctor("child")
    assert is_fault(told, "not in force: that of time", remedy="Do not open evidence here")


def test_a_child_that_cannot_be_started_is_found(doctor, monkeypatch):
    monkeypatch.setattr("triage.evidence.launch.command", lambda hook: ["/nowhere/python"])
    told = doctor("child")
    assert is_fault(told, "No child process could be started", remedy="security software")


def test_a_place_that_is_not_there_is_found(doctor, tmp_path):
    told = doctor("room", at=tmp_path / "gone")
    assert is_fault(told, "Nothing can be written", remedy="choose another one")


def test_a_disk_with_too_little_room_is_found(doctor, tmp_path):
    with mounted(tmp_path / "small", *small_medium(tmp_path, 64 << 10)) as small:
        told = doctor("room", at=small)
    assert is_fault(told, "67 MB free", remedy="Make room")


def test_a_full_disk_is_found(doctor, tmp_path):
    with mounted(tmp_path / "full", *small_medium(tmp_path, 4 << 10)) as full:
        told = doctor("room", at=full)
    assert is_fault(told, "No space left", remedy="choose another one")


def test_a_network_share_is_found(doctor, monkeypatch):
    monkeypatch.setattr(file_system, "medium_of", lambda path: Medium(network=True, fixed=False))
    told = doctor("file-system")
    assert is_warning(told, "network share", "without a WAL", remedy="a disk of this computer")


def test_a_file_system_without_wal_is_found(doctor, monkeypatch):
    monkeypatch.setattr(wal_trial, "_read", lambda path: False)
    told = doctor("file-system")
    assert is_warning(told, "cannot carry SQLite's WAL", remedy="another disk")


def test_a_clock_behind_the_case_is_found(doctor, tmp_path, monkeypatch):
    case = tmp_path / "harbour.triage"
    with monkeypatch.context() as ahead:
        ahead.setattr(core_clock, "now", lambda: "2097-03-01T08:00:00.000Z")
        Case.create(case, name="Harbour", number="7", examiner="kim", by="kim").close()
    told = doctor("clock", at=case)
    assert is_fault(told, "before the last row of the case, 2097-03-01", remedy="Set date, time")


def test_a_clock_before_the_program_was_made_is_found(doctor, monkeypatch):
    monkeypatch.setattr(clock, "time", clock_of(wall=1_600_000_000.0))
    assert is_fault(doctor("clock"), "before this program was made", remedy="Set date, time")


def test_a_clock_that_jumps_is_found(doctor, monkeypatch):
    real = clock.time
    monkeypatch.setattr(clock, "time", clock_of(wall=real.time() + 3600, steady=real.monotonic()))
    assert is_warning(doctor("clock"), "jumped by +3600", remedy="settle its time")


def clock_of(wall, steady=0.0):
    """The module ``time`` of a machine whose clocks say this."""
    return SimpleNamespace(time=lambda: wall, monotonic=lambda: steady, tzname=("UTC", "UTC"))


@pytest.fixture
def program(tmp_path, monkeypatch):
    """A frozen program's folder with its list, and the frozen program that runs from it."""
    folder = tmp_path / "Forensic Triage"
    (folder / "_internal").mkdir(parents=True)
    for name in ("triage", "_internal/base.dll", "_internal/other.dll"):
        (folder / name).write_bytes(name.encode())
    sums.write(folder)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(folder / "triage"))
    return folder


def test_installed_files_as_they_were_made_are_well(doctor, program):
    (program / "portable").touch()
    (program / "data").mkdir()
    (program / "data" / "settings.json").write_text("{}", encoding="utf-8")
    assert doctor("files").only["sentence"] == "All 3 files are as they were made."


def test_a_changed_file_is_found(doctor, program):
    (program / "_internal" / "base.dll").write_bytes(b"patched")
    told = doctor("files")
    assert is_fault(told, "1 changed (_internal/base.dll)", remedy="Install the program again")


def test_a_missing_file_is_found(doctor, program):
    (program / "_internal" / "other.dll").unlink()
    told = doctor("files")
    assert is_fault(told, "1 missing (_internal/other.dll)", remedy="Install the program again")


def test_an_added_file_is_found(doctor, program):
    (program / "_internal" / "version.dll").write_bytes(b"planted")
    told = doctor("files")
    assert is_warning(told, "not in the list (_internal/version.dll)", remedy="take them away")


def test_a_list_that_is_gone_is_found(doctor, program):
    (program / "SHA256SUMS").unlink()
    assert is_fault(doctor("files"), "SHA256SUMS cannot be read", remedy="Install the program")


def test_long_paths_that_are_off_are_found(doctor, monkeypatch):
    registry = SimpleNamespace(long_paths_enabled=lambda: False)
    monkeypatch.setitem(sys.modules, "triage.doctor.registry_windows", registry)
    monkeypatch.setattr(long_paths, "sys", SimpleNamespace(platform="win32"))
    assert is_warning(doctor("long-paths"), "switched off", remedy="Enable Win32 long paths")


@linux_alone
def test_a_missing_display_is_found(doctor, monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    assert is_warning(doctor("display"), "There is no display", remedy="Log in at a screen")
