"""What an import is asked for, and what it says when it is done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from triage.core.errors import Remedy
    from triage.inference.packs import ModelPack
    from triage.inference.standby import Standby
    from triage.ingest.in_sight import InSight


@dataclass(frozen=True, slots=True)
class ImportRequest:
    """One import: ``folders`` to add, or none to go on with the sources that are there.

    ``packs`` empty means: do not classify now. ``provider`` is ``auto`` or the name of one.
    ``workers`` is the number of files worked on at once (None: one per processor). ``hook``
    is for tests of the isolation alone. What is ``in_sight`` of somebody is read first; None
    where nobody looks. A model that lies ready in ``standby`` is used from there.
    """

    folders: tuple[Path, ...] = ()
    source_name: str | None = None
    exhibit: str = ""
    by: str = ""
    packs: tuple[ModelPack, ...] = ()
    provider: str = "auto"
    workers: int | None = None
    hook: str | None = None
    in_sight: InSight | None = None
    standby: Standby | None = None


@dataclass(frozen=True, slots=True)
class ImportSummary:
    """Counts of the whole case after an import: found = analysed + skipped + failed + pending.

    ``done`` counts the items that this import itself decided, ``new`` those that no import saw
    before, ``changed`` those whose content is another one now; ``missing`` are the items of
    the case whose file is gone. ``notes`` are sentences for the examiner (a source that is not
    here, a device that was lost), and ``remedy`` what helps where one of them needs it.
    """

    found: int
    analysed: int
    skipped: int
    failed: int
    pending: int
    reasons: dict[str, int]
    done: int
    new: int
    changed: int
    missing: int
    provider: str
    notes: tuple[str, ...] = ()
    remedy: Remedy | None = None
