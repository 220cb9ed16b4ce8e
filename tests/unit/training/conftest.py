"""Drawn data sets for training: folders of shapes, and manifests as the real ones are laid out."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image, ImageDraw

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FIELDS = (
    "file", "split", "labels", "unknown", "source_repo", "commit", "path", "licence",
    "licence_tier", "sha256", "dhash", "cluster", "note",
)  # fmt: skip


def shape(label: str, number: int) -> Image.Image:
    """A ring, a cross or nothing, in any colour on a soft ground."""
    rng = np.random.default_rng([number, *label.encode()])
    ground = rng.integers(0, 256, size=(3, 3, 3), dtype=np.uint8)
    picture = Image.fromarray(ground).resize((72, 72), Image.Resampling.BICUBIC)
    pen = ImageDraw.Draw(picture)
    across, down = (int(value) for value in rng.integers(26, 47, size=2))
    reach = int(rng.integers(17, 24))
    box = (across - reach, down - reach, across + reach, down + reach)
    colour = (255, 255, 255) if rng.random() < 0.5 else (0, 0, 0)
    if label == "ring":
        pen.ellipse(box, outline=colour, width=7)
    if label == "cross":
        pen.line(box, fill=colour, width=8)
        pen.line((box[0], box[3], box[2], box[1]), fill=colour, width=8)
    return picture


@pytest.fixture
def shapes(tmp_path: Path) -> Callable[..., Path]:
    """Draw a folder with one sub-folder per label."""

    def draw(*labels: str, count: int = 4) -> Path:
        root = tmp_path / "shapes"
        for label in labels:
            (root / label).mkdir(parents=True)
            for number in range(count):
                shape(label, number).save(root / label / f"{number:03d}.png")
        return root

    return draw


@pytest.fixture
def sheet(tmp_path: Path) -> Callable[..., Path]:
    """Write a manifest and its pictures; each row is given by what differs from the usual."""

    def write(*rows: dict[str, str], folder: str = "set") -> Path:
        root = tmp_path / folder
        root.mkdir()
        with (root / "manifest.csv").open("w", encoding="utf-8", newline="") as file:
            writer: csv.DictWriter[str] = csv.DictWriter(file, FIELDS, restval="")
            writer.writeheader()
            for number, row in enumerate(rows):
                split = row.get("split", "train")
                name = row.get("file", f"{split}/{number}.png")
                usual = {"split": split, "file": name, "labels": "animal", "source_repo": "a/b"}
                writer.writerow({**usual, **row})
                place = root / name
                if root in place.resolve().parents:
                    place.parent.mkdir(parents=True, exist_ok=True)
                    shape("ring" if number % 2 else "cross", number).save(place)
        return root

    return write
