"""What helps, said as the window does it: by a button that is in sight or one key away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from triage.core.errors import Remedy
from triage.core.fault_log import sentence

if TYPE_CHECKING:
    from triage.core.errors import KnownError

_WORDS: Final = {
    Remedy.LOCATE: (
        "Connect it or put it back, or choose Locate\N{HORIZONTAL ELLIPSIS} beside it on the page"
        " Sources, counts and audit log (F2)."
    ),
    Remedy.GO_ON: "Connect it again and choose Go on.",
}


def in_words(remedy: Remedy) -> str:
    """One sentence that names a verb of the window."""
    return _WORDS[remedy]


def told(error: KnownError) -> str:
    """What happened, and what helps where the error names a remedy."""
    said = sentence(error)
    return said if error.remedy is None else f"{said} {in_words(error.remedy)}"
