"""Packs and pictures for the tests of inference."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.support.tiny_pack import write_tiny_pack
from triage.inference.packs import ModelPack, load_pack

if TYPE_CHECKING:
    from pathlib import Path

    from triage.core.records import Pixels


@pytest.fixture
def tiny(tmp_path: Path) -> ModelPack:
    """A pack of three colours, 16 x 16 pixels."""
    return load_pack(write_tiny_pack(tmp_path / "tiny", labels=["red", "green", "blue"]))


@pytest.fixture
def pictures() -> Pixels:
    """Twenty-one different pictures of noise [21, 16, 16, 3]: no multiple of any batch."""
    return np.random.default_rng(7).integers(0, 256, (21, 16, 16, 3), dtype=np.uint8)
