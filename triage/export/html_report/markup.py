"""Small pieces of HTML. Whatever comes from evidence passes :func:`shown` and nothing else."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from triage.core import names

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

POLICY = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'"
"""Content-Security-Policy of every page: pictures beside it, its own style, nothing else."""

NOTHING = '<span class="none">none</span>'

UNKNOWN = '<span class="none">not recorded</span>'

_SHORT = ' class="short"'
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:\d\d)?$")


def shown(text: str) -> str:
    """Any text as HTML, also inside a quoted attribute: escaped, nothing invisible left."""
    return html.escape(names.safe(text), quote=True)


def count(number: int) -> str:
    """A count with separators for eyes, and raw for programs."""
    return f'<data value="{number}">{number:,}</data>'


def number(value: float) -> str:
    """A number as short as reads back, in tabular figures."""
    return f'<span class="num">{value!r}</span>'


def moment(text: str | None, *, without_offset: str = "no offset in the file") -> str:
    """A time: ``Z`` becomes UTC, an offset is shown, its absence said."""
    if not text:
        return NOTHING
    found = _MOMENT.match(text)
    if found is None:
        return shown(text)
    day, clock, offset = found.groups()
    zone = "UTC" if offset == "Z" else offset or f"({without_offset})"
    clock = re.sub(r"\.0+$", "", clock)
    return f'<time class="num" datetime="{shown(text)}">{day} {clock} {zone}</time>'


def code(text: str | None) -> str:
    """A hash or an exact value, in equal-width letters, ``none`` where there is none."""
    return f"<code>{shown(text)}</code>" if text else NOTHING


def whole(text: str) -> str:
    """Text that is never broken over two lines, such as ``CPUExecutionProvider``."""
    return f'<span class="whole">{shown(text)}</span>'


def pairs(rows: Iterable[tuple[str, str]], short: Container[str] = ()) -> str:
    """A list of names and values; names are text, values are HTML, empty ones are left out.

    Those named in ``short`` may stand two in a line where room is dear, as on paper.
    """
    lines = (
        f"<div{_SHORT if name in short else ''}><dt>{shown(name)}</dt><dd>{value}</dd></div>"
        for name, value in rows
        if value
    )
    return f'<dl class="pairs">{"".join(lines)}</dl>'


def table(caption: str, heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table; caption and heads are text, cells HTML, the first of each row its heading.

    A head that ends with ``#`` marks a column of numbers, set right.
    """
    heads = list(heads)
    kinds = [' class="number"' if head.endswith("#") else "" for head in heads]
    first = "".join(
        f'<th scope="col"{kind}>{shown(head.rstrip("#"))}</th>'
        for head, kind in zip(heads, kinds, strict=True)
    )
    body = "".join(_row(cells, kinds) for cells in rows)
    return (
        f'<div class="scroll"><table><caption>{shown(caption)}</caption>'
        f"<thead><tr>{first}</tr></thead><tbody>{body}</tbody></table></div>\n"
    )


def _row(cells: Iterable[str], kinds: list[str]) -> str:
    first, *others = cells
    more = "".join(f"<td{kind}>{cell}</td>" for cell, kind in zip(others, kinds[1:], strict=True))
    return f'<tr><th scope="row"{kinds[0]}>{first}</th>{more}</tr>\n'


def document(title: str, running: str, style: str, body: str) -> str:
    """A whole page. ``title`` and ``running``, the line above every printed page, are text."""
    return (
        "<!doctype html>\n"
        '<html lang="en"><head><meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{shown(title)}</title>\n<style>{style}</style></head>\n"
        f'<body><div class="sheet"><header class="running"><span>{shown(running)}</span></header>\n'
        f'<div class="content"><main>\n{body}</main></div></div></body></html>\n'
    )
