from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import triage
from tests.support.living_case import LivingCase

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SCHEMA = Path(triage.__file__).parent / "store" / "migrations" / "0001_initial.sql"


@pytest.fixture
def living() -> Iterator[Callable[[], LivingCase]]:
    """Makes empty cases."""
    made: list[sqlite3.Connection] = []

    def make() -> LivingCase:
        connection = sqlite3.connect(":memory:", isolation_level=None)
        made.append(connection)
        connection.executescript(SCHEMA.read_text(encoding="utf-8"))
        connection.executemany(
            "INSERT INTO category VALUES (?, ?)", [(1, "one"), (2, "two"), (3, "three")]
        )
        return LivingCase(connection)

    yield make
    for connection in made:
        connection.close()
