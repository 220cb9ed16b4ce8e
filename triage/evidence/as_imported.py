"""Whether an open file is still the one that a case knows.

Size and time can be set by anybody, so where another file must not be seen only the digest
counts: of the very bytes that a decoder is given where the file is read whole, of the file in its
place where it is too large for that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from triage.core.records import Identity, Imported
    from triage.evidence.evidence_file import EvidenceFile


def is_another(file: EvidenceFile, now: Identity, known: Imported) -> bool:
    """Whether the file is another one than was imported, as far as that can be told.

    ``now`` is its identity. A file that was only touched is the same. Raises OSError where a
    large file cannot be read.
    """
    differs = known.size not in (None, file.size) or known.modified_ns not in (
        None,
        now.modified_ns,
    )
    if known.sha256 is None:
        return differs
    if known.strict or differs:
        return file.sha256().hex() != known.sha256
    return False
