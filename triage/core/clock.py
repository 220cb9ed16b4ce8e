"""Times as the case writes them: UTC, ISO 8601, a trailing ``Z``."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> str:
    """The present moment to the millisecond, e.g. ``2026-11-24T12:42:24.120Z``."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def told(moment: str) -> str:
    """Such a moment as a sentence tells it: ``2026-11-24 12:42:24 UTC``."""
    return f"{moment[: len('2026-11-24T12:42:24')].replace('T', ' ')} UTC"


def from_ns(nanoseconds: int | None) -> str | None:
    """A file-system time as text, to the microsecond; None where it is unknown or absurd."""
    if nanoseconds is None:
        return None
    seconds, rest = divmod(nanoseconds, 1_000_000_000)
    try:
        moment = datetime.fromtimestamp(seconds, UTC).replace(microsecond=rest // 1000)
    except (OverflowError, OSError, ValueError):
        return None
    return moment.isoformat().replace("+00:00", "Z")
