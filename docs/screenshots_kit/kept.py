"""The few pictures that the repository keeps: drawn samples only, few colours, small files."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import NamedTuple

from PIL import Image


class Shot(NamedTuple):
    """One picture: the state, where it is shown, and in which theme."""

    state: str
    size: str
    theme: str

    @property
    def taken(self) -> str:
        """The file's name among all pictures."""
        return f"{self.state}-{self.size}-{self.theme}.png"


_WIDE, _LAPTOP, _SCALED = "1920x1080", "1366x768", "1920x1080@150"
KEPT = {
    "window-dark": Shot("one-selected", _WIDE, "dark"),
    "window-light": Shot("one-selected", _WIDE, "light"),
    "start": Shot("start", _LAPTOP, "light"),
    "add-evidence": Shot("add-evidence", _LAPTOP, "dark"),
    "import-running": Shot("import-running", _LAPTOP, "dark"),
    "import-stopped": Shot("import-cancelled", _LAPTOP, "light"),
    "many-selected": Shot("many-selected", _LAPTOP, "dark"),
    "failed": Shot("failed", _LAPTOP, "light"),
    "hidden": Shot("hidden", _LAPTOP, "dark"),
    "threshold": Shot("threshold-dragged", _LAPTOP, "light"),
    "no-match": Shot("no-match", _LAPTOP, "dark"),
    "list": Shot("list", _LAPTOP, "dark"),
    "large": Shot("large", _LAPTOP, "light"),
    "export": Shot("export", _LAPTOP, "dark"),
    "audit-log": Shot("audit-log", _LAPTOP, "light"),
    "scaled-150": Shot("filtered", _SCALED, "dark"),
}
"""By the name under which a picture is kept."""
_COLOURS = 256
_THEME = Path(__file__).resolve().parents[2] / "resources" / "theme.toml"


def keep(shots: Path, folder: Path) -> None:
    """Write the kept pictures small into the folder."""
    folder.mkdir(exist_ok=True)
    for name, shot in KEPT.items():
        with Image.open(shots / shot.taken) as picture:
            small = _with_few_colours(picture.convert("RGB"), _colours_of(shot.theme))
        small.save(folder / f"{name}.png", optimize=True)


def _with_few_colours(picture: Image.Image, certain: list[int]) -> Image.Image:
    """Every colour of the theme as it is: a grade's chip is small, and its colour says which."""
    left = _COLOURS - len(certain) // 3
    found = picture.quantize(left, dither=Image.Dither.NONE).getpalette() or []
    palette = Image.new("P", (1, 1))
    palette.putpalette(certain + found[: 3 * left])
    return picture.quantize(palette=palette, dither=Image.Dither.FLOYDSTEINBERG)


def _colours_of(theme: str) -> list[int]:
    told = tomllib.loads(_THEME.read_text(encoding="utf-8"))
    named = [*told[theme].values(), *told["grades"].values()]
    opaque = dict.fromkeys(text for text in named if len(text) == len("#rrggbb"))
    return [channel for text in opaque for channel in bytes.fromhex(text[1:])]
