from __future__ import annotations

import json

import pytest

from triage.core.privacy import COVERS_ALL, Privacy, PrivacyLabel

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
