from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.support.pictures import fill_source
from tests.support.tiny_pack import write_tiny_pack
from triage.core.job import JobContext
from triage.core.names import join
from triage.core.records import Flag, Reason, State
from triage.inference.packs import ModelPack, load_pack
from triage.ingest.import_job import import_sources
from triage.ingest.request import ImportRequest, ImportSummary
from triage.store.case import Case

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> ModelPack:
    folder = write_tiny_pack(tmp_path_factory.mktemp("pack") / "tiny", labels=("a", "b"))
    return load_pack(folder)


@pytest.fixture(scope="session")
def other(tmp_path_factory: pytest.TempPathFactory) -> ModelPack:
    folder = write_tiny_pack(
        tmp_path_factory.mktemp("pack") / "other", labels=("x", "y", "z"), seed=7, name="other"
    )
    return load_pack(folder)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return fill_source(tmp_path / "evidence")


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    with Case.create(tmp_path / "c.triage", name="test", examiner="kim", by="kim") as case:
        yield case


@pytest.fixture
def run(case: Case, tiny: ModelPack) -> Callable[..., ImportSummary]:
    """Import folders with the tiny pack, in this thread."""

    def run_import(*folders: Path, **options: Any) -> ImportSummary:
        chosen: dict[str, Any] = {
            "packs": (tiny,),
            "provider": "cpu",
            "workers": 2,
            "by": "kim",
            **options,
        }
        ctx = chosen.pop("ctx", None) or JobContext()
        return import_sources(ctx, case, ImportRequest(folders=folders, **chosen))

    return run_import


def rows(case: Case) -> dict[str, dict[str, Any]]:
    """What the case says of every item, by path."""
    query = """
        SELECT item.id, folder.path, item.name, item.state, item.reason, item.flags,
               content.flags, content.sha256, content.media_type, content.id
        FROM item JOIN folder ON folder.id = item.folder_id
        LEFT JOIN content ON content.id = item.content_id
    """
    with case.reader() as reader:
        found = reader.connection.execute(query).fetchall()
    return {
        join(row[1], row[2]).decode("utf-8", "surrogateescape"): {
            "id": row[0],
            "state": State(row[3]).word,
            "reason": Reason(row[4]).word,
            "flags": Flag(row[5] | (row[6] or 0)).words,
            "sha256": row[7].hex() if row[7] else None,
            "media_type": row[8],
            "content": row[9],
        }
        for row in found
    }


def count(case: Case, table: str) -> int:
    with case.reader() as reader:
        return reader.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
