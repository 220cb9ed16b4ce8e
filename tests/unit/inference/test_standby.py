"""A model that lies ready: handed out once, and only for exactly what was prepared."""

from __future__ import annotations

import pytest

from tests.support.tiny_pack import write_tiny_pack
from triage.inference.lane import Lane
from triage.inference.packs import load_pack
from triage.inference.providers import Provider, cpu
from triage.inference.standby import Standby


@pytest.fixture
def packs(tmp_path):
    return [
        load_pack(write_tiny_pack(tmp_path / str(seed), labels=("red", "green"), seed=seed))
        for seed in (1, 2)
    ]


@pytest.fixture
def standby(packs):
    made = Standby()
    made.prepare(packs[0], cpu())
    return made


def test_it_is_handed_out_once(standby, packs):
    assert standby.take(packs[0], cpu()) is not None
    assert standby.take(packs[0], cpu()) is None


def test_a_pack_of_the_same_name_with_other_files_gets_none(standby, packs):
    assert packs[0].info.name == packs[1].info.name
    assert standby.take(packs[1], cpu()) is None
    assert standby.take(packs[0], cpu()) is not None


def test_another_device_gets_none(standby, packs):
    assert standby.take(packs[0], Provider("cpu", "another processor")) is None


def test_what_fell_back_is_not_kept(packs):
    standby = Standby()
    card = Provider("dml", "no such card")
    standby.prepare(packs[0], card)
    assert standby.take(packs[0], card) is None
    assert standby.take(packs[0], cpu()) is None


def test_it_waits_its_turn_with_the_other_models_of_the_same_import(standby, packs):
    card = Provider("dml", "a card")
    engine = standby.take(packs[0], cpu())
    engine.take_turns_with(card)
    assert engine._turn is card.turn


def test_a_lane_takes_it_and_opens_no_other_session(standby, packs):
    opened = []

    def sessions(*told):
        opened.append(told)
        raise AssertionError("one lies ready")

    with Lane(packs[0], cpu(), sessions=sessions, standby=standby) as lane:
        assert lane.provenances[0].provider == "CPUExecutionProvider"
    assert opened == []
    assert standby.take(packs[0], cpu()) is None
