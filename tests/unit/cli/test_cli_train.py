"""``triage train`` where it cannot do its work."""

from __future__ import annotations

import importlib.util

import pytest


@pytest.fixture
def without(monkeypatch):
    """Make this installation look as if it lacked a module."""
    real = importlib.util.find_spec

    def lack(*names):
        monkeypatch.setattr(
            importlib.util, "find_spec", lambda name: None if name in names else real(name)
        )

    return lack


def test_without_torch_a_sentence_says_what_to_install(triage, without, tmp_path):
    without("torch", "onnx")
    outcome = triage("train", tmp_path, tmp_path / "out")
    assert outcome.code == 1
    assert "Training needs torch and onnx: run pip install" in outcome.err
    assert not (tmp_path / "out").exists()


def test_in_the_frozen_program_a_sentence_says_that_training_is_no_part_of_it(
    triage, without, tmp_path
):
    without("triage.training")
    outcome = triage("train", tmp_path, tmp_path / "out")
    assert outcome.code == 1
    assert "Training is no part of this program" in outcome.err
