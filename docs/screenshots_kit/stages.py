"""The screens on which every state is shown: their size, their scale, the windows on them."""

from __future__ import annotations

from dataclasses import dataclass

Size = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Stage:
    """One X screen in device pixels, and the windows on it in device-independent ones."""

    name: str
    screen: Size
    scale: float
    windows: tuple[Size, ...]

    def picture_of(self, window: Size) -> str:
        """The part of a picture's name that says where it was made."""
        percent = "" if self.scale == 1 else f"@{self.scale * 100:.0f}"
        width, height = (round(side * self.scale) for side in window)
        return f"{width}x{height}{percent}"


STAGES = (
    Stage("plain", (1920, 1080), 1, ((1920, 1080), (1366, 768), (1280, 720))),
    Stage("125", (1920, 1080), 1.25, ((1536, 864),)),
    Stage("150", (1920, 1080), 1.5, ((1280, 720),)),
    Stage("200", (2560, 1440), 2, ((1280, 720),)),
)


def narrowed(stage: Stage, sizes: tuple[str, ...]) -> Stage:
    """Only the windows whose pictures have one of these names; all where none is named."""
    if not sizes:
        return stage
    windows = tuple(one for one in stage.windows if stage.picture_of(one) in sizes)
    return Stage(stage.name, stage.screen, stage.scale, windows)
