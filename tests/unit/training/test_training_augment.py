"""Random changes: crops, views, masks, grounds. Torch is not needed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from triage.training import augment, crops
from triage.training.balance import chances
from triage.training.cut_out import object_mask
from triage.training.drawing import Drawer
from triage.training.labels import NAMES
from triage.training.rows import Row
from triage.training.views import view


def speckled(width: int, height: int) -> Image.Image:
    rng = np.random.default_rng(width)
    return Image.fromarray(rng.integers(0, 256, (height, width, 3), dtype=np.uint8))


@pytest.mark.parametrize("size", [(208, 208), (352, 90), (90, 352), (33, 40)])
def test_crops_and_views_keep_shape_and_range(size):
    rng = np.random.default_rng(5)
    for _ in range(40):
        crop = crops.cut(speckled(*size), 64, rng)
        seen = view(crop, 48, rng)
        assert crop.size == (64, 64)
        assert seen.shape == (48, 48, 3)
        assert seen.dtype == np.uint8


def test_a_seed_fixes_the_view():
    views = [view(speckled(96, 96), 64, np.random.default_rng(seed)) for seed in (3, 3, 4)]
    assert np.array_equal(views[0], views[1])
    assert not np.array_equal(views[0], views[2])


def test_some_views_are_grey():
    rng = np.random.default_rng(0)
    picture = Image.new("RGB", (80, 80), (180, 90, 20))
    grey = sum(bool(np.ptp(view(picture, 24, rng)[12, 12]) <= 4) for _ in range(300))
    assert 30 < grey < 200


def test_a_uniform_border_is_trimmed_and_a_lone_object_is_not():
    framed = Image.new("RGB", (120, 90))
    framed.paste(speckled(100, 80), (10, 5))
    alone = Image.new("RGB", (120, 90), "white")
    alone.paste(speckled(20, 20), (50, 30))
    assert crops.trimmed(framed).size == (100, 80)
    assert crops.trimmed(alone).size == (120, 90)


def test_a_photographed_page_lies_on_its_ground():
    ground = Image.new("RGB", (100, 140), (0, 200, 0))
    rng = np.random.default_rng(1)
    seen = np.asarray(crops.photographed(Image.new("RGB", (100, 140), "white"), ground, rng))
    assert (seen == (0, 200, 0)).all(axis=2).any()
    assert (seen[70, 70] > 100).all()


@pytest.mark.parametrize(
    "change", [augment.tilted, augment.recoloured, augment.softened, augment.recompressed]
)
def test_single_changes_keep_the_size(change):
    rng = np.random.default_rng(2)
    for _ in range(10):
        changed = change(speckled(70, 50), rng)
        assert changed.size == (70, 50)
        assert changed.mode == "RGB"


def test_a_border_only_adds():
    rng = np.random.default_rng(2)
    for _ in range(20):
        width, height = augment.bordered(speckled(70, 50), rng).size
        assert 70 <= width <= 95
        assert 50 <= height <= 68


def on_white() -> np.ndarray:
    pixels = np.full((100, 140, 3), 255, dtype=np.uint8)
    pixels[30:70, 40:100] = (40, 40, 60)
    pixels[45:50, 60:70] = 255  # a highlight inside the object
    return pixels


def test_the_mask_is_the_object_with_its_highlights():
    mask = object_mask(Image.fromarray(on_white()))
    assert mask is not None
    found = np.asarray(mask)
    assert found[50, 65] == 255
    assert found[5, 5] == 0
    assert (found > 127).sum() == pytest.approx(40 * 60, rel=0.1)


def test_no_mask_without_a_white_ground():
    assert object_mask(Image.new("RGB", (50, 50), (90, 90, 90))) is None
    assert object_mask(Image.new("RGB", (50, 50), "white")) is None


def test_pasting_shows_both_object_and_ground():
    picture = Image.fromarray(on_white())
    mask = object_mask(picture)
    assert mask is not None
    ground = Image.new("RGB", (200, 150), (0, 200, 0))
    found = np.asarray(augment.pasted(picture, mask, ground, np.random.default_rng(1)))
    assert found.shape == (150, 200, 3)
    assert (found == (0, 200, 0)).all(axis=2).any()
    assert (found != (0, 200, 0)).any()
    assert ground.getcolors() == [(200 * 150, (0, 200, 0))]


@pytest.fixture
def drawer(tmp_path):
    """A weapon on white, and one ground on which an animal is and a person may be."""
    Image.fromarray(on_white()).save(tmp_path / "weapon.png")
    speckled(140, 100).save(tmp_path / "ground.png")
    weapon = Row(tmp_path / "weapon.png", frozenset({"firearm"}), frozenset(), "a/b")
    ground = Row(tmp_path / "ground.png", frozenset({"animal"}), frozenset({"person"}), "c/d")
    return Drawer([weapon, ground], NAMES, 1)


def test_a_ground_makes_its_own_labels_unknown(drawer):
    hidden = {
        frozenset(NAMES[column] for column in np.flatnonzero(drawer.draw(0, turn).known == 0))
        for turn in range(30)
    }
    behind = frozenset({"animal", "person", "scene_outdoor", "scene_indoor"})
    assert hidden == {frozenset(), behind}


def test_a_crop_does_not_depend_on_the_crops_before_it(drawer):
    first = drawer.draw(0, 5).picture
    drawer.draw(1, 0)
    assert np.array_equal(first, drawer.draw(0, 5).picture)
    assert not np.array_equal(first, drawer.draw(0, 6).picture)


def test_rare_labels_are_drawn_more_often_and_large_sources_less():
    often = [Row(Path("x"), frozenset({"animal"}), frozenset(), "a/b")] * 16
    rare = [Row(Path("x"), frozenset({"money"}), frozenset(), "a/b")]
    found = chances([*often, *rare], NAMES, {})
    assert found.sum() == pytest.approx(1.0)
    assert found[-1] == pytest.approx(16**0.75 * found[0])
