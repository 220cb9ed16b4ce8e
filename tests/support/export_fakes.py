"""A selection without a case: what exporters see, made by hand."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from triage.core.hooks import Entry
from triage.core.job import JobContext
from triage.core.records import Where

if TYPE_CHECKING:
    from collections.abc import Iterator

    from triage.core.filters import Filter

SHA256 = "ab" * 32


def item(key: int = 1, path: str = "DCIM/a.jpg", **changes: Any) -> dict[str, Any]:
    """The contract's JSON object of an analysed picture."""
    made: dict[str, Any] = {
        "id": key,
        "path": path,
        "source": "phone",
        "size": 1234567,
        "modified": "2026-05-01T10:00:03Z",
        "created": None,
        "md5": "cd" * 16,
        "sha1": "ef" * 20,
        "sha256": SHA256,
        "media_type": "image/jpeg",
        "width": 4032,
        "height": 3024,
        "state": "analysed",
        "reason": None,
        "flags": [],
        "taken": "2026-05-01T12:00:03+02:00",
        "metadata": {"Make": "Canon", "Model": "Canon EOS R6"},
        "scores": {"general": {"weapon": 0.9, "drugs": 0.25}},
        "suggestions": [
            {"pack": "general", "label": "weapon", "score": 0.9, "threshold": 0.5},
        ],
        "top": {"pack": "general", "label": "weapon", "score": 0.9},
        "grade": None,
        "copies": 1,
        "duplicates": [],
    }
    return made | changes


def entry(made: dict[str, Any] | None = None, **changes: Any) -> Entry:
    """An entry around an item."""
    facts: dict[str, Any] = {
        "exhibit": "A-1",
        "detail": "",
        "other_paths": (),
        "where": Where(Path("nowhere"), b"", b"x"),
    }
    return Entry(item=made or item(), **(facts | changes))


_FACTS: dict[str, Any] = {
    "case": {
        "name": "Harbour",
        "number": "2026-117",
        "examiner": "Kim Doe",
        "uuid": "0c7d9f1a",
        "created_at": "2026-11-01T08:00:00.000Z",
        "file": "harbour.triage",
    },
    "export": {
        "kind": "html",
        "at": "2026-11-24T12:00:00.000Z",
        "by": "Kim Doe",
        "selection": "All items of the case.",
        "filter": {},
        "items": 3,
    },
    "program": {"name": "Forensic Triage", "version": "0.1.0", "plugins": []},
    "sources": [
        {"name": "phone", "exhibit": "A-1", "place": "/media/a", "found": 1234, "here": True},
    ],
    "counts": {
        "found": 1234,
        "analysed": 1200,
        "skipped": 30,
        "failed": 4,
        "pending": 0,
        "reasons": {"not-an-image": 30, "corrupt": 4},
    },
    "categories": [
        {"number": 1, "name": "Relevant", "graded": 2},
        {"number": 2, "name": "Other", "graded": 0},
    ],
    "labels": {"general": {"weapon": 7, "drugs": 0}},
    "thresholds": {
        "general": {
            "weapon": {"value": 0.5, "default": 0.5},
            "drugs": {
                "value": 0.4,
                "default": 0.6,
                "by": "Kim Doe",
                "at": "2026-11-20T09:00:00.000Z",
            },
        }
    },
    "models": [
        {
            "name": "general",
            "version": "1.0",
            "sha256": "11" * 32,
            "model_sha256": "22" * 32,
            "licence": "Apache-2.0",
            "labels": ["weapon", "drugs"],
            "items": 1200,
            "preprocessing": {"size": 224},
            "runs": [
                {
                    "started_at": "2026-11-01T08:01:00.000Z",
                    "runtime": "onnxruntime 1.24.4",
                    "provider": "CPUExecutionProvider",
                    "device": "CPU",
                    "app_version": "0.1.0",
                    "batch": 8,
                    "note": "",
                }
            ],
        }
    ],
    "audit": {"rows": 42, "head": "33" * 32},
}


def about(**changes: Any) -> dict[str, Any]:
    """The facts of a small case."""
    return copy.deepcopy(_FACTS) | changes


@dataclass
class FakeSelection:
    """Entries in memory; ``within`` looks at grade and state only."""

    made: list[Entry] = field(default_factory=list[Entry])
    about: dict[str, Any] = field(default_factory=about)
    thumbnails: dict[str, bytes] = field(default_factory=dict[str, bytes])
    ctx: JobContext = field(default_factory=JobContext)

    def count(self, within: Filter | None = None) -> int:
        return sum(1 for _ in self.entries(within))

    def items(self) -> Iterator[dict[str, Any]]:
        return (one.item for one in self.made)

    def entries(self, within: Filter | None = None) -> Iterator[Entry]:
        return (one for one in self.made if within is None or _passes(one.item, within))

    def thumbnail(self, sha256: str) -> bytes | None:
        return self.thumbnails.get(sha256)


def _passes(made: dict[str, Any], within: Filter) -> bool:
    grade = made["grade"] and made["grade"]["category"]
    states = [state.word for state in within.states]
    return (not within.grades or grade in within.grades) and (not states or made["state"] in states)
