from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from triage.store.case import Case

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture
def case_path(tmp_path: Path) -> Path:
    return tmp_path / "c.triage"


@pytest.fixture
def case(case_path: Path) -> Iterator[Case]:
    with Case.create(case_path, name="Harbour", number="7", examiner="kim", by="kim") as case:
        yield case


@pytest.fixture
def ask(case: Case) -> Callable[..., list[Any]]:
    """All rows of a query on what was committed."""

    def rows(query: str, *values: object) -> list[Any]:
        with case.reader() as reader:
            return reader.connection.execute(query, values).fetchall()

    return rows
