"""What a child is asked: where a file lies, its name, and what it was when it was hashed."""

from __future__ import annotations

from dataclasses import astuple
from pathlib import Path
from typing import TYPE_CHECKING, Any

from triage.core import names
from triage.core.longpath import openable
from triage.core.records import Identity, Imported, Where

if TYPE_CHECKING:
    from triage.evidence.protocol import Header


def question(do: str, where: Where, identity: Identity | None = None) -> dict[str, Any]:
    """The fields of a question. Bytes as escapes: a child's locale may be another."""
    return {
        "do": do,
        "place": names.text(names.raw(openable(where.place))),
        "folder": names.text(where.folder),
        "name": names.text(where.name),
        "root": where.root,
        "identity": None if identity is None else astuple(identity),
    }


def where_in(header: Header) -> Where:
    """Where the file lies."""
    root: list[int] | None = header["root"]
    return Where(
        Path(names.native(names.from_text(header["place"]))),
        names.from_text(header["folder"]),
        names.from_text(header["name"]),
        None if root is None else (root[0], root[1]),
    )


def identity_in(header: Header) -> Identity | None:
    """What the file was, where that counts."""
    values: list[int] | None = header["identity"]
    return None if values is None else Identity(*values)


def imported_in(header: Header) -> Imported | None:
    """What the case knows of the file, where that counts."""
    values: list[Any] | None = header["imported"]
    return None if values is None else Imported(*values)
