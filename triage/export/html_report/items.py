"""One item of the report: a card with its picture, a slim one where there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from triage.export.html_report import words
from triage.export.html_report.markup import (
    NOTHING,
    UNKNOWN,
    code,
    count,
    moment,
    number,
    pairs,
    shown,
)

if TYPE_CHECKING:
    from triage.core.hooks import Entry

Categories = dict[int, str]

_SHORT = frozenset({"State", "Source", "Taken", "Modified", "Created", "MD5"})


def thumb_name(sha256: str) -> str:
    """Where the thumbnail of a content lies in the report, relative to its root."""
    return f"thumbs/{sha256}.jpg"


def contact(entry: Entry, *, has_thumb: bool) -> str:
    """The small picture at the head of a page that leads to the card."""
    item = entry.item
    inner = (
        f'<img src="../{thumb_name(item["sha256"])}" alt="">'
        if has_thumb
        else f'<span class="blank">{shown(item["state"])}</span>'
    )
    return f'<a href="#item-{item["id"]}">{inner}<span class="num">{item["id"]}</span></a>\n'


def card(entry: Entry, categories: Categories, *, has_thumb: bool) -> str:
    """Everything the case knows of one item, the person's grade and the model's words apart."""
    item = entry.item
    path, *others = _facts(entry)
    facts = [path, ("State", _why(entry) if item["reason"] else _state(item)), *others]
    return (
        f'<article class="card" id="item-{item["id"]}" aria-labelledby="name-{item["id"]}">\n'
        f'<div class="left">{_picture(entry, has_thumb=has_thumb)}\n'
        f"{_grade(entry, categories)}</div>\n"
        f'<div class="facts">{_heading(item)}{pairs(facts, _SHORT)}\n'
        f"{_suggestions(item)}</div></article>\n"
    )


def slim_card(entry: Entry) -> str:
    """An item that never became a picture: what happened, and what is known of it."""
    item = entry.item
    empty = ("", NOTHING, UNKNOWN)
    known = [(name, value) for name, value in _facts(entry) if value not in empty]
    return (
        f'<article class="card slim" id="item-{item["id"]}" aria-labelledby="name-{item["id"]}">\n'
        f'<div class="left">{_why(entry)}</div>\n'
        f'<div class="facts">{_heading(item)}{pairs(known)}</div></article>\n'
    )


def _heading(item: dict[str, Any]) -> str:
    key = item["id"]
    name = shown(_name(item))
    return f'<h2 id="name-{key}"><span class="key">Item {key}</span> {name}</h2>\n'


def _name(item: dict[str, Any]) -> str:
    return item["path"].rpartition("/")[2]


def _picture(entry: Entry, *, has_thumb: bool) -> str:
    item = entry.item
    if not has_thumb:
        return f'<figure class="picture blank"><span>no picture: {_state(item)}</span></figure>'
    what = "Veiled thumbnail" if entry.veiled else "Thumbnail"
    alt = f"{what} of item {item['id']}, {_name(item)}"
    said = '<figcaption class="none">picture veiled</figcaption>' if entry.veiled else ""
    source = thumb_name(item["sha256"])
    return f'<figure class="picture"><img src="../{source}" alt="{shown(alt)}">{said}</figure>'


def _state(item: dict[str, Any]) -> str:
    if item["reason"]:
        return f"{shown(item['state'])} ({shown(item['reason'])})"
    return shown(item["state"])


def _why(entry: Entry) -> str:
    detail = f' <span class="detail">{shown(entry.detail)}</span>' if entry.detail else ""
    reason = entry.item["reason"]
    return f"<strong>{_state(entry.item)}</strong> {shown(words.reason(reason))}{detail}"


def _facts(entry: Entry) -> list[tuple[str, str]]:
    item = entry.item
    return [
        ("Path", f'<span class="path">{shown(item["path"])}</span>'),
        ("Source", _source(entry)),
        ("Content", _content(item)),
        ("Taken", moment(item["taken"])),
        ("Modified", _of_file_system(item["modified"])),
        ("Created", _of_file_system(item["created"])),
        ("Camera", _camera(item["metadata"])),
        ("Position", _position(item["metadata"])),
        ("MD5", code(item["md5"])),
        ("SHA-1", code(item["sha1"])),
        ("SHA-256", code(item["sha256"])),
        ("Flags", _flags(item)),
        ("Also at", _other_paths(entry)),
        ("Earlier", _earlier(item)),
    ]


def _of_file_system(text: str | None) -> str:
    return moment(text) if text else UNKNOWN


def _source(entry: Entry) -> str:
    exhibit = f"exhibit {shown(entry.exhibit)}" if entry.exhibit else "no exhibit number"
    return f"{shown(entry.item['source'])}, {exhibit}"


def _content(item: dict[str, Any]) -> str:
    parts = [_bytes(item["size"])]
    if item["media_type"]:
        parts.append(shown(item["media_type"]))
    if item["width"] and item["height"]:
        parts.append(f'<span class="num">{item["width"]} &times; {item["height"]}</span> pixels')
    return ", ".join(parts)


def _bytes(size: int | None) -> str:
    return "size unknown" if size is None else f"{count(size)} bytes"


def _flags(item: dict[str, Any]) -> str:
    return "; ".join(
        f"<strong>{shown(flag)}</strong>: {shown(words.flag(flag))}" for flag in item["flags"]
    )


def _camera(metadata: dict[str, Any]) -> str:
    make, model = (str(metadata.get(tag) or "") for tag in ("Make", "Model"))
    known = model if model.casefold().startswith(make.casefold()) else f"{make} {model}"
    lens = str(metadata.get("LensModel") or "")
    software = str(metadata.get("Software") or "")
    parts = [known.strip(), f"lens {lens}" if lens else "", software and f"software {software}"]
    return ", ".join(shown(part) for part in parts if part) or NOTHING


def _position(metadata: dict[str, Any]) -> str:
    latitude, longitude = metadata.get("GPSLatitude"), metadata.get("GPSLongitude")
    if not isinstance(latitude, (int, float)) or not isinstance(longitude, (int, float)):
        return NOTHING
    text = f"{number(latitude)}, {number(longitude)} (latitude, longitude in degrees)"
    altitude = metadata.get("GPSAltitude")
    return f"{text}, altitude {number(altitude)} m" if isinstance(altitude, (int, float)) else text


def _other_paths(entry: Entry) -> str:
    others = entry.item["copies"] - 1
    if others < 1 or not entry.other_paths:
        return ""
    listed = "".join(
        f'<li><span class="path">{shown(path)}</span> <span class="source">in {shown(source)}'
        "</span></li>"
        for source, path in entry.other_paths
    )
    left = others - len(entry.other_paths)
    more = f"<li>and {count(left)} more</li>" if left > 0 else ""
    return f'{count(others)} with the same content<ul class="plain">{listed}{more}</ul>'


def _earlier(item: dict[str, Any]) -> str:
    listed = "".join(
        f"<li>until {moment(one['seen'])}: SHA-256 {code(one['sha256'])}</li>"
        for one in item.get("earlier") or ()
    )
    return f'the content changed<ul class="plain">{listed}</ul>' if listed else ""


def _grade(entry: Entry, categories: Categories) -> str:
    grade = entry.item["grade"]
    if grade is None:
        return '<div class="grade"><h3>Grade</h3><p class="none">not graded by a person</p></div>'
    number_of = grade["category"]
    name = shown(categories.get(number_of, ""))
    earlier = (
        '<p class="warn">Given to an earlier content, the file changed afterwards: SHA-256 '
        f"{code(grade['given_to'])}</p>"
        if grade.get("given_to")
        else ""
    )
    return (
        '<div class="grade"><h3>Graded by a person</h3>'
        f'<p><span class="chip"><b>{number_of}</b> {name}</span></p>'
        f"<p>by {shown(grade['by'])}<br>{moment(grade['at'])}</p>{earlier}</div>"
    )


def _suggestions(item: dict[str, Any]) -> str:
    if not item["suggestions"]:
        return ""
    lines = "".join(
        f"<li><b>{shown(one['label'])}</b> {number(one['score'])} "
        f'<span class="source">threshold {number(one["threshold"])}, pack {shown(one["pack"])}'
        "</span></li>"
        for one in item["suggestions"]
    )
    return (
        '<div class="suggested"><h3>Suggested by a model, not a finding</h3>'
        f'<ul class="plain">{lines}</ul></div>'
    )
