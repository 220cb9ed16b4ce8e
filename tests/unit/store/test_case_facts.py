from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.case_records import add_files, add_source, found
from triage.core import names
from triage.store.case_facts import case_facts

if TYPE_CHECKING:
    from pathlib import Path

    from triage.store.case import Case


def test_a_case_names_itself_and_its_categories(case: Case):
    with case.reader() as reader:
        facts = case_facts(reader.connection)
    assert (facts.name, facts.number, facts.examiner) == ("Harbour", "7", "kim")
    assert facts.categories[0] == (1, "relevant")


def test_a_source_that_is_not_where_it_was_is_gone(case: Case, tmp_path: Path):
    here = tmp_path / "evidence"
    here.mkdir()
    source = add_source(case, names.raw(str(here)), "here")
    add_files(case, source, [found(1), found(2)])
    add_source(case, names.raw(str(tmp_path / "pulled out")), "gone")
    with case.reader() as reader:
        facts = case_facts(reader.connection)
    assert [(one.name, one.items, one.here) for one in facts.sources] == [
        ("here", 2, True),
        ("gone", 0, False),
    ]
    assert [one.name for one in facts.gone] == ["gone"]
