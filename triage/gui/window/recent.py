"""Cases that were open before, newest first, as the settings keep them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from triage.core import clock

if TYPE_CHECKING:
    from triage.gui.looks.settings import Settings

_KEY = "recent"
_PEOPLE = "people"
MOST = 12


def recent(settings: Settings) -> list[tuple[Path, str, str]]:
    """(place, name, when it was opened last) of each."""
    told = cast("list[Any]", settings.get(_KEY, list[object]()))
    found: list[tuple[Path, str, str]] = []
    for one in told:
        match one:
            case {"place": str(place), "name": str(name), "at": str(at)}:
                found.append((Path(place), name, at))
            case _:
                continue
    return found


def remember(settings: Settings, place: Path, name: str) -> None:
    """Note that a case was opened now."""
    kept = [one for one in recent(settings) if one[0] != place]
    _write(settings, [(place, name, clock.now()), *kept][:MOST])


def forget(settings: Settings, place: Path) -> None:
    """Take a case off the list; the case itself is not touched."""
    _write(settings, [one for one in recent(settings) if one[0] != place])


def people(settings: Settings) -> list[str]:
    """Who examined here before, the last one first."""
    told = cast("list[Any]", settings.get(_PEOPLE, list[object]()))
    return [name for name in told if isinstance(name, str)]


def remember_person(settings: Settings, name: str) -> None:
    """Note who sits here now."""
    kept = [one for one in people(settings) if one != name]
    settings.set(_PEOPLE, [name, *kept][:MOST])


def _write(settings: Settings, cases: list[tuple[Path, str, str]]) -> None:
    told = [{"place": str(place), "name": name, "at": at} for place, name, at in cases]
    settings.set(_KEY, told)
    settings.save()
