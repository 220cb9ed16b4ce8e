"""Errors say whose problem it is.

A :class:`KnownError` is the environment's or the evidence's: one plain sentence that says
what to do, exit code 1. A :class:`BugError` is ours: a traceback in a log beside the case,
exit code 70. Everything else that escapes is treated as a bug too.
"""

from enum import Enum


class Remedy(Enum):
    """What helps, where that is done by a command here and by a button there.

    An error says what happened; whoever shows it adds the remedy in the words of its place.
    """

    LOCATE = "locate"
    """A source is not where it was: connect it, or say where it is now."""
    GO_ON = "go on"
    """An import broke off: put right what stopped it and go on."""


class TriageError(Exception):
    """Root of every error that this program raises on purpose."""


class KnownError(TriageError):
    """A problem of the evidence or the environment, told in one plain sentence.

    ``remedy`` is set where the sentence cannot say what to do without naming a front end.
    """

    def __init__(self, sentence: str = "", *, remedy: Remedy | None = None) -> None:
        super().__init__(sentence)
        self.remedy = remedy


class BugError(TriageError):
    """A problem of this program: something that was thought impossible."""


class CaseError(KnownError):
    """The case file cannot be used as asked: locked, newer, damaged, write-protected."""


class CaseLockedError(CaseError):
    """Another program holds the case for writing."""


class DiskFullError(CaseError):
    """The medium of the case has no room left; what was committed is safe."""


class SourceError(KnownError):
    """An evidence source cannot be used: gone, overlapping the case, unknown."""


class PackError(KnownError):
    """A model pack cannot be used: missing file, wrong hash, model that does not load."""


class ProviderError(KnownError):
    """The wanted ONNX Runtime provider is not there."""


class ExportError(KnownError):
    """An export cannot be written: exists already, inside a source, no room."""


class DeviceLostError(TriageError):
    """A GPU stopped answering in the middle of a batch; the batch has no scores."""
