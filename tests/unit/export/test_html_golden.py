"""Snippets of the report against kept ones: a change of them must be meant.

After a change that is meant: ``UPDATE_GOLDEN=1 python -m pytest tests/unit/export``, then read
the difference.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.support.export_fakes import about, entry, item
from triage.export.html_report import items, sections, summary

GOLDEN = Path(__file__).parents[2] / "golden" / "report"
GRADE = {"category": 2, "by": "Kim Doe", "at": "2026-11-23T10:02:00.120Z"}


def graded_card() -> str:
    made = item(
        7,
        "DCIM/IMG_0007.JPG",
        grade=GRADE | {"given_to": "99" * 32},
        flags=["extension-mismatch", "changed"],
        earlier=[{"sha256": "99" * 32, "seen": "2026-11-02T09:00:00.000Z"}],
        metadata={"Make": "Apple", "Model": "iPhone 14", "GPSLatitude": 38.7, "GPSLongitude": -9.1},
        copies=4,
    )
    others = (("phone", "Backup/IMG_0007.JPG"), ("laptop", "x.jpg"))
    return items.card(entry(made, other_paths=others), {2: "Possible"}, has_thumb=True)


def hostile_card() -> str:
    made = item(
        8,
        "<script>alert(1)</script>/\u202egpj.\"><img src=x onerror='a'>\udcff.exe",
        source="<b>phone</b>",
        media_type="image/<i>",
        metadata={"Make": "</dd><script>", "Model": "&amp;", "GPSLatitude": "1", "GPSLongitude": 2},
        taken="2026-05-01T12:00:03",
        suggestions=[{"pack": "<p>", "label": "<u>", "score": 0.5, "threshold": 0.5}],
    )
    return items.card(entry(made, exhibit="<A>", detail="<x>"), {}, has_thumb=False)


def slim_card() -> str:
    made = item(
        9,
        "notes/list.txt",
        state="failed",
        reason="unreadable",
        size=None,
        md5=None,
        sha1=None,
        sha256=None,
        media_type=None,
        width=None,
        height=None,
        taken=None,
        metadata={},
        suggestions=[],
    )
    return items.slim_card(entry(made, detail="Permission denied"))


def first_page() -> str:
    planned = [
        sections.Section("category-1", "Category 1: Relevant", sections.Filter(), 61, category=1),
        sections.Section("ungraded", "Not graded", sections.Filter(), 0),
    ]
    return summary.summary(about(), planned, 61)


@pytest.mark.parametrize("make", [graded_card, hostile_card, slim_card, first_page])
def test_snippet_is_as_kept(make):
    kept = GOLDEN / f"{make.__name__}.html"
    if os.environ.get("UPDATE_GOLDEN"):
        kept.write_text(make(), "utf-8", newline="\n")
    assert make() == kept.read_text("utf-8")
