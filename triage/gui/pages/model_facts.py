"""What there is to say of the model packs and devices of this machine. For a thread."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from triage.core.names import safe
from triage.inference.packs import installed
from triage.inference.providers import available

if TYPE_CHECKING:
    from pathlib import Path

    from triage.core.records import Label
    from triage.inference.packs import ModelPack
    from triage.inference.providers import Provider

_CARD = "CARD.md"
_MOST_CARD = 200_000


@dataclass(frozen=True, slots=True)
class ModelFacts:
    """A pack, or with a ``problem`` one that cannot be used and of which nothing else is known.

    ``devices`` are those of this machine: the short name of each and its words. ``managed``: an
    administrator put it here for everybody.
    """

    name: str
    version: str = ""
    licence: str = ""
    description: str = ""
    sha256: str = ""
    model_sha256: str = ""
    place: str = ""
    card: str = ""
    labels: tuple[Label, ...] = ()
    problem: str = ""
    devices: tuple[tuple[str, str], ...] = ()
    managed: bool = False


def gather() -> list[ModelFacts]:
    """The packs that can be used, then those that cannot. Hashes every file: not for the GUI."""
    devices = _devices(available())
    found = installed()
    usable = [
        replace(_facts(pack, devices), managed=pack.info.name in found.managed)
        for pack in found.packs
    ]
    broken = [
        ModelFacts(name=safe(name), problem=safe(problem), devices=devices)
        for name, problem in sorted(found.problems.items())
    ]
    return [*usable, *broken]


def _devices(providers: list[Provider]) -> tuple[tuple[str, str], ...]:
    """By short name, the first of each: a trial is asked for by that name."""
    told: dict[str, str] = {}
    for one in providers:
        told.setdefault(one.key, f"{safe(one.device)} ({one.shown})")
    return tuple(told.items())


def _facts(pack: ModelPack, devices: tuple[tuple[str, str], ...]) -> ModelFacts:
    info = pack.info
    return ModelFacts(
        name=info.name,
        version=info.version,
        licence=info.licence,
        description=pack.manifest.description,
        sha256=info.sha256,
        model_sha256=info.model_sha256,
        place=safe(str(pack.folder)),
        card=_card(pack.folder),
        labels=tuple(info.labels),
        devices=devices,
    )


def _card(folder: Path) -> str:
    try:
        with (folder / _CARD).open(encoding="utf-8", errors="replace") as file:
            text = file.read(_MOST_CARD)
    except OSError:
        return ""
    return "\n".join(safe(line) for line in text.splitlines())
