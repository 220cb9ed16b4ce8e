"""The first page of the report: what was examined, by whom, with what, and how to check it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from triage.export.html_report import words
from triage.export.html_report.markup import (
    NOTHING,
    code,
    count,
    moment,
    number,
    pairs,
    shown,
    table,
    whole,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from triage.export.html_report.sections import Section

About = dict[str, Any]


def case_title(case: dict[str, Any]) -> str:
    """The case as every page names it: number and name, else its file."""
    number_of = f"Case {case['number']}" if case["number"] else ""
    return " ".join(part for part in (number_of, case["name"]) if part) or case["file"]


def summary(about: About, planned: list[Section], chosen: int) -> str:
    """The body of ``index.html``."""
    return "".join(
        (
            _head(about),
            _veiled(about),
            _found(about["counts"]),
            _contents(about, planned, chosen),
            _sources(about["sources"]),
            _suggested(about),
            _thresholds(about["thresholds"]),
            _models(about["models"]),
            _audit(about),
            _checking(about),
        )
    )


def _section(key: str, title: str, body: str) -> str:
    return (
        f'<section aria-labelledby="{key}"><h2 id="{key}">{shown(title)}</h2>\n{body}</section>\n'
    )


def _head(about: About) -> str:
    case, export, program = about["case"], about["export"], about["program"]
    blank = '<span class="none">not stated</span>'
    rows = [
        ("Case number", shown(case["number"]) or blank),
        ("Case name", shown(case["name"]) or blank),
        ("Examiner", shown(case["examiner"]) or blank),
        ("Exported", f"{moment(export['at'])} by {shown(export['by'])}"),
        ("Program", f"{shown(program['name'])} {shown(program['version'])}"),
        ("Case created", moment(case["created_at"])),
        ("Case file", shown(case["file"])),
        ("Case identity", code(case["uuid"])),
        ("Plugins", ", ".join(shown(f"{p['name']} {p['version']}") for p in program["plugins"])),
    ]
    return (
        f'<p class="kicker">Image triage report</p><h1>{shown(case_title(case))}</h1>\n'
        f'{pairs(rows)}<p class="note"><strong>{shown(export["selection"])}</strong> '
        "Grades are a person's decisions. Suggestions come from a model and are not findings."
        "</p>\n"
    )


def _veiled(about: About) -> str:
    """Under which rule of privacy pictures of this report are covered; nothing without one."""
    covered = about.get("privacy")
    if covered is None:
        return ""
    how = "blurred" if covered["style"] == "blur" else "plain grey"
    noun = "item" if covered["of"] == 1 else "items"
    return (
        f'<p class="note"><strong>Privacy: the pictures of {count(covered["veiled"])} of '
        f"{count(covered['of'])} {noun} in this report are veiled ({how}).</strong> "
        f"{shown(covered['rule'])} The rule is taken {shown(covered['rule_from'])}. "
        "All else that is said of them stands here in full.</p>\n"
    )


def _found(counts: dict[str, Any]) -> str:
    parts = [("found", "files found", "")]
    parts += [("analysed", "analysed", "="), ("skipped", "skipped", "+"), ("failed", "failed", "+")]
    if counts["pending"]:
        parts.append(("pending", "not read yet", "+"))
    figures = "".join(
        f'<span class="term"><span class="sign">{sign}</span><span class="figure">'
        f"{count(counts[key])}</span><span>{name}</span></span>"
        for key, name, sign in parts
    )
    reasons = [
        (shown(reason), shown(words.reason(reason)), count(items))
        for reason, items in sorted(counts["reasons"].items(), key=lambda one: (-one[1], one[0]))
    ]
    listed = (
        table("Why files were skipped or failed", ("Reason", "In plain words", "Files#"), reasons)
        if reasons
        else "<p>No file was skipped, and none failed.</p>"
    )
    return _section("found", "What was found", f'<p class="equation">{figures}</p>\n{listed}')


def _contents(about: About, planned: list[Section], chosen: int) -> str:
    in_case: dict[int, int] = {row["number"]: row["graded"] for row in about["categories"]}
    graded = sum(in_case.values())
    rows = [
        (
            _link(section),
            "" if section.category is None else count(in_case[section.category]),
            count(section.items),
            count(section.pages),
        )
        for section in planned
    ]
    lead = (
        f"<p>This report holds {count(chosen)} of the {count(about['counts']['found'])} files in "
        f"the case; {count(graded)} of them a person has graded.</p>\n"
    )
    heads = ("Section", "Graded in the case#", "In this report#", "Pages#")
    return _section("contents", "Contents", lead + table("Sections of this report", heads, rows))


def _link(section: Section) -> str:
    if not section.items:
        return shown(section.title)
    return f'<a href="pages/{section.page_name(1)}">{shown(section.title)}</a>'


def _sources(sources: Iterable[dict[str, Any]]) -> str:
    rows = [
        (
            shown(source["name"]),
            shown(source["exhibit"]) or NOTHING,
            f'<span class="path">{shown(source["place"])}</span>',
            count(source["found"]),
            "yes" if source["here"] else "no",
        )
        for source in sources
    ]
    heads = ("Source", "Exhibit", "Place", "Files found#", "There at export")
    return _section("sources", "Evidence sources", table("Folders examined", heads, rows))


def _suggested(about: About) -> str:
    rows = [
        (shown(label), shown(pack), count(items))
        for pack, labels in about["labels"].items()
        for label, items in labels.items()
        if items
    ]
    if not rows:
        return _section("suggested", "Suggested by models", "<p>No label is suggested.</p>")
    lead = "<p>Files whose score reaches the threshold, in the whole case, copies included.</p>\n"
    body = table("Suggestions, not findings", ("Label", "Model pack", "Files#"), rows)
    return _section("suggested", "Suggested by models", lead + body)


def _thresholds(thresholds: dict[str, dict[str, dict[str, Any]]]) -> str:
    """One table, by pack, each pack named once; who moved one stands beside it."""
    by_pack = {pack: _lines(labels) for pack, labels in thresholds.items()}
    lines = [line for of_pack in by_pack.values() for line in of_pack]
    any_moved = any(_is_moved(one) for _, one in lines)
    parts = ["<p>A label is suggested where its score is at or above the threshold.</p>\n"]
    if not any_moved:
        parts.append("<p>No person moved a threshold: every default is in force.</p>\n")
    if lines:
        heads = ("Label", "In force#", "Default#", "Pack", *(["Moved"] if any_moved else []))
        rows = [
            (*_threshold(names, one), _once(pack, place), *([_moved(one)] if any_moved else []))
            for pack, of_pack in by_pack.items()
            for place, (names, one) in enumerate(of_pack)
        ]
        parts.append(table("Thresholds of every label", heads, rows))
    return _section("thresholds", "Thresholds in force", "".join(parts))


def _lines(labels: dict[str, dict[str, Any]]) -> list[tuple[str, dict[str, Any]]]:
    """Labels at the same default share a line: packs have dozens of them."""
    moved = [(label, one) for label, one in labels.items() if _is_moved(one)]
    together: dict[float, list[str]] = {}
    for label, one in labels.items():
        if not _is_moved(one):
            together.setdefault(one["default"], []).append(label)
    kept = [(", ".join(names), labels[names[0]]) for names in together.values()]
    return [*moved, *kept]


def _is_moved(one: dict[str, Any]) -> bool:
    return one["value"] != one["default"]


def _threshold(names: str, one: dict[str, Any]) -> tuple[str, ...]:
    return shown(names), number(one["value"]), number(one["default"])


def _once(pack: str, place: int) -> str:
    return "" if place else shown(pack)


def _moved(one: dict[str, Any]) -> str:
    return f"by {shown(one.get('by') or '')}<br>{moment(one.get('at'))}" if _is_moved(one) else ""


def _models(models: list[dict[str, Any]]) -> str:
    body = "".join(_model(model) for model in models)
    return _section("models", "Models", body or "<p>No model was run in this case.</p>")


def _model(model: dict[str, Any]) -> str:
    facts = [
        ("Pack SHA-256", code(model["sha256"])),
        ("Model SHA-256", code(model["model_sha256"])),
        ("Licence", shown(model["licence"])),
        ("Files scored", count(model["items"])),
        ("Labels", ", ".join(shown(label) for label in model["labels"])),
        ("Preprocessing", code(json.dumps(model["preprocessing"], ensure_ascii=True))),
    ]
    rows = [
        (
            moment(run["started_at"]),
            whole(run["runtime"]),
            whole(run["provider"]),
            shown(run["device"]),
            shown(run["app_version"]),
            shown(run["note"]),
        )
        for run in model["runs"]
    ]
    heads = ("Run begun", "Runtime", "Provider", "Device", "Program", "Note")
    return (
        f'<div class="model"><h3>{shown(model["name"])} {shown(model["version"])}</h3>'
        f"{pairs(facts)}{table('Runs of this pack', heads, rows)}</div>\n"
    )


def _audit(about: About) -> str:
    audit = about["audit"]
    rows = [("Rows", count(audit["rows"])), ("Head", code(audit["head"]))]
    lead = (
        "<p>The log as it stood before the row of this export. Each row holds the hash of the one"
        " before it; whoever has this page can tell whether a row up to here was changed,"
        " taken out or cut off later.</p>\n"
    )
    return _section("audit", "Audit log", lead + pairs(rows))


def _checking(about: About) -> str:
    case = shown(about["case"]["file"])
    steps = (
        "<li>This report: in its folder, <code>sha256sum --check SHA256SUMS</code> compares every"
        " page and thumbnail. The SHA-256 of the file SHA256SUMS itself stands in the case's audit"
        " log, in the row of this export.</li>\n"
        f"<li>The case: <code>triage verify {case}</code> checks its audit log and its counts.</li>"
        f"\n<li>The evidence: <code>triage verify {case} --evidence</code> hashes the files again"
        " and lists what differs.</li>\n"
        f"<li>The scores: <code>triage verify {case} --rescore 50</code> runs the models again on"
        " 50 pictures.</li>\n"
        "<li>An original: the hash of the file must be the SHA-256 beside it in this report.</li>"
    )
    return _section("checking", "How to check this report", f"<ol>{steps}</ol>\n")
