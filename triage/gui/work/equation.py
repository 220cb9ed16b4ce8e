"""The line that shows that nothing was lost: found = analysed + skipped + failed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from triage.gui.looks import words

if TYPE_CHECKING:
    from triage.gui.session.counted import CaseStatus


def decided(status: CaseStatus) -> int:
    """Every item of which something is known, and those still to be read."""
    return status.analysed + status.skipped + status.failed + status.pending


def balances(status: CaseStatus) -> bool:
    """Whether both sides are the same."""
    return status.found == decided(status)


def equation(status: CaseStatus) -> str:
    """The equation, or by how much it is wrong."""
    parts = [
        f"analysed {words.count(status.analysed)}",
        f"skipped {words.count(status.skipped)}",
        f"failed {words.count(status.failed)}",
    ]
    if status.pending:
        parts.append(f"pending {words.count(status.pending)}")
    found, told = f"found {words.count(status.found)}", " + ".join(parts)
    off = status.found - decided(status)
    if off > 0:
        return f"{found}, but {told}: {words.count(off)} missing"
    if off < 0:
        return f"{found}, but {told}: {words.count(-off)} too many"
    return f"{found} = {told}"
