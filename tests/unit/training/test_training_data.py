"""What is learned from and what is not: manifests, folders, near copies, rules."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from triage.core.errors import KnownError
from triage.training import rules
from triage.training.collect import NEAR_JUDGED, NO_HARMLESS, collect, look_at
from triage.training.labels import named, read_labels
from triage.training.look import difference_hash
from triage.training.order import Order
from triage.training.rows import Row


def gathered(*data: Path, **options):
    order = Order(data=data, out=Path("unused"), **options)
    return collect(order, look_at, lambda _done, _total: None)


def test_only_rows_of_train_are_learned_from(sheet):
    root = sheet({}, {"split": "val"}, {"split": "ood"})
    (root / "ood" / "2.png").unlink()

    material = gathered(root)

    assert [row.place.parent.name for row in material.rows] == ["train"]
    assert [row.place.parent.name for row in material.judged] == ["val"]


@pytest.mark.parametrize("turn", [None, *Image.Transpose])
@pytest.mark.parametrize("split", ["val", "ood"])
def test_a_near_copy_of_a_judged_picture_is_refused_and_counted(sheet, shapes, split, turn):
    folder = shapes("ring", "other", count=3)
    planted = Image.open(folder / "ring" / "001.png").convert("RGB")
    turned = planted if turn is None else planted.transpose(turn)
    root = sheet({}, {"split": split, "dhash": f"{difference_hash(turned):016x}"})

    material = gathered(root, folder, labels=named(("animal", "ring", "other")))

    assert material.left_out[NEAR_JUDGED] == 1
    assert folder / "ring" / "001.png" not in [row.place for row in material.rows]


def test_a_copy_by_sha256_is_refused_whatever_it_looks_like(sheet):
    root = sheet({"sha256": "ab" * 32}, {}, {"split": "ood", "sha256": "ab" * 32})

    material = gathered(root)

    assert material.left_out[NEAR_JUDGED] == 1
    assert len(material.rows) == 1


def test_a_file_of_another_split_is_never_a_row_of_train(sheet):
    root = sheet({"file": "ood/1.png", "split": "train"})
    with pytest.raises(KnownError, match=r"line 2: ood/1\.png is listed under 'train' but lies"):
        gathered(root)


def test_a_link_into_another_split_is_refused(sheet):
    root = sheet({}, {"split": "ood"})
    (root / "train" / "0.png").unlink()
    (root / "train" / "0.png").symlink_to(root / "ood" / "1.png")
    with pytest.raises(KnownError, match="lies elsewhere"):
        gathered(root)


def test_a_label_that_nobody_defined_is_told_with_its_line(sheet):
    root = sheet({}, {"labels": "gunn"})
    with pytest.raises(KnownError, match="line 3: the label 'gunn' is none of"):
        gathered(root)


def test_labels_not_judged_are_neither_present_nor_absent(sheet):
    (row,) = gathered(sheet({"unknown": "*"})).rows
    assert row.labels == {"animal"}
    assert "firearm" in row.unknown
    assert "animal" not in row.unknown


def test_an_unreadable_picture_is_left_out_and_counted_by_its_reason(shapes):
    root = shapes("ring", "other")
    (root / "ring" / "bad.jpg").write_bytes(b"no picture")
    (root / "ring" / "empty.jpg").write_bytes(b"")

    material = gathered(root)

    assert material.left_out == {"unreadable": 1, "empty file": 1}
    assert len(material.rows) == 8


def test_a_label_with_unreadable_pictures_alone_is_told(shapes):
    root = shapes("ring", "other", count=1)
    (root / "other" / "000.png").write_bytes(b"no picture")
    with pytest.raises(KnownError, match="Only 'ring' has pictures that can be learned from"):
        gathered(root)


def test_an_empty_label_folder_is_told(shapes):
    root = shapes("ring", "other")
    (root / "cross").mkdir()
    with pytest.raises(KnownError, match=r"The folder of the label 'cross' in .* is empty"):
        gathered(root)


def test_one_label_alone_is_told(shapes):
    with pytest.raises(KnownError, match="has one label alone, 'ring'"):
        gathered(shapes("ring"))


def test_it_says_plainly_when_no_harmless_class_is_there(shapes):
    assert gathered(shapes("ring", "cross")).notices == [NO_HARMLESS]


@pytest.mark.parametrize("name", ["other", "no_weapon", "Negatives"])
def test_a_harmless_class_is_known_by_its_name(shapes, name):
    assert gathered(shapes("ring", name)).notices == []


def test_negatives_have_none_of_the_labels(shapes, tmp_path):
    root = shapes("ring", "cross")
    (tmp_path / "harmless").mkdir()
    Image.effect_noise((64, 64), 90).convert("RGB").save(tmp_path / "harmless" / "a.png")

    material = gathered(root, negatives=tmp_path / "harmless")

    assert [row.labels for row in material.rows].count(frozenset()) == 1
    assert material.notices == []


def test_pictures_of_other_licence_tiers_are_left_out_and_counted(sheet):
    root = sheet({"licence_tier": "A"}, {"licence_tier": "C"}, {})
    material = gathered(root, tiers=frozenset("A"))
    assert material.left_out == {"licence tier C": 1, "licence tier not stated": 1}
    assert len(material.rows) == 1


def rows(*names: str, note: str = "") -> list[Row]:
    labels = frozenset({"money"})
    return [Row(Path(name), labels, frozenset(), "a/b", path=name, note=note) for name in names]


def test_a_rule_keeps_one_of_the_copies_of_a_name():
    kept, left_out = rules.apply(
        [rules.Rule(one_per_name=True, why="copies")], rows("a.rf.1", "a.rf.2", "b.rf.3"), 1
    )
    assert sorted(row.path[0] for row in kept) == ["a", "b"]
    assert left_out == {"copies": 1}


def test_a_rule_keeps_the_same_choice_for_the_same_seed():
    given = rows(*map(str, range(50)), note="coins of one kind")
    rule = [rules.Rule(note="coins", most=10)]
    first, _ = rules.apply(rule, given, 1)
    again, _ = rules.apply(rule, given, 1)
    assert len(first) == 10
    assert first == again


def test_a_rule_takes_a_label_back():
    (row,), _ = rules.apply([rules.Rule(unknown=frozenset({"money"}))], rows("a"), 1)
    assert row.labels == frozenset()
    assert row.unknown == {"money"}


def test_a_rule_with_an_unknown_key_is_told(tmp_path):
    place = tmp_path / "rules.toml"
    place.write_text("[[rule]]\nmots = 3\n")
    with pytest.raises(KnownError, match="it has the key 'mots'"):
        rules.read_rules(place)


def test_a_label_named_twice_is_told():
    with pytest.raises(KnownError, match="'a' is named twice"):
        read_labels("a,b,a", Path("a,b,a"))
