"""The child's answer to a wish to look at one file: raw pixels, or why there are none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from triage.core.records import Imported, Reason, Rendered, RenderFailed
from triage.evidence.as_imported import is_another
from triage.evidence.attempt import attempt_with
from triage.evidence.evidence_file import EvidenceFile
from triage.evidence.opening import CHANGED, identity_of, open_beneath, said_by_system
from triage.evidence.sniff import sniff
from triage.evidence.to_show import decode_to_show

if TYPE_CHECKING:
    from collections.abc import Callable
    from io import FileIO

    from triage.core.records import Identity, Where
    from triage.evidence.decode import Decoded

NOT_IMPORTED = "not what was imported"


def render(
    where: Where,
    identity: Identity | None,
    longest: int,
    *,
    alone: bool,
    imported: Imported | None = None,
    before: Callable[[], None] | None = None,
) -> Rendered | RenderFailed:
    """Decode a file beneath its source; no side above ``longest`` where that is not 0.

    ``identity``, where given, is that of the file whose bytes are meant; ``imported``, what the
    case knows of it: the answer says where it is another by now, and where ``imported`` is
    strict nothing of that is decoded. ``before`` is called when the file is open and nothing is
    decoded yet. Raises ``MemoryError`` and :class:`triage.evidence.attempt.NeedsSecondRun` as an
    examination does.
    """
    try:
        with open_beneath(where) as file:
            found = identity_of(file, where)
            if identity not in (None, found):
                return RenderFailed(Reason.UNREADABLE, CHANGED)
            if before:
                before()
            rendered = _rendered(file, found, imported or Imported(), longest, alone=alone)
            if identity_of(file, where) != found:
                return RenderFailed(Reason.UNREADABLE, CHANGED)
            return rendered
    except FileNotFoundError as error:
        return RenderFailed(Reason.DISAPPEARED, said_by_system(error))
    except OSError as error:
        return RenderFailed(Reason.UNREADABLE, said_by_system(error))


def _rendered(
    opened: FileIO, now: Identity, imported: Imported, longest: int, *, alone: bool
) -> Rendered | RenderFailed:
    with EvidenceFile(opened) as file:
        changed = is_another(file, now, imported)
        if changed and imported.strict:
            return RenderFailed(Reason.UNREADABLE, NOT_IMPORTED, changed)
        kind = sniff(file)

        def decoded(tolerant: bool, bare: bytes) -> Decoded:
            return decode_to_show(file, kind, longest, tolerant=tolerant, bare=bare)

        outcome = attempt_with(file, kind, decoded, alone=alone)
        if outcome.decoded is None:
            return RenderFailed(outcome.reason, outcome.detail, changed)
        picture = outcome.decoded.base
        return Rendered(
            picture.width,
            picture.height,
            outcome.decoded.width,
            outcome.decoded.height,
            picture.tobytes(),
            changed,
        )
