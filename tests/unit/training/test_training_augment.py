"""Augmented views keep shape, type and range, and a seed fixes them. Torch is not needed."""

import numpy as np
import pytest
from PIL import Image

from triage.training import augment, cache
from triage.training.labels import NAMES
from triage.training.loader import Loader, Sampler, known_on_ground, sampling_weights
from triage.training.manifest import read_split


def speckled(width: int, height: int) -> Image.Image:
    rng = np.random.default_rng(width)
    return Image.fromarray(rng.integers(0, 256, (height, width, 3), dtype=np.uint8))


@pytest.mark.parametrize("size", [(208, 208), (352, 90), (90, 352), (33, 40)])
def test_views_keep_shape_and_range(size):
    rng = np.random.default_rng(5)
    picture = speckled(*size)
    for _ in range(40):
        view = augment.augmented(picture, 48, rng)
        assert view.shape == (48, 48, 3)
        assert view.dtype == np.uint8
        assert view.flags.c_contiguous


def test_a_seed_fixes_the_view():
    views = [
        augment.augmented(speckled(120, 90), 64, np.random.default_rng(seed)) for seed in (3, 3, 4)
    ]
    assert np.array_equal(views[0], views[1])
    assert not np.array_equal(views[0], views[2])


def test_some_views_are_grey():
    rng = np.random.default_rng(0)
    picture = Image.new("RGB", (80, 80), (180, 90, 20))
    grey = sum(bool(np.ptp(augment.augmented(picture, 24, rng)[12, 12]) <= 4) for _ in range(300))
    assert 30 < grey < 200


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


def test_the_cut_out_is_the_object_with_its_highlights():
    mask = cache.white_ground_cut_out(on_white())
    assert mask is not None
    assert mask[50, 65] == 255
    assert mask[5, 5] == 0
    assert (mask == 255).sum() == 40 * 60


def test_no_cut_out_without_a_white_ground():
    assert cache.white_ground_cut_out(np.full((50, 50, 3), 90, dtype=np.uint8)) is None
    assert cache.white_ground_cut_out(np.full((50, 50, 3), 255, dtype=np.uint8)) is None


def test_pasting_shows_both_object_and_ground():
    pixels = on_white()
    cut_out = cache.white_ground_cut_out(pixels)
    assert cut_out is not None
    mask = Image.fromarray(cut_out)
    ground = Image.new("RGB", (200, 150), (0, 200, 0))
    rng = np.random.default_rng(1)
    whole = augment.pasted(Image.fromarray(pixels), mask, ground, rng)
    found = np.asarray(whole)
    assert found.shape == (150, 200, 3)
    assert (found == (0, 200, 0)).all(axis=2).any()
    assert (found != (0, 200, 0)).any()
    assert ground.getcolors() == [(200 * 150, (0, 200, 0))]


def test_a_ground_makes_its_own_labels_unknown(tmp_path, plant):
    plant("train", "firearm", 1)
    plant("train", "animal", 2, unknown="person")
    weapon, ground = cache.fill(read_split(tmp_path, "train"))
    row = weapon.row
    known = known_on_ground(row.targets(), row.known(), ground)
    hidden = {NAMES[column] for column in np.flatnonzero(known == 0)}
    assert hidden == {"animal", "person", "scene_outdoor", "scene_indoor"}
    assert known_on_ground(row.targets(), row.known(), None).all()


def test_no_weapon_lies_in_a_ground(tmp_path, plant):
    plant("train", "firearm", 1)
    plant("train", "animal", 1)
    plant("train", "animal", 2, unknown="firearm")
    plant("train", "document", 1)
    grounds = cache.grounds(cache.fill(read_split(tmp_path, "train")))
    assert [ground.row.file.name for ground in grounds] == ["0001.png"]
    assert grounds[0].row.labels == {"animal"}


def test_rare_labels_are_drawn_more_often_each(tmp_path, plant):
    for number in range(16):
        plant("train", "animal", number)
    plant("train", "money", 1)
    weights = sampling_weights(cache.fill(read_split(tmp_path, "train")))
    assert weights.sum() == pytest.approx(1.0)
    assert weights[-1] == pytest.approx(4 * weights[0])


def test_batches_come_from_the_other_process_and_repeat_by_seed(tmp_path, plant):
    for number in range(3):
        plant("train", "firearm", number)
        plant("train", "vehicle", number)
    pictures = cache.fill(read_split(tmp_path, "train"))
    with Loader(pictures, count=5, side=40, seed=9) as loader:
        batch = loader.take(40)
    assert batch.pixels.shape == (5, 40, 40, 3)
    assert batch.pixels.dtype == np.uint8
    assert batch.targets.shape == batch.known.shape == (5, 14)
    assert np.array_equal(batch.pixels, Sampler(pictures, seed=9).batch(5, 40).pixels)


def test_grey_has_no_colour_left():
    pixels = np.asarray(speckled(20, 20))[None]
    grey = cache.grey(pixels)
    assert grey.shape == pixels.shape
    assert (np.ptp(grey, axis=3) == 0).all()
