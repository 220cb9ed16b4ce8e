"""Filters, facets, histograms, sorts and text at a million items (contract.md, Benchmarks).

    python benchmarks/filters.py [--n 1000000] [--repeats 30] [--keep CASE.triage]

Builds a case in the temporary folder (about 5 GB for a million items), loads its columns and
times what the window asks. Every sample starts with empty caches and another choice. Goals:
p95 under 50 ms for every row, first pages under 10 ms (with text: 50 ms).
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from synthetic_case import LABELS, PACK, build
from timing import last_line, milliseconds, row

from triage.core.filters import Filter, Sort
from triage.core.records import Flag, Reason, State
from triage.store import pages
from triage.store.columns import Columns
from triage.store.groups import GROUPS
from triage.store.query import Query
from triage.store.reader import Reader

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator

PAGE = 200
Row = dict[str, Any]


def choices(number: int) -> dict[str, Filter]:
    """For each group one choice of many; ``number`` tells which."""
    chance = random.Random(number)
    year = chance.randrange(2012, 2025)
    label, other = LABELS[number % len(LABELS)], LABELS[(number + 5) % len(LABELS)]
    states = (State.ANALYSED, State.SKIPPED, State.FAILED)
    flags = (Flag.TRUNCATED, Flag.EXTENSION_MISMATCH, Flag.NONE)
    folders = ("DCIM", "WhatsApp/Media", "Users/anna/Pictures/2019")
    sha256, md5 = f"{chance.getrandbits(256):064x}", f"{chance.getrandbits(128):032x}"
    return {
        "labels": Filter(labels=(label,)),
        "labels, score range": Filter(labels=(label,), min_score=chance.random()),
        "score of top": Filter(min_score=chance.random()),
        "labels, two, any": Filter(labels=(label, other)),
        "labels, two, all": Filter(labels=(label, f"{PACK}/{other}"), all_labels=True),
        "state": Filter(states=(chance.choice(states),)),
        "reason": Filter(reasons=(chance.choice((Reason.CORRUPT, Reason.LINK, Reason.NONE)),)),
        "grade": Filter(grades=(chance.choice((None, 1, 2, 3)),)),
        "grader": Filter(graded_by=(chance.choice(("anna", "ben", "")),)),
        "source": Filter(sources=(chance.choice(("Phone 1", "Card", "Laptop")),)),
        "folder": Filter(folders=(chance.choice(folders),)),
        "media_type": Filter(media_types=(chance.choice(("image/jpeg", "image/png", "")),)),
        "camera": Filter(cameras=(chance.choice(("Apple iPhone 7", "SONY ILCE-7M3", "")),)),
        "taken": Filter(after=f"{year}-03-01", before=f"{year + 1}-06-30", undated=number % 2 == 0),
        "modified": Filter(modified_after=f"{year}-03-01"),
        "gps": Filter(has_gps=True),
        "flags": Filter(flags=(chance.choice(flags),)),
        "copies": Filter(copies=True),
        "hash": Filter(hashes=(sha256, md5)),
        "size": Filter(min_size=chance.randrange(10**6), max_size=chance.randrange(10**6, 10**7)),
        "pixels": Filter(min_pixels=chance.choice((1, 10**6, 10**7))),
    }  # fmt: skip


def words(number: int) -> dict[str, Filter]:
    """Searches from "nothing has it" to "nearly everything has it"."""
    chance = random.Random(number)
    digits = chance.randrange(1000, 9999)
    year = chance.randrange(2012, 2026)
    return {
        "seldom": Filter(text=f"IMG_0{digits}"),
        "nowhere": Filter(text=f"zebra{digits}"),
        "everywhere": Filter(text=("img", "j", "e", "a", "i")[number % 5]),
        "a camera": Filter(text=("iphone", "CANON eos", "nikon", "pixel", "sm-g991b")[number % 5]),
        "a day": Filter(text=f"{year}:0{1 + number % 9}:1{number % 10}"),
        "a number": Filter(text=str(digits % 1000)),
        "two words": Filter(text=f"whatsapp {year}"),
        "three words": Filter(text=f"users {digits % 100} samsung"),
        "across a slash": Filter(text=f"canon/img_{number % 10}"),
        "no ASCII": Filter(text=("köln", "BÜRO", "日本")[number % 3]),
    }


class Benchmark:
    """Times one loaded case."""

    def __init__(self, connection: sqlite3.Connection, columns: Columns, repeats: int) -> None:
        self._connection = connection
        self._columns = columns
        self._repeats = repeats

    def rows(self) -> Iterator[Row]:
        """All rows, in the order of the answer."""
        yield from self._filters()
        yield from self._facets()
        yield from self._thresholds()
        yield from self._sorts()
        yield from self._texts()

    def _time(self, what: str, run: Callable[[Query, int], object]) -> Row:
        """Samples with a fresh Query each, after one that warms nothing but the processor."""
        samples: list[float] = []
        for number in range(self._repeats + 1):
            self._columns.texts.forget()
            query = Query(self._columns)
            samples.append(milliseconds(lambda query=query, number=number: run(query, number)))
        figures = row(what, samples[1:])
        print(f"{what:58} p50 {figures['p50']:8.2f}  p95 {figures['p95']:8.2f} ms", file=sys.stderr)
        return figures

    def _filters(self) -> Iterator[Row]:
        for name in choices(0):
            yield self._time(
                f"filter: {name}, count and first page",
                lambda query, number, name=name: _answer(query, choices(number)[name]),
            )
        yield self._time("filter: all groups at once", lambda query, n: _answer(query, _many(n)))

    def _facets(self) -> Iterator[Row]:
        for group in GROUPS:
            yield self._time(
                f"facet: {group}, under four groups",
                lambda query, number, group=group: query.facet(group, _four(number)),
            )
        yield self._time(
            "facets: all groups one after the other, under four groups",
            lambda query, number: [query.facet(group, _four(number)) for group in GROUPS],
        )
        yield self._time("label counts, whole case", lambda query, _: query.label_counts(Filter()))
        yield self._time(
            "histogram: 14 labels, whole case",
            lambda query, _: [query.histogram(PACK, label, Filter()) for label in LABELS],
        )
        for pack_label in ((LABELS[0],), LABELS):
            yield self._time(
                f"histogram: {len(pack_label)} labels, under four groups",
                lambda query, number, chosen=pack_label: [
                    query.histogram(PACK, label, _four(number)) for label in chosen
                ],
            )

    def _thresholds(self) -> Iterator[Row]:
        def move(query: Query, number: int) -> None:
            label = LABELS[number % len(LABELS)]
            query.set_threshold(PACK, label, random.Random(number).random())
            query.label_counts(Filter())
            query.count(Filter(labels=(label,)))

        yield self._time("threshold moved: top, label counts and total", move)
        query = Query(self._columns)
        for label in LABELS:
            query.set_threshold(PACK, label, None)

    def _sorts(self) -> Iterator[Row]:
        one = Filter(labels=("firearm",), min_score=0.0)
        two = Filter(labels=("animal", "food_plant"), min_score=0.0)
        first = {
            **{f"sort: {sort.value}": (Filter(), sort, False) for sort in Sort},
            "sort: score of one label": (one, Sort.SCORE, False),
            "sort: score of two labels": (two, Sort.SCORE, False),
            "sort: path as people count": (Filter(), Sort.PATH, True),
        }
        for what, (wanted, sort, natural) in first.items():
            yield self._time(
                f"{what}, all rows",
                lambda query, _, a=(wanted, sort), k=natural: query.rows(*a, natural=k),
            )
            yield self._time(
                f"{what}, first page",
                lambda query, _, a=(wanted, sort), k=natural: query.first_page(*a, PAGE, natural=k),
            )
        yield self._time(f"page of {PAGE} items read from SQLite", self._hydrated)

    def _hydrated(self, query: Query, number: int) -> object:
        page = query.first_page(choices(number)["labels"], Sort.SCORE, PAGE)
        return pages.hydrate(self._connection, self._columns, page)

    def _texts(self) -> Iterator[Row]:
        for name in words(0):
            yield self._time(
                f"text: {name}, first page",
                lambda query, number, name=name: query.first_page(
                    words(number)[name], Sort.PATH, PAGE
                ),
            )
        for name in words(0):
            yield self._time(
                f"text: {name}, full count",
                lambda query, number, name=name: query.count(words(number)[name]),
            )


def _answer(query: Query, wanted: Filter) -> object:
    return query.count(wanted), query.first_page(wanted, Sort.PATH, PAGE)


def _four(number: int) -> Filter:
    chosen = choices(number)
    wanted = replace(chosen["labels"], states=(State.ANALYSED,), has_gps=number % 2 == 0)
    return replace(wanted, after=chosen["taken"].after, undated=True)


def _many(number: int) -> Filter:
    """A choice of nearly every group that still leaves something."""
    return replace(
        _four(number),
        reasons=(Reason.NONE,),
        grades=(None, 1),
        graded_by=("", "anna"),
        sources=("Phone 1", "Laptop", "Card"),
        folders=("WhatsApp", "Users", "DCIM"),
        media_types=("image/jpeg", "image/png"),
        cameras=("Apple iPhone 7", "SONY ILCE-7M3", ""),
        modified_after="2013-01-01",
        flags=(Flag.NONE, Flag.TRUNCATED),
        min_size=1000,
        min_pixels=1000,
    )


def main() -> None:
    """Build, load, time, and say it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--n", type=int, default=1_000_000, help="items")
    parser.add_argument("--repeats", type=int, default=30, help="samples a row")
    parser.add_argument("--keep", type=Path, help="build or use this case and leave it there")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="triage-filters-") as folder:
        case: Path = arguments.keep or Path(folder) / "benchmark.triage"
        rows: list[Row] = []
        if not case.exists():
            rows.append(_once("case built", lambda: build(case, arguments.n)))
        with Reader.open(case) as reader:
            loaded: list[Columns] = []
            rows.append(
                _once(
                    "columns loaded, with text",
                    lambda: loaded.append(Columns.load(reader.connection)),
                )
            )
            [columns] = loaded
            rows.append(
                _once("order of paths as people count, made once", lambda: columns.orders.natural)
            )
            rows.extend(Benchmark(reader.connection, columns, arguments.repeats).rows())
    print(last_line("filters", len(columns), rows))


def _once(what: str, run: Callable[[], object]) -> Row:
    figures = row(what, [milliseconds(run) / 1000], "s")
    print(f"{what:58} {figures['p50']:8.2f} s", file=sys.stderr)
    return figures


if __name__ == "__main__":
    main()
