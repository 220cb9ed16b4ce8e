"""One plain sentence for each row of the audit log, for the command line and the window alike."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

Detail = dict[str, Any]

_IDS_SHOWN = 8
_NOTES = {"undo": "Undo: ", "redo": "Redo: "}


def sentence(what: str, detail: Detail) -> str:
    """What a row says; a word that is unknown here, or a row of another shape, as it stands."""
    try:
        return _SENTENCES[what](detail)
    except (KeyError, TypeError, ValueError, AttributeError):
        # A newer program wrote it, or someone who did not keep to the form: show it raw.
        return f"{what}: {json.dumps(detail, ensure_ascii=False, default=str)}"


def _created(detail: Detail) -> str:
    return f"Made the case {detail['name']}, number {detail['number'] or '-'}."


def _opened(detail: Detail) -> str:
    left = len(detail.get("unfinished_jobs", ()))
    unfinished = f"; {_counted(left, 'job')} had not ended" if left else ""
    place = f"on {detail['host']}, process {detail['pid']}"
    return f"Opened the case with version {detail['app_version']} {place}{unfinished}."


def _source_added(detail: Detail) -> str:
    exhibit = f", exhibit {detail['exhibit']}" if detail["exhibit"] else ""
    return f"Added the source {detail['name']}{exhibit}: {detail['place']}"


def _source_moved(detail: Detail) -> str:
    return f"The source {detail['name']} lies at {detail['new']} now, not at {detail['old']}."


def _job_begun(detail: Detail) -> str:
    sources = ", ".join(source["name"] for source in detail.get("sources", ()))
    packs = ", ".join(pack["name"] for pack in detail.get("packs", ()))
    of = f" of {sources}" if sources else ""
    return f"Began job {detail['job']}, {detail['kind']}{of}, {_with(packs)}."


def _with(packs: str) -> str:
    return f"with the model {packs}" if packs else "without a model"


def _job_ended(detail: Detail) -> str:
    ended = f"Job {detail['job']}, {detail['kind']}, ended: {detail['outcome']}."
    if "found" not in detail:
        return ended
    parts = [f"{word} {detail[word]}" for word in ("analysed", "skipped", "failed")]
    if detail.get("pending"):
        parts.append(f"pending {detail['pending']}")
    marks = [f"{detail[word]} {word}" for word in ("new", "changed", "missing") if word in detail]
    told = f" {', '.join(marks)}." if marks else ""
    return f"{ended} Found {detail['found']} = {' + '.join(parts)}.{told}"


def _model_run(detail: Detail) -> str:
    pack = f"{detail['pack']} {detail['version']} ({detail['sha256'][:12]})"
    note = f" {detail['note']}." if detail["note"] else ""
    return f"Ran the model {pack} on {detail['provider']}, {detail['device']}.{note}"


def _threshold_changed(detail: Detail) -> str:
    label = f"{detail['pack']}/{detail['label']}"
    back = ", its default" if detail["new"] == detail["default"] else ""
    return f"Moved the threshold of {label} from {detail['old']:g} to {detail['new']:g}{back}."


def _grade_set(detail: Detail) -> str:
    ids = detail["items"]
    shown = ", ".join(str(item) for item in ids[:_IDS_SHOWN])
    more = f" and {len(ids) - _IDS_SHOWN} more" if len(ids) > _IDS_SHOWN else ""
    told = f"{_counted(len(ids), 'item')}: {shown}{more}."
    note = detail.get("note", "")
    lead = _NOTES.get(note, f"{note}: " if note else "")
    if detail["category"] is None:
        return f"{lead}Took the grade away from {told}"
    return f"{lead}Gave category {detail['category']}, {detail['name']}, to {told}"


def _folder_opened_up(detail: Detail) -> str:
    return f"The folder {detail['path']} of {detail['source']} could be listed at last."


def _exported(detail: Detail) -> str:
    told = f"Exported {_counted(detail['items'], 'item')} as {detail['kind']} to {detail['out']}"
    veiled = (detail.get("privacy") or {}).get("veiled", 0)
    covered = f" Pictures of {_counted(veiled, 'item')} in it are veiled." if veiled else ""
    return f"{told}, SHA-256 {detail['sha256'][:12]}.{covered}"


def _counted(number: int, noun: str) -> str:
    """A number with its noun: ``1 item``, ``2 items``."""
    return f"{number:,} {noun if number == 1 else noun + 's'}"


_SENTENCES: dict[str, Callable[[Detail], str]] = {
    "case-created": _created,
    "case-opened": _opened,
    "source-added": _source_added,
    "source-moved": _source_moved,
    "job-begun": _job_begun,
    "job-ended": _job_ended,
    "model-run": _model_run,
    "threshold-changed": _threshold_changed,
    "grade-set": _grade_set,
    "folder-opened-up": _folder_opened_up,
    "exported": _exported,
}
