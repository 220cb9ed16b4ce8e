"""The FILTER options of ``list`` and ``export``, and how they become a Filter."""

from __future__ import annotations

import math
import re
import sys
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from triage.cli.shell import case_words
from triage.core.filters import Filter
from triage.core.records import Flag, Reason, State
from triage.store.values import storable

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

Command = Callable[..., object]
Decorator = Callable[[Command], Command]

_HASH_DIGITS = {32: "MD5", 40: "SHA-1", 64: "SHA-256"}

STATES = {state.word: state for state in State}
REASONS = {reason.word: reason for reason in Reason if reason is not Reason.NONE}
FLAGS = {word: flag for flag in Flag for word in flag.words}


def day(_ctx: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    """Callback of an option: a calendar day that exists, ``YYYY-MM-DD``."""
    if value is None:
        return None
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
            return date.fromisoformat(value).isoformat()
    except ValueError:
        pass  # a 31st of June: told below
    raise click.BadParameter("write a day that exists as YYYY-MM-DD.")


def number(_ctx: click.Context, _parameter: click.Parameter, value: float | None) -> float | None:
    """Callback of an option: a number that can be compared, not ``nan``, not endless."""
    if value is not None and not math.isfinite(value):
        raise click.BadParameter("give a number.")
    return value


def hashes(
    _ctx: click.Context, _parameter: click.Parameter, values: tuple[str, ...]
) -> tuple[str, ...]:
    """Callback of an option: digests in hex, each as long as one that a case holds."""
    for value in values:
        if len(value) not in _HASH_DIGITS or not re.fullmatch("[0-9a-fA-F]+", value):
            kinds = ", ".join(f"{kind} ({n} digits)" for n, kind in _HASH_DIGITS.items())
            raise click.BadParameter(f"give a hash in hex: {kinds}.")
    return tuple(value.lower() for value in values)


def not_empty(
    _ctx: click.Context, _parameter: click.Parameter, value: str | tuple[str, ...] | None
) -> str | tuple[str, ...] | None:
    """Callback of an option: a word that says something, or several."""
    given = (value,) if isinstance(value, str) else value or ()
    if not all(word.strip() for word in given):
        raise click.BadParameter("give a word that is not empty.")
    return value


def _many(flag: str, metavar: str, told: str) -> Decorator:
    return click.option(flag, multiple=True, metavar=metavar, callback=not_empty, help=told)


def _number(flag: str, name: str, told: str) -> Decorator:
    return click.option(flag, name, type=float, metavar="S", callback=number, help=told)


def _day(flag: str, told: str) -> Decorator:
    return click.option(flag, metavar="DATE", callback=day, help=told)


def _bytes(flag: str, told: str) -> Decorator:
    return click.option(flag, type=click.IntRange(min=0), metavar="B", help=told)


def _one_of(flag: str, words: Mapping[str, object], told: str) -> Decorator:
    return click.option(flag, multiple=True, type=click.Choice(list(words)), help=told)


_OPTIONS: list[Decorator] = [
    _many("--label", "L", "Suggested label, LABEL or PACK/LABEL. Repeats: any of them."),
    click.option("--all-labels", is_flag=True, help="All of the labels instead of any."),
    _number("--min", "min_score", "Least score; replaces the threshold."),
    _number("--max", "max_score", "Highest score."),
    _one_of("--state", STATES, "What became of the item."),
    _one_of("--reason", REASONS, "Why it was skipped or failed."),
    _many("--grade", "C", "Category number or name; none: not graded."),
    _many("--graded-by", "NAME", "Who gave the grade."),
    click.option("--text", metavar="T", callback=not_empty, help="Words in path or metadata."),
    _many("--source", "N", "Name of an evidence source."),
    _many("--folder", "F", "Folder within a source, and all below it."),
    _many("--type", "MEDIA/TYPE", "What the bytes are, e.g. image/jpeg."),
    _many("--camera", "C", "Make and model as the case shows them; none: no camera."),
    _day("--after", "Taken on this day or later."),
    _day("--before", "Taken on this day or earlier."),
    click.option("--has-gps", is_flag=True, help="Only items with a position."),
    _one_of("--flag", FLAGS, "A mark beside the state."),
    click.option("--copies", is_flag=True, help="Only contents that occur twice or more."),
    click.option(
        "--hash",
        multiple=True,
        metavar="H",
        callback=hashes,
        help="MD5, SHA-1 or SHA-256 in hex.",
    ),
    _bytes("--min-size", "Least size in bytes."),
    _bytes("--max-size", "Largest size in bytes."),
]


def filter_options(command: Command) -> Command:
    """Add every FILTER option to a command; it gets them as keyword arguments."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def build(asked: Mapping[str, Any], conn: sqlite3.Connection) -> Filter:
    """The Filter that the options ask for.

    Raises click.UsageError where a label, category or source is not in the case (the message
    lists those that are), and for what no item can be. Cameras, media types, folders and
    graders are looked up by :func:`triage.cli.shell.case_words.strangers`.
    """
    _refuse_nonsense(asked)
    return Filter(
        labels=case_words.labels(conn, asked["label"]),
        all_labels=asked["all_labels"],
        min_score=asked["min_score"],
        max_score=asked["max_score"],
        states=tuple(STATES[word] for word in asked["state"]),
        reasons=tuple(REASONS[word] for word in asked["reason"]),
        grades=tuple(case_words.grade(conn, word) for word in asked["grade"]),
        graded_by=tuple(storable(name) for name in asked["graded_by"]),
        text=asked["text"] or "",
        sources=case_words.sources(conn, asked["source"]),
        folders=tuple(_folder(folder) for folder in asked["folder"]),
        media_types=tuple(word.lower() for word in asked["type"]),
        cameras=tuple("" if word.lower() == "none" else word for word in asked["camera"]),
        after=asked["after"],
        before=asked["before"],
        has_gps=asked["has_gps"],
        flags=tuple(FLAGS[word] for word in asked["flag"]),
        copies=asked["copies"],
        hashes=asked["hash"],
        min_size=asked["min_size"],
        max_size=asked["max_size"],
    )


_RANGES = (
    ("--min", "min_score", "--max", "max_score"),
    ("--after", "after", "--before", "before"),
    ("--min-size", "min_size", "--max-size", "max_size"),
)


def _refuse_nonsense(asked: Mapping[str, Any]) -> None:
    """An empty list would hide such a slip."""
    if asked["all_labels"] and not asked["label"]:
        raise click.UsageError("--all-labels goes with --label.")
    least, highest = asked["min_score"], asked["max_score"]
    if least is not None and least > 1:
        raise click.UsageError(f"A score lies from 0 to 1: none is at or above --min {least:g}.")
    if highest is not None and highest < 0:
        raise click.UsageError(f"A score lies from 0 to 1: none is at or below --max {highest:g}.")
    for low_option, low, high_option, high in _RANGES:
        if asked[low] is not None and asked[high] is not None and asked[low] > asked[high]:
            raise click.UsageError(
                f"{low_option} {asked[low]} is above {high_option} {asked[high]}:"
                " nothing lies between them."
            )


def _folder(shown: str) -> str:
    # Examiners paste `DCIM\100\` on Windows; in the case it is `DCIM/100`. On other systems
    # a backslash may be part of a name.
    if "\\" in shown and sys.platform == "win32":
        shown = shown.replace("\\", "/")
    return shown.strip("/")
