"""What a device is called where people choose one, and what it means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from triage.core.names import safe

if TYPE_CHECKING:
    from triage.inference.providers import Provider

AUTO = "auto"
_MEANINGS = {
    "dml": "graphics card, by DirectML",
    "cuda": "graphics card, by CUDA",
    "coreml": "Apple's neural engine or graphics, by CoreML",
    "cpu": "processor",
}


def device(provider: Provider) -> str:
    """The device itself and how it is reached: ``NVIDIA RTX A2000 (DirectML)``."""
    return f"{safe(provider.device)} ({provider.shown})"


def meaning(key: str) -> str:
    """What sort of device a provider's short name stands for."""
    return _MEANINGS.get(key, key)


def choices(providers: list[Provider]) -> list[tuple[str, str]]:
    """Short names and words for a list to choose from, what is best here first."""
    if not providers:
        return [(AUTO, "Best device there is")]
    best = (AUTO, f"Best device there is: {device(providers[0])}")
    seen: dict[str, str] = {}
    for provider in providers:
        seen.setdefault(provider.key, device(provider))
    return [best, *seen.items()]
