"""What is said of a resolution for Windows; the resolution itself is a step of ``.ci/run``."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from installer.resolve_windows import amiss, without_addresses

SCRIPT = Path(__file__).resolve().parents[3] / "installer" / "resolve_windows.py"
SOUND = ["numpy==2.4.6", "onnxruntime-directml==1.24.4", "tzdata==2026.6"]


def test_a_sound_resolution_has_nothing_amiss() -> None:
    assert amiss(SOUND) == []


def test_a_missing_directml_is_seen() -> None:
    [fault] = amiss(["numpy==2.4.6"])
    assert fault.startswith("onnxruntime-directml is missing")


@pytest.mark.parametrize("name", ["onnxruntime", "onnxruntime-gpu"])
def test_another_onnxruntime_beside_it_is_seen(name: str) -> None:
    [fault] = amiss([*SOUND, f"{name}==1.24.4"])
    assert fault.startswith(f"{name} is in it")


def test_the_wrong_onnxruntime_alone_is_wrong_twice() -> None:
    assert len(amiss(["onnxruntime==1.24.4"])) == 2


@pytest.mark.parametrize(
    "line",
    [
        "numpy",
        "numpy>=2",
        "numpy @ file:///wheels/numpy.whl",
        "-e .",
        "a==1 ; python_version > '3'",
    ],
)
def test_what_is_not_pinned_by_name_and_version_is_seen(line: str) -> None:
    [fault] = amiss([*SOUND, line])
    assert fault.startswith(repr(line))


def test_no_address_is_told() -> None:
    said = "error: Failed to fetch: `https://packages.invalid/numpy/`\ncause: file:///a b"
    assert without_addresses(said) == "error: Failed to fetch: `(address)`\ncause: (address) b"


def test_a_list_for_several_pythons_is_refused() -> None:
    done = subprocess.run(
        [sys.executable, SCRIPT, "--print"], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 2
    assert "--print needs one --python" in done.stderr
