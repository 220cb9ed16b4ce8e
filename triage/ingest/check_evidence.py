"""Whether every source file still has the SHA-256 that the case knows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from triage.core import names
from triage.evidence.hashing import hash_file
from triage.store import provenance
from triage.store.worklist import recorded

if TYPE_CHECKING:
    from triage.core.job import JobContext
    from triage.store.reader import Reader

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
            path = names.on_disk(Path(names.native(source.place)), item.folder, item.name)
            problem = _problem(path, item.sha256, ctx)
            if problem:
                shown = names.safe(names.text(names.join(item.folder, item.name)))
                differences.append(f"item {item.id}, {source.name}: {shown} {problem}")
        last_id = page[-1].id
        ctx.report("checking evidence", done)
    return differences


def _problem(path: Path, sha256: bytes, ctx: JobContext) -> str:
    try:
        now = hash_file(path, lambda: ctx.cancelled).sha256
    except FileNotFoundError:
        return "is not there any more"
    except OSError as error:
        return f"cannot be read ({error.strerror})"
    if now != sha256:
        return f"has SHA-256 {now.hex()}, the case has {sha256.hex()}"
    return ""
