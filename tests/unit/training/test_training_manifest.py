"""The wall between the splits, and how a manifest is read. Torch is not needed."""

from pathlib import Path

import numpy as np
import pytest

from triage.training import cache
from triage.training.labels import NAMES
from triage.training.loader import Sampler
from triage.training.manifest import ManifestError, divide_by_cluster, read_split


def of(name: str) -> int:
    return NAMES.index(name)


def test_only_the_split_asked_for_is_read_and_opened(tmp_path, plant, opened):
    for number in range(4):
        plant("train", "firearm", number)
        plant("train", "animal", number)
        plant("val", "firearm", number, picture=False)
        plant("ood", "knife", number, picture=False)
    opened.clear()

    split = read_split(tmp_path, "train")
    pictures = cache.fill(split)
    cache.stretched(split, 32)
    Sampler(pictures, seed=1).batch(4, 32)

    assert len(split.rows) == 8
    inside = [Path(path).relative_to(tmp_path) for path in opened if str(tmp_path) in path]
    assert {path.parts[0] for path in inside} == {"manifest.csv", "train"}


def test_reading_a_manifest_opens_no_picture(tmp_path, plant, opened):
    plant("train", "firearm", 1, picture=False)
    opened.clear()
    assert len(read_split(tmp_path, "train").rows) == 1
    assert [Path(path).name for path in opened if str(tmp_path) in path] == ["manifest.csv"]


@pytest.mark.parametrize("name", ["ood", "test", "", "*", "train;ood"])
def test_a_split_that_is_not_for_training_is_refused(tmp_path, plant, name):
    plant("ood", "firearm", 1, picture=False)
    with pytest.raises(ManifestError, match="not for training"):
        read_split(tmp_path, name)


@pytest.mark.parametrize("file", ["ood/firearm/1.png", "train/../ood/1.png", "/ood/1.png"])
def test_a_train_row_that_points_into_another_split_is_refused(tmp_path, plant, file):
    plant("train", "firearm", 1)
    path = tmp_path / "manifest.csv"
    text = path.read_text(encoding="utf-8").replace("train/firearm/0001.png", file)
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ManifestError, match="lies elsewhere"):
        read_split(tmp_path, "train")


def test_a_link_out_of_the_split_is_not_followed(tmp_path, plant):
    plant("val", "firearm", 1)
    plant("train", "firearm", 1)
    link = tmp_path / "train/firearm/0001.png"
    link.unlink()
    try:
        link.symlink_to(tmp_path / "val/firearm/0001.png")
    except OSError:
        pytest.skip("this system lets ordinary users make no links")
    split = read_split(tmp_path, "train")
    with pytest.raises(ManifestError, match="does not belong"):
        split.open(split.rows[0])


def test_a_row_of_another_split_is_not_opened(tmp_path, plant):
    plant("val", "firearm", 1)
    plant("train", "firearm", 1)
    foreign = read_split(tmp_path, "val").rows[0]
    with pytest.raises(ManifestError, match="does not belong"):
        read_split(tmp_path, "train").open(foreign)


def test_targets_and_known_follow_the_columns(tmp_path, plant):
    plant("train", "person", 1, labels="person;vehicle", unknown="clothing; other")
    row = read_split(tmp_path, "train").rows[0]
    assert row.targets().sum() == 2
    assert row.targets()[[of("person"), of("vehicle")]].all()
    assert set(np.flatnonzero(row.known() == 0)) == {of("clothing"), of("other")}
    assert row.source == "nobody/drawn"
    assert row.tier == "A"


def test_a_star_leaves_only_the_listed_labels_known(tmp_path, plant):
    plant("train", "knife", 1, unknown="*")
    row = read_split(tmp_path, "train").rows[0]
    assert list(np.flatnonzero(row.known())) == [of("knife")]


def test_a_label_nobody_defined_is_an_error(tmp_path, plant):
    plant("train", "knife", 1, unknown="dragon")
    with pytest.raises(ManifestError, match="dragon"):
        read_split(tmp_path, "train")


def test_the_hold_out_divides_by_cluster_and_always_alike(tmp_path, plant):
    for number in range(60):
        plant("train", "animal", number, cluster=f"c{number // 3}")
    split = read_split(tmp_path, "train")
    learned, held = divide_by_cluster(split, part=4)
    assert {row.cluster for row in learned.rows}.isdisjoint(row.cluster for row in held.rows)
    assert len(learned.rows) + len(held.rows) == 60
    assert held.rows
    assert divide_by_cluster(split, part=4) == (learned, held)
