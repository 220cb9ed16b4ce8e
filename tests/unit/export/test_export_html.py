from __future__ import annotations

import hashlib
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from tests.support.export_fakes import FakeSelection, about, entry, item
from triage.core.filters import Filter
from triage.core.records import State
from triage.export import html_report
from triage.export.html_report import items, markup, summary
from triage.store.commands import SetGrade, SetThreshold

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.export_case import SmallCase
    from triage.core.hooks import Entry

HOSTILE = "<script src=//x></script>\"'><img src=http://x onerror=a>\u202e\udcff\x00&"


class Tags(HTMLParser):
    """Every tag, attribute and reference of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.places: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.places += [value or "" for name, value in attrs if name in {"src", "href"}]


def pages(out: Path) -> dict[str, str]:
    return {p.relative_to(out).as_posix(): p.read_text("utf-8") for p in out.rglob("*.html")}


def hostile_entry(key: int, **changes: object) -> Entry:
    made = item(key, HOSTILE, source=HOSTILE, taken=HOSTILE, media_type=HOSTILE, **changes)
    made["metadata"] = {"Make": HOSTILE, "Model": HOSTILE, "Software": HOSTILE}
    made["suggestions"] = [{"pack": HOSTILE, "label": HOSTILE, "score": 1.0, "threshold": 0.5}]
    paths = ((HOSTILE, HOSTILE),)
    return entry(made | {"copies": 2}, exhibit=HOSTILE, detail=HOSTILE, other_paths=paths)


def hostile_report(out: Path) -> dict[str, str]:
    facts = about()
    facts["case"] = dict.fromkeys(facts["case"], HOSTILE)
    facts["categories"] = [{"number": 1, "name": HOSTILE, "graded": 1}]
    facts["sources"][0] |= {"name": HOSTILE, "exhibit": HOSTILE, "place": HOSTILE}
    grade = {"category": 1, "by": HOSTILE, "at": HOSTILE}
    made = [
        hostile_entry(1, grade=grade),
        hostile_entry(2),
        hostile_entry(3, state="failed", reason="corrupt"),
    ]
    html_report.write(FakeSelection(made=made, about=facts), out)
    return pages(out)


def test_no_text_of_evidence_becomes_markup(tmp_path: Path):
    for page in hostile_report(tmp_path / "r").values():
        seen = Tags(page)
        assert not seen.tags & {"script", "link", "iframe", "object", "form", "base"}
        assert not [name for name in seen.attributes if name.startswith("on")]
        assert "\u202e" not in page
        assert "\x00" not in page


def test_every_reference_stays_in_the_report(tmp_path: Path):
    out = tmp_path / "r"
    sha256 = "ab" * 32
    made = [entry(item(key)) for key in range(130)]
    html_report.write(FakeSelection(made=made, thumbnails={sha256: b"jpeg"}), out)
    for name, page in pages(out).items():
        for place in Tags(page).places:
            assert place.startswith("#") or ((out / name).parent / place).is_file()


def test_pages_forbid_everything_but_their_own_pictures(tmp_path: Path):
    for page in hostile_report(tmp_path / "r").values():
        assert "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'" in page


def test_items_are_divided_by_category_and_state(tmp_path: Path):
    hostile_report(tmp_path / "r")
    assert {p.name for p in (tmp_path / "r" / "pages").iterdir()} == {
        "category-1-00001.html",
        "ungraded-00001.html",
        "failed-00001.html",
    }


def test_cards_are_paged(tmp_path: Path):
    html_report.write(FakeSelection(made=[entry(item(key)) for key in range(121)]), tmp_path / "r")
    made = [page.count("<article") for _, page in sorted(pages(tmp_path / "r").items())]
    assert made == [0, 60, 60, 1]


def test_a_copy_shares_its_thumbnail(small: SmallCase, export, out):
    export("html")
    page = (out / "pages" / "ungraded-00001.html").read_text("utf-8")
    sha256 = hashlib.sha256(b"picture a").hexdigest()
    assert (out / "thumbs" / f"{sha256}.jpg").read_bytes() == b"JPEG of picture a"
    assert len(list((out / "thumbs").iterdir())) == 3
    assert page.count(f'<img src="../thumbs/{sha256}.jpg" alt="Thumb') == 2
    assert "b/copy.jpg" in page


def test_sums_hold_every_file_and_their_hash_is_the_export(export, out):
    result = export("html")
    sums = (out / "SHA256SUMS").read_bytes()
    lines = (line.split("  ") for line in sums.decode().splitlines())
    listed = {name: digest for digest, name in lines}
    files = {p.relative_to(out).as_posix() for p in out.rglob("*") if p.is_file()}
    assert set(listed) == files - {"SHA256SUMS"}
    for name, digest in listed.items():
        assert hashlib.sha256((out / name).read_bytes()).hexdigest() == digest
    assert result.sha256 == hashlib.sha256(sums).hexdigest()


def test_the_facts_are_inside_and_not_beside(export, out):
    export("html")
    assert [p.name for p in out.parent.iterdir()] == ["out"]


def test_first_page_says_the_sum_and_the_audit_head(small: SmallCase, export, out):
    ((head,),) = small.read("SELECT hash FROM audit ORDER BY n DESC LIMIT 1")
    export("html")
    page = (out / "index.html").read_text("utf-8")
    figures = re.findall(r'class="figure"><data value="(\d+)"', page)
    assert figures == ["5", "4", "1", "0"]
    assert head in page


def test_a_pack_is_named_once_beside_its_thresholds():
    facts = about()["thresholds"] | {"other": {"x": {"value": 0.5, "default": 0.5}}}
    page = summary._thresholds(facts)
    heads = re.findall(r'<th scope="col"[^>]*>([^<]+)', page)
    assert heads == ["Label", "In force", "Default", "Pack", "Moved"]
    assert (page.count("<td>general</td>"), page.count("<td>other</td>")) == (1, 1)


def test_a_time_that_no_file_system_recorded_is_said_to_be_unknown():
    card = items.card(entry(item(created=None)), {}, has_thumb=False)
    assert re.search("Created</dt><dd>[^/]*not recorded", card)


def test_a_moved_threshold_stands_with_its_mover(small: SmallCase, export, out):
    small.case.send(SetThreshold("weapon", 0.75, "ada lovelace")).result(10)
    export("html")
    page = (out / "index.html").read_text("utf-8")
    assert re.search(r"weapon</th>.*0\.75.*0\.5.*ada lovelace", page)


def test_grade_shows_by_whom(small: SmallCase, export, out):
    small.case.send(SetGrade((small.ids["a.jpg"],), 2, "ada")).result(10)
    export("html", Filter(grades=(2,)))
    page = (out / "pages" / "category-2-00001.html").read_text("utf-8")
    assert "possibly relevant" in page
    assert "by ada" in page


def test_skipped_items_are_listed_with_the_reason_in_plain_words(export, out):
    export("html", Filter(states=(State.SKIPPED,)))
    page = (out / "pages" / "skipped-00001.html").read_text("utf-8")
    assert "notes.txt" in page
    assert "The content is not a picture." in page
    assert "<img" not in page


@pytest.mark.parametrize(
    ("made", "shown"),
    [
        ("2026-05-01T12:00:03+02:00", "12:00:03 +02:00"),
        ("2026-05-01T12:00:03", "(no offset in the file)"),
        ("2026-05-01T12:00:03.500000Z", "12:00:03.500000 UTC"),
        ("2026-05-01T12:00:03.000Z", "12:00:03 UTC"),
    ],
)
def test_a_time_says_its_offset_or_that_it_has_none(made: str, shown: str):
    assert shown in markup.moment(made)
