from __future__ import annotations

import json

import pytest

from triage.core.privacy import COVERS_ALL, Privacy, PrivacyLabel, stricter

RULE = Privacy(
    on=True,
    style="grey",
    labels=(PrivacyLabel("general/weapon", 0.25),),
    grades=(1, 2),
    packs=("general",),
)


def test_a_rule_survives_a_settings_file():
    assert Privacy.from_json(json.loads(json.dumps(RULE.as_json()))) == RULE


@pytest.mark.parametrize(
    "change",
    [
        {"on": "no"},
        {"style": "mosaic"},
        {"labels": [{"label": "weapon"}]},
        {"labels": [{"label": "weapon", "from": "0.5"}]},
        {"labels": [{"label": "weapon", "from": float("nan")}]},
        {"labels": [{"label": "weapon", "from": 7}]},
        {"grades": ["1"]},
        {"packs": [None]},
        {"packs": None},
    ],
)
def test_a_damaged_rule_covers_everything(change):
    assert Privacy.from_json(RULE.as_json() | change) == COVERS_ALL


@pytest.mark.parametrize("value", [None, [], "on", {}, 1])
def test_what_is_no_rule_covers_everything(value):
    assert Privacy.from_json(value) == COVERS_ALL


OTHER = Privacy(
    on=True,
    style="grey",
    labels=(PrivacyLabel("general/weapon", 0.5), PrivacyLabel("pets/cat", 0.1)),
    grades=(2, 3),
    packs=("pets",),
)


@pytest.mark.parametrize(("one", "other"), [(RULE, OTHER), (OTHER, RULE)])
def test_the_stricter_of_two_rules_lists_what_either_lists(one, other):
    both = stricter(one, other)
    assert both.on
    assert set(both.labels) == {*RULE.labels, *OTHER.labels}
    assert set(both.grades) == {1, 2, 3}
    assert set(both.packs) == {"general", "pets"}


def test_of_a_rule_that_is_off_nothing_is_taken():
    off = Privacy(on=False, grades=(9,))
    assert stricter(RULE, off) == stricter(off, RULE) == RULE


def test_the_stricter_of_two_rules_covers_everything_where_one_does():
    assert stricter(RULE, COVERS_ALL).lists_nothing
    assert stricter(COVERS_ALL, RULE).lists_nothing


def test_the_stricter_of_two_styles_is_grey():
    blurred = Privacy(on=True, style="blur", grades=(1,))
    assert stricter(blurred, RULE).style == stricter(RULE, blurred).style == "grey"
    assert stricter(blurred, blurred).style == "blur"
