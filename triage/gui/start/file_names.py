"""A file name for a case, suggested from what the case is called."""

from __future__ import annotations

import re

SUFFIX = ".triage"
_LONGEST = 80
# What Windows takes in no name; a case may be carried there.
_REFUSED = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
_RESERVED = re.compile(r"(con|prn|aux|nul|com[1-9]|lpt[1-9])(\..*)?", re.IGNORECASE)


def suggested(name: str) -> str:
    """``Operation Harbour`` as ``Operation Harbour.triage``; never a name that no disk takes."""
    stem = _REFUSED.sub("-", name).strip(" .-")[:_LONGEST].rstrip(" .-")
    if not stem or _RESERVED.fullmatch(stem):
        stem = f"case {stem}".strip()
    return stem + SUFFIX


def with_suffix(file_name: str) -> str:
    """What a person typed, as a file of ours."""
    typed = file_name.strip()
    return typed if typed.lower().endswith(SUFFIX) else typed + SUFFIX


def problem(file_name: str) -> str:
    """One sentence where it is no file name; "" where it is one."""
    typed = file_name.strip()
    if not typed.removesuffix(SUFFIX).strip(" ."):
        return "Give the file a name."
    if _REFUSED.search(typed):
        return 'A file name has none of < > : " / \\ | ? * in it.'
    if _RESERVED.fullmatch(typed.removesuffix(SUFFIX)):
        return f"{typed} is a name that Windows keeps for itself: choose another."
    return ""
