"""A drawn picture set with the layout of the real one, and a record of the files opened."""

import csv
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageDraw

FIELDS: tuple[str, ...] = (
    "file", "split", "labels", "unknown", "source_repo", "commit", "path", "licence",
    "licence_tier", "sha256", "dhash", "cluster", "note",
)  # fmt: skip

_recorders: list[list[str]] = []


def _record(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "open":
        for recorder in _recorders:
            recorder.append(str(arguments[0]))


# An audit hook sees every file Python opens, by whatever call; it cannot be removed again.
sys.addaudithook(_record)


@pytest.fixture
def opened() -> Iterator[list[str]]:
    """The paths of all files opened during the test."""
    recorder: list[str] = []
    _recorders.append(recorder)
    yield recorder
    _recorders.remove(recorder)


def drawn(label: str, number: int) -> Image.Image:
    """An object on white for firearm and other, a coloured pattern for the rest."""
    rng = np.random.default_rng([number, len(label)])
    size = (int(rng.integers(90, 200)), int(rng.integers(90, 200)))
    picture = Image.new("RGB", size, "white")
    pen = ImageDraw.Draw(picture)
    if label in {"firearm", "other"}:
        pen.rectangle((size[0] // 4, size[1] // 3, size[0] * 3 // 4, size[1] // 2), fill="black")
        return picture
    pen.rectangle((0, 0, *size), fill=(90, 120, 60))
    for _ in range(12):
        corner = rng.integers(0, 80, size=2)
        colour = tuple(int(value) for value in rng.integers(0, 230, size=3))
        pen.ellipse((*corner.tolist(), *size), fill=colour)
    return picture


Plant = Callable[..., dict[str, str]]


@pytest.fixture
def plant(tmp_path: Path) -> Plant:
    """Return a function that adds a row, and unless told otherwise a picture, to a set."""

    def add(split: str, label: str, number: int, **changes: str | bool) -> dict[str, str]:
        with_picture = changes.pop("picture", True)
        row = dict.fromkeys(FIELDS, "")
        row |= {
            "file": f"{split}/{label}/{number:04d}.png",
            "split": split,
            "labels": label,
            "source_repo": "nobody/drawn",
            "licence": "CC0-1.0",
            "licence_tier": "A",
            "cluster": f"{split}{label}{number}",
        }
        row |= {name: str(value) for name, value in changes.items()}
        path = tmp_path / row["file"]
        if with_picture:
            path.parent.mkdir(parents=True, exist_ok=True)
            drawn(label, number).save(path)
        else:
            # A folder in the place of the file: opening it raises an error.
            path.mkdir(parents=True)
        manifest = tmp_path / "manifest.csv"
        is_new = not manifest.exists()
        with manifest.open("a", encoding="utf-8", newline="") as lines:
            writer = csv.DictWriter(lines, FIELDS)
            if is_new:
                writer.writeheader()
            writer.writerow(row)
        return row

    return add
