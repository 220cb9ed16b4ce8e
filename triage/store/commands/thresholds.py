"""From which score on a suggestion is shown: per pack, label and case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from triage.core import clock
from triage.core.errors import KnownError
from triage.store import audit
from triage.store.commands.base import Changes, Command
from triage.store.provenance import pack_keys
from triage.store.values import storable

if TYPE_CHECKING:
    import sqlite3

    from triage.core.records import Label
    from triage.store.provenance import PackRow


@dataclass(frozen=True, slots=True)
class SetThreshold(Command):
    """Move the threshold of ``LABEL`` or ``PACK/LABEL``; None brings the default back.

    ``value`` of the answer is the threshold that stood before. Raises KnownError for an
    unknown label, a bare label in several packs, and a value outside 0 to 1.
    """

    label: str
    value: float | None
    by: str

    def apply(self, conn: sqlite3.Connection) -> Changes:
        """Write the row and its audit row."""
        if self.value is not None and not 0.0 <= self.value <= 1.0:
            raise KnownError(f"A threshold lies between 0 and 1; {self.value} does not.")
        pack, label = resolve(pack_keys(conn), self.label)
        row = conn.execute(
            "SELECT value FROM threshold WHERE pack_id = ? AND label = ?", (pack.id, label.name)
        ).fetchone()
        old = row[0] if row else label.threshold
        self._write(conn, pack, label)
        detail = {
            "pack": pack.name,
            "pack_sha256": pack.sha256,
            "label": label.name,
            "old": old,
            "new": label.threshold if self.value is None else self.value,
            "default": label.threshold,
        }
        audit.append(conn, self.by, "threshold-changed", detail)
        return Changes(ids=(pack.id,), rows=1, value=old)

    def _write(self, conn: sqlite3.Connection, pack: PackRow, label: Label) -> None:
        if self.value is None:
            conn.execute(
                "DELETE FROM threshold WHERE pack_id = ? AND label = ?", (pack.id, label.name)
            )
            return
        conn.execute(
            "INSERT OR REPLACE INTO threshold (pack_id, label, value, by, at) "
            "VALUES (?, ?, ?, ?, ?)",
            (pack.id, label.name, self.value, storable(self.by), clock.now()),
        )


def resolve(packs: list[PackRow], wanted: str) -> tuple[PackRow, Label]:
    """The one label of the newest packs that ``LABEL`` or ``PACK/LABEL`` means."""
    current = [pack for pack in packs if pack.newest]
    if not current:
        raise KnownError("No model pack has scored in this case yet, so it has no thresholds.")
    known = [(pack, label) for pack in current for label in pack.labels]
    exact = [(p, label) for p, label in known if wanted == f"{p.key}/{label.name}"]
    matches = exact or [(p, label) for p, label in known if wanted == label.name]
    if len(matches) == 1:
        return matches[0]
    if matches:
        choices = " or ".join(f"{pack.key}/{label.name}" for pack, label in matches)
        raise KnownError(f"Several packs have the label {wanted}; say {choices}.")
    choices = ", ".join(sorted({label.name for _, label in known})[:20])
    raise KnownError(f"No pack of this case has the label {wanted}; there are: {choices}.")
