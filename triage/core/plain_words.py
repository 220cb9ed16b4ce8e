"""The contract's words as people say them, for the command line and the window alike."""

from __future__ import annotations

REASONS = {
    "not-an-image": "not a picture",
    "unsupported-format": "picture, film or container in a format that is not read yet",
    "empty": "empty file",
    "link": "link",
    "special-file": "device, pipe or socket",
    "corrupt": "damaged: no picture could be read",
    "truncated": "cut short: no picture could be read",
    "too-large": "too many pixels or bytes to read safely",
    "timeout": "took too long to read",
    "crashed": "crashed the reader, in a process of its own",
    "out-of-memory": "needed more memory than allowed",
    "unreadable": "could not be read from the disk",
    "disappeared": "gone before it was read",
}
"""The contract's word for why an item was skipped or failed, and what it means."""

SHORT_REASONS = {
    "not-an-image": "not a picture",
    "unsupported-format": "format not read yet",
    "empty": "empty file",
    "link": "link",
    "special-file": "device, pipe or socket",
    "corrupt": "damaged",
    "truncated": "cut short",
    "too-large": "too large to read safely",
    "timeout": "took too long",
    "crashed": "crashed the reader",
    "out-of-memory": "needed too much memory",
    "unreadable": "could not be read",
    "disappeared": "gone before it was read",
}
"""The same where there is little room: under a tile, in a narrow list."""

STATES = {
    "pending": "not read yet",
    "analysed": "analysed",
    "skipped": "skipped",
    "failed": "failed",
}
"""The contract's word for what became of an item, and how it is called."""

FLAGS = {
    "truncated": "cut short: a part of the picture is missing",
    "extension-mismatch": "the file's ending does not fit its content",
    "metadata-damaged": "a part of the metadata could not be read",
    "changed": "changed after an earlier import",
    "missing": "gone at the newest import",
}
"""The contract's word for a mark beside the state, and what it means."""


def duration(seconds: float) -> str:
    """Seconds as people say them: ``42 s``, ``3 min 20 s``, ``5 h 02 min``."""
    whole = max(0, round(seconds))
    if whole < 60:
        return f"{whole} s"
    minutes, rest = divmod(whole, 60)
    if minutes < 60:
        return f"{minutes} min {rest:02} s"
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes:02} min"
