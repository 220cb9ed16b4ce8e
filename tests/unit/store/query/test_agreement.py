"""Columns and SQLite tell the same, and moved thresholds the same as loaded ones."""

import random
from dataclasses import replace

import numpy as np
import pytest

from triage.core.filters import Filter, Sort
from triage.core.records import Flag, Reason, State
from triage.store import pages, text
from triage.store.query import Query

LABELS = {"cat": 0.5, "dog": 0.4, "gun": 0.6}


@pytest.fixture
def crowd(case):
    """Eighty items of every sort, five packs' worth of scores in two packs."""
    chance = random.Random(7)
    packs = [case.pack(name, LABELS, notable=("gun", "dog")[:n]) for n, name in enumerate("pq", 1)]
    for number in range(80):
        state, reason = chance.choice(
            (*((State.ANALYSED, Reason.NONE),) * 3, (State.FAILED, Reason.CORRUPT))
        )
        item = case.item(
            f"{chance.choice(('DCIM', 'DCIM/1', 'x'))}/IMG {number}.jpg",
            chance.choice((b"", b"", b"same", b"twin", None)),
            source=chance.choice(("Card", "Phone")),
            state=state,
            reason=reason,
            flags=chance.choice((Flag.NONE, Flag.MISSING)),
            size=chance.choice((None, 5, 500)),
            modified_ns=chance.choice((None, 10**18, 15 * 10**17)),
            taken=chance.choice((None, "2019-02-03T04:05:06", "2020-02-03T04:05:06+01:00")),
            metadata=chance.choice(({}, {"Make": "Canon"}, {"Model": "dcim"})),
            **chance.choice(({}, {"width": 3, "height": 4})),
        )
        if chance.random() < 0.3:
            case.grade(item, chance.choice((1, 2)), chance.choice(("anna", "ben")))
    contents = [row[0] for row in case.connection.execute("SELECT id FROM content")]
    for content in contents:
        for pack in packs:
            if chance.random() < 0.8:
                scores = np.array([chance.choice((0.1, 0.45, 0.55, 0.7)) for _ in LABELS], "<f4")
                case.connection.execute(
                    "INSERT INTO suggestion VALUES (?, ?, 1, ?)", (pack, content, scores.tobytes())
                )
    return case


def expected(record, wanted):
    """contract.md's rules on one JSON object."""
    suggested = {f"{s['pack']}/{s['label']}" for s in record["suggestions"]}
    suggested |= {s["label"] for s in record["suggestions"]}
    has = [label in suggested for label in wanted.labels]
    day = (record["taken"] or "")[:10]
    folder = record["path"].rpartition("/")[0]
    searched = " ".join((record["path"], *record["metadata"].values())).casefold()
    grade = record["grade"] or {"category": None, "by": ""}
    return all((
        not has or (all(has) if wanted.all_labels else any(has)),
        not wanted.states or record["state"] in [state.word for state in wanted.states],
        not wanted.grades or grade["category"] in wanted.grades,
        not wanted.graded_by or grade["by"] in wanted.graded_by,
        all(word in searched for word in wanted.text.casefold().split()),
        not wanted.sources or record["source"] in wanted.sources,
        not wanted.folders or any(f"{folder}/".startswith(f"{f}/") for f in wanted.folders),
        wanted.after is None or day >= wanted.after or (wanted.undated and not day),
        not wanted.flags or "missing" in record["flags"],
        not wanted.copies or record["copies"] >= 2,
        wanted.min_size is None or (record["size"] or -1) >= wanted.min_size,
    ))  # fmt: skip


def some_filter(chance):
    def maybe(*choices):
        return chance.choice(choices) if chance.random() < 0.25 else None

    labels = maybe(("cat",), ("p/gun", "dog"), ("q/cat", "p/cat"), ("gun",)) or ()
    return Filter(
        labels=labels,
        all_labels=chance.random() < 0.5,
        states=maybe((State.ANALYSED,), (State.FAILED, State.PENDING)) or (),
        grades=maybe((None,), (1, None), (2,)) or (),
        graded_by=maybe(("anna",), ("ben", "")) or (),
        text=maybe("dcim", "img 1", "canon 2", "dcim/img", "x canon") or "",
        sources=maybe(("Card",)) or (),
        folders=maybe(("DCIM",), ("x", "DCIM/1")) or (),
        after=maybe("2019-02-03", "2019-02-04"),
        undated=chance.random() < 0.5,
        flags=maybe((Flag.MISSING,)) or (),
        copies=maybe(True) or False,
        min_size=maybe(5, 6),
    )


def test_any_filter_answers_as_the_contract_says_of_the_json(crowd):
    query = crowd.query()
    everything = query.rows(Filter(), Sort.PATH)
    records = pages.hydrate(crowd.connection, query.columns, everything)
    chance = random.Random(3)
    seen = set()
    for _ in range(300):
        wanted = some_filter(chance)
        if wanted.undated and wanted.after is None:
            wanted = replace(wanted, undated=False)
        right = [record["id"] for record in records if expected(record, wanted)]
        assert query.columns.ids[query.rows(wanted, Sort.PATH)].tolist() == right, wanted
        seen.add(len(right))
    assert len(seen) > 10


def test_label_counts_are_those_of_the_json(crowd):
    query = crowd.query()
    records = pages.hydrate(crowd.connection, query.columns, query.rows(Filter()))
    counted = {(p, label): 0 for p in "pq" for label in LABELS}
    for record in records:
        for suggestion in record["suggestions"]:
            counted[suggestion["pack"], suggestion["label"]] += 1
    counts = query.label_counts(Filter())
    assert {(p, label): counts[p][label] for p, label in counted} == counted


def test_top_of_the_columns_is_top_of_the_json(crowd):
    query = crowd.query()
    top = query.columns.top
    names = [f"{pack.key}/{pack.labels[number].name}" for pack, number in top.labels]
    rows = np.arange(len(query.columns), dtype=np.int32)
    for row, record in enumerate(pages.hydrate(crowd.connection, query.columns, rows)):
        shown = record["top"] and f"{record['top']['pack']}/{record['top']['label']}"
        assert shown == (names[top.code[row]] if top.code[row] >= 0 else None)


def test_moved_thresholds_label_as_loaded_ones_do(crowd):
    chance = random.Random(11)
    moved = crowd.query()
    for _ in range(60):
        pack, label = chance.choice("pq"), chance.choice(list(LABELS))
        value = chance.choice((0.05, 0.3, 0.5, 0.6, 0.9, None))
        moved.set_threshold(pack, label, value)
        fresh = crowd.columns()
        for ours, theirs in zip(moved.columns.packs, fresh.packs, strict=True):
            theirs.thresholds[:] = ours.thresholds
        anew = type(fresh.top)(fresh.packs, len(fresh))
        assert moved.columns.top.code.tolist() == anew.code.tolist()
        assert np.array_equal(moved.columns.top.score, anew.score, equal_nan=True)


def test_words_looked_up_one_by_one_are_the_same(crowd, monkeypatch):
    wanted = [Filter(text=text) for text in ("img dcim", "canon 1 x", "7 jpg", "phone 1")]
    few = [crowd.ids(one) for one in wanted]
    monkeypatch.setattr(text, "FEW", -1)
    assert [crowd.ids(one) for one in wanted] == few
    assert any(few)


def test_kept_masks_do_not_change_answers(crowd):
    chance = random.Random(13)
    kept = crowd.query()
    for _ in range(100):
        wanted = some_filter(chance)
        if chance.random() < 0.2:
            kept.set_threshold("p", "cat", chance.random())
        assert kept.count(wanted) == Query(kept.columns).count(wanted)
        facet = kept.facet("labels", wanted)
        assert facet == Query(kept.columns).facet("labels", wanted)
