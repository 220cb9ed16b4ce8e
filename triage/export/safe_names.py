"""Names under which copies can be written anywhere, Windows above all.

Rules of Windows: Microsoft, "Naming Files, Paths, and Namespaces". Lengths: NTFS takes 255
UTF-16 units, ext4 255 bytes, eCryptfs 143 bytes; 140 bytes of UTF-8 fit everywhere.
"""

from __future__ import annotations

import unicodedata

from triage.core.windows_names import FORBIDDEN, is_device, may_be_shortened

_LONGEST_BYTES = 140
_LONGEST_SUFFIX_BYTES = 20
_UNSHOWN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_OBEYED_BY_EXPLORER = {"desktop.ini", "autorun.inf", "folder.htt"}


def safe_name(name: str) -> str:
    """One file name, of any text (lone surrogates too), as a name that every system takes.

    The suffix is kept, so that the copy opens with the same program.
    """
    cleaned = "".join("_" if _is_bad(c) else c for c in unicodedata.normalize("NFC", name))
    cleaned = _shortened(cleaned.strip(" ").rstrip(". "))
    if not cleaned:
        return "unnamed"
    if may_be_shortened(cleaned):
        # A volume may have given that name to another copy already.
        cleaned = cleaned.replace("~", "-")
    if is_device(cleaned) or cleaned.lower() in _OBEYED_BY_EXPLORER:
        return "_" + cleaned
    return cleaned


def _is_bad(character: str) -> bool:
    return character in FORBIDDEN or unicodedata.category(character) in _UNSHOWN


def _shortened(name: str, room: int = _LONGEST_BYTES) -> str:
    if len(name.encode()) <= room:
        return name
    stem, suffix = split_suffix(name)
    return _cut(stem, room - len(suffix.encode())).rstrip(". ") + suffix


def split_suffix(name: str) -> tuple[str, str]:
    """Stem and suffix with its dot; what is too long for a suffix belongs to the stem."""
    stem, dot, suffix = name.rpartition(".")
    if not stem or len(suffix.encode()) >= _LONGEST_SUFFIX_BYTES:
        return name, ""
    return stem, dot + suffix


def _cut(text: str, room: int) -> str:
    return text.encode()[:room].decode("utf-8", "ignore")


class NameGiver:
    """Gives every file of one folder a safe name of its own; case and accents' form ignored."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def give(self, name: str) -> str:
        """A safe name not given before; a second ``a.jpg`` becomes ``a (2).jpg``."""
        wanted = safe_name(name)
        stem, suffix = split_suffix(wanted)
        candidate, number = wanted, 1
        while _folded(candidate) in self._taken:
            number += 1
            mark = f" ({number})"
            room = _LONGEST_BYTES - len(suffix.encode()) - len(mark)
            candidate = _cut(stem, room) + mark + suffix
        self._taken.add(_folded(candidate))
        return candidate


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
