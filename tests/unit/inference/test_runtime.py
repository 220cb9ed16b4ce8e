"""Exactly one distribution of ONNX Runtime; which devices there are."""

from __future__ import annotations

import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from triage.core.errors import KnownError, ProviderError
from triage.inference import providers
from triage.inference.providers import available, check_runtime, choose
from triage.inference.runtime import runtime_name

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def distributions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that alone is searched for installed distributions."""
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    return tmp_path


def _install(folder: Path, name: str) -> None:
    info = folder / f"{name.replace('-', '_')}-1.24.4.dist-info"
    info.mkdir()
    text = f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.24.4\n"
    (info / "METADATA").write_text(text, encoding="utf-8")


@pytest.mark.parametrize("name", ["onnxruntime", "onnxruntime-directml", "onnxruntime-gpu"])
def test_one_distribution_is_right(distributions: Path, name: str) -> None:
    _install(distributions, name)
    check_runtime()


def test_two_distributions_are_refused_with_what_to_do(distributions: Path) -> None:
    _install(distributions, "onnxruntime")
    _install(distributions, "onnxruntime-directml")
    with pytest.raises(KnownError, match="pip uninstall onnxruntime onnxruntime-directml"):
        check_runtime()


def test_no_distribution_is_refused_but_in_a_frozen_program(
    distributions: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(KnownError, match="not installed: run 'pip install"):
        check_runtime()
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    check_runtime()


def test_the_environment_of_these_tests_is_right() -> None:
    check_runtime()
    assert runtime_name().startswith("onnxruntime")


def test_the_cpu_is_always_there_and_last() -> None:
    assert available()[-1].key == "cpu"
    assert choose("cpu").ort_name == "CPUExecutionProvider"


def test_a_provider_that_is_not_there_is_refused_in_words() -> None:
    with pytest.raises(ProviderError, match=r"'nonsense' is not there.*auto or one of .*cpu"):
        choose("nonsense")


def _machine(monkeypatch: pytest.MonkeyPatch, *names: str, adapters: object = ()) -> None:
    """Let ONNX Runtime claim these providers and graphics adapters."""
    fake = SimpleNamespace(get_available_providers=lambda: names, get_ep_devices=lambda: adapters)
    monkeypatch.setattr(providers, "runtime", lambda: fake)


def test_auto_takes_the_best_that_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    _machine(monkeypatch, "CUDAExecutionProvider", "CPUExecutionProvider")
    assert choose("auto").key == "cuda"
    _machine(monkeypatch, "AzureExecutionProvider", "CPUExecutionProvider")
    assert choose("auto").key == "cpu"
    _machine(monkeypatch, "CPUExecutionProvider", "DmlExecutionProvider", "CUDAExecutionProvider")
    assert [provider.key for provider in available()] == ["dml", "cuda", "cpu"]


def test_the_fastest_graphics_adapter_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    slow = {"DxgiAdapterNumber": "0", "DxgiHighPerformanceIndex": "1", "Description": "Built-in"}
    fast = {"DxgiAdapterNumber": "1", "DxgiHighPerformanceIndex": "0", "Description": "Big"}
    devices = [
        SimpleNamespace(ep_name="DmlExecutionProvider", device=SimpleNamespace(metadata=metadata))
        for metadata in (slow, fast)
    ]
    _machine(monkeypatch, "DmlExecutionProvider", adapters=devices)
    best = choose("dml")
    assert (best.device, best.options) == ("Big", (("device_id", "1"),))
