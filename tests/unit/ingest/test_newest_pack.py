"""The pack that an import was told to use gives the suggestions, whatever is left to score."""

from __future__ import annotations

import pytest

from tests.support.tiny_pack import write_tiny_pack
from triage.inference.packs import load_pack
from triage.store.provenance import newest_packs


@pytest.fixture(scope="module")
def newer(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pack") / "tiny"
    return load_pack(write_tiny_pack(folder, labels=("a", "b"), seed=5))


def newest(case):
    with case.reader() as reader:
        return newest_packs(reader.connection)["tiny"]


def runs(case):
    with case.reader() as reader:
        return reader.connection.execute("SELECT count(*) FROM model_run").fetchone()[0]


def test_importing_with_an_older_pack_goes_back_to_it(run, case, source, tiny, newer):
    run(source)
    run(source, packs=(newer,))
    assert newest(case) == newer.info.sha256
    summary = run(source)
    assert newest(case) == tiny.info.sha256
    old, new = newer.info.sha256[:8], tiny.info.sha256[:8]
    assert f"Suggestions of tiny now come from pack {new} (before: {old})." in summary.notes


def test_the_same_pack_again_begins_no_run(run, case, source):
    assert not [note for note in run(source).notes if "Suggestions" in note]
    run(source)
    assert runs(case) == 1


def test_a_run_begun_at_the_start_is_the_one_that_scores(run, case, source):
    run(source)
    with case.reader() as reader:
        used = reader.connection.execute("SELECT DISTINCT run_id FROM suggestion").fetchall()
    assert used == [(1,)]
    assert runs(case) == 1
