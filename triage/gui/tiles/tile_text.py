"""What a tile says of its item in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from triage.core import names

if TYPE_CHECKING:
    from triage.store.tiles import TileRow


@dataclass(frozen=True, slots=True)
class TileText:
    """Texts of one item, made safe for eyes. ``folder`` is within its source, "" its root.

    ``width`` and ``height`` are the whole picture's, None where it is not known yet.
    ``content_id`` is the content that the case has for the item now, None without one.
    """

    name: str
    folder: str
    source: str
    detail: str
    taken: str | None
    width: int | None
    height: int | None
    modified_ns: int | None
    content_id: int | None

    @property
    def path(self) -> str:
        """Source, folder and name."""
        return "/".join(part for part in (self.source, self.folder, self.name) if part)


def text_of(row: TileRow) -> TileText:
    """The texts of a row of the case."""
    return TileText(
        name=names.safe(names.text(row.name)),
        folder=names.safe(names.text(row.folder)),
        source=names.safe(row.source),
        detail=row.detail,
        taken=row.taken,
        width=row.width,
        height=row.height,
        modified_ns=row.modified_ns,
        content_id=row.content_id,
    )
