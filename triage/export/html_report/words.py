"""Reasons, flags and states in plain words, for readers who know no program."""

from __future__ import annotations

from triage.core.records import Flag, Reason, State

STATES = {
    State.PENDING.word: "not read yet",
    State.ANALYSED.word: "picture read",
    State.SKIPPED.word: "left out on purpose",
    State.FAILED.word: "could not be read",
}

REASONS = {
    Reason.NOT_AN_IMAGE.word: "The content is not a picture.",
    Reason.UNSUPPORTED_FORMAT.word: "A picture or video format that this version does not read.",
    Reason.EMPTY.word: "The file is empty (0 bytes).",
    Reason.LINK.word: "A link to another place; it was not followed.",
    Reason.SPECIAL_FILE.word: "A device, pipe or socket, not a file with content.",
    Reason.CORRUPT.word: "The picture is damaged: no pixels could be read.",
    Reason.TRUNCATED.word: "The file is cut short before its first pixels.",
    Reason.TOO_LARGE.word: "Too many pixels or bytes to read safely.",
    Reason.TIMEOUT.word: "Reading took longer than the time allowed for one file.",
    Reason.CRASHED.word: "The reader crashed on this file, in a process of its own.",
    Reason.OUT_OF_MEMORY.word: "Reading needed more memory than allowed for one file.",
    Reason.UNREADABLE.word: "The file or folder could not be opened: no permission, or its medium"
    " gave an error.",
    Reason.DISAPPEARED.word: "The file was listed, but gone before it could be read.",
}

FLAGS = {
    Flag.TRUNCATED.words[0]: "cut short: part of the picture is missing",
    Flag.EXTENSION_MISMATCH.words[0]: "the file extension does not fit the content",
    Flag.METADATA_DAMAGED.words[0]: "part of the metadata could not be read",
    Flag.CHANGED.words[0]: "the content changed after an earlier import",
    Flag.MISSING.words[0]: "the file was gone at the newest import",
}


def reason(word: str | None) -> str:
    """One sentence for a reason; the word itself where a newer case has one unknown here."""
    return REASONS.get(word or "", word or "")


def flag(word: str) -> str:
    """One phrase for a flag; the word itself where it is unknown here."""
    return FLAGS.get(word, word)


def state(word: str) -> str:
    """One phrase for a state."""
    return STATES.get(word, word)
