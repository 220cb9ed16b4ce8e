"""The hand-written packs of tests/support do what they promise to other tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.support.tiny_pack import write_tiny_pack
from triage.inference.engine import Engine
from triage.inference.packs import load_pack
from triage.inference.providers import cpu

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("size", [16, 160])
def test_each_label_answers_to_its_colour(tmp_path: Path, size: int) -> None:
    labels = ["red", "green", "blue", "rose"]
    pack = load_pack(write_tiny_pack(tmp_path / "p", labels=labels, size=size))
    colours = np.eye(3, dtype=np.uint8) * 255
    pictures = np.ascontiguousarray(np.broadcast_to(colours[:, None, None, :], (3, size, size, 3)))
    scores = Engine(pack, cpu()).run(pictures)
    assert (scores > 0.9).tolist() == [
        [True, False, False, True],
        [False, True, False, False],
        [False, False, True, False],
    ]
    grey = np.full((1, size, size, 3), 128, np.uint8)
    assert Engine(pack, cpu()).run(grey).max() < 0.2


def test_a_single_label_pack_sums_to_one(tmp_path: Path) -> None:
    folder = write_tiny_pack(tmp_path / "p", labels=["a", "b", "c"], multi_label=False)
    scores = Engine(load_pack(folder), cpu()).run(np.zeros((1, 16, 16, 3), np.uint8))
    assert scores.sum() == pytest.approx(1.0)


def test_seeds_make_different_packs_and_the_same_seed_the_same(tmp_path: Path) -> None:
    hashes = [
        load_pack(write_tiny_pack(tmp_path / str(place), labels=["a"], seed=seed)).info.sha256
        for place, seed in enumerate([0, 0, 1])
    ]
    assert hashes[0] == hashes[1] != hashes[2]
