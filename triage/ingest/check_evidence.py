"""Whether every source file still has the three hashes that the case knows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from triage.core import names
from triage.core.records import Where
from triage.evidence.hashing import hash_file
from triage.store import provenance
from triage.store.worklist import recorded

if TYPE_CHECKING:
    from triage.core.job import JobContext
    from triage.store.reader import Reader
    from triage.store.worklist import RecordedItem

_PAGE = 500


def check_evidence(reader: Reader, ctx: JobContext) -> list[str]:
    """One sentence per file that is gone, cannot be read, or has other bytes than recorded."""
    conn = reader.connection
    sources = {row.id: row for row in provenance.sources(conn)}
    differences: list[str] = []
    done = 0
    last_id = 0
    while page := recorded(conn, last_id, _PAGE):
        for item in page:
            ctx.checkpoint()
            done += 1
            if item.sha256 is None:
                continue
            source = sources[item.source_id]
            where = Where(Path(names.native(source.place)), item.folder, item.name)
            problem = _problem(where, item, ctx)
            if problem:
                shown = names.safe(names.text(names.join(item.folder, item.name)))
                differences.append(f"item {item.id}, {source.name}: {shown} {problem}")
        last_id = page[-1].id
        ctx.report("checking evidence", done)
    return differences


def _problem(where: Where, item: RecordedItem, ctx: JobContext) -> str:
    try:
        now = hash_file(where, lambda: ctx.cancelled)
    except FileNotFoundError:
        return "is not there any more"
    except OSError as error:
        return f"cannot be read ({error.strerror})"
    pairs = {
        "SHA-256": (now.sha256, item.sha256),
        "SHA-1": (now.sha1, item.sha1),
        "MD5": (now.md5, item.md5),
    }
    for kind, (new, known) in pairs.items():
        if known is not None and new != known:
            return f"has {kind} {new.hex()}, the case has {known.hex()}"
    return ""
