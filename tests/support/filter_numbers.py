"""Numbers for the filter panel as a case of 52,310 items would give them."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from triage.core.filters import Filter
from triage.core.records import Flag, Reason, State
from triage.gui.session.counted import Category, Counts, LabelRow

CATEGORIES = (
    Category(1, "Relevant"),
    Category(2, "Money or goods"),
    Category(5, "Not relevant"),
)
_LABELS = (
    ("firearm", "Firearm", True, 0.42, 0.118, 1_284),
    ("knife", "Knife", True, 0.55, 0.55, 318),
    ("money", "Money", False, 0.6, 0.6, 902),
    ("document", "Document", False, 0.5, 0.5, 6_120),
    ("screenshot", "Screenshot", False, 0.5, 0.5, 9_377),
    ("vehicle", "Vehicle", False, 0.5, 0.5, 2_210),
    ("person", "Person", False, 0.5, 0.5, 118_455),
    ("animal", "Animal", False, 0.5, 0.5, 1_455),
    ("food_plant", "Food or plant", False, 0.5, 0.5, 3_018),
    ("building", "Building", False, 0.5, 0.5, 2_877),
    ("scene_indoor", "Indoor scene", False, 0.5, 0.5, 7_020),
    ("scene_outdoor", "Outdoor scene", False, 0.5, 0.5, 8_431),
    ("graphic", "Graphic, chart or drawing", False, 0.5, 0.5, 1_202),
    ("other", "Other", False, 0.5, 0.5, 640),
)


def scores(seed: int, size: int = 52_310) -> npt.NDArray[np.int64]:
    """Many low scores, few high ones."""
    chance = np.random.default_rng(seed)
    low = chance.beta(0.5, 4.0, size)
    high = chance.beta(9.0, 1.6, size // 40)
    counted, _ = np.histogram(np.concatenate([low, high]), bins=100, range=(0, 1))
    return counted.astype(np.int64)


def label_rows(pack: str = "general", **thresholds: float) -> tuple[LabelRow, ...]:
    """Fourteen categories of a pack."""
    return tuple(
        LabelRow(
            pack,
            name,
            display,
            f"A picture of {display.lower()}.",
            notable,
            thresholds.get(name, threshold),
            default,
            count,
            scores(number),
        )
        for number, (name, display, notable, threshold, default, count) in enumerate(_LABELS)
    )


def facets() -> dict[str, dict[Any, int]]:
    """Counts of every group."""
    months = {
        f"{year}-{month:02}": 10 + (year * 31 + month * 17) % 400
        for year in (2022, 2023, 2024)
        for month in range(1, 13)
    }
    return {
        "state": {State.ANALYSED: 51_102, State.SKIPPED: 880, State.FAILED: 328},
        "reason": {
            Reason.NONE: 51_102,
            Reason.NOT_AN_IMAGE: 700,
            Reason.EMPTY: 180,
            Reason.CORRUPT: 200,
            Reason.TRUNCATED: 128,
        },
        "grade": {None: 52_266, 1: 31, 5: 13},
        "grader": {"": 52_266, "K. Meyer": 40, "A. Lee": 4},
        "media_type": {"image/jpeg": 40_000, "image/png": 9_000, "image/heic": 2_000, "": 1_310},
        "camera": {"": 12_000, **{f"Camera {n}": 4000 // n for n in range(1, 31)}},
        "taken": {None: 20_000, **months},
        "gps": {True: 8_210, False: 44_100},
        "flags": {Flag.NONE: 52_000, Flag.EXTENSION_MISMATCH: 200, Flag.CHANGED: 110},
        "copies": {True: 4_021, False: 48_289},
    }


FOLDERS = (
    ("Phone-1", "DCIM", 20),
    ("Phone-1", "DCIM/Camera", 12_850),
    ("Phone-1", "DCIM/Screenshots", 4_210),
    ("Phone-1", "WhatsApp Images", 9_144),
    ("Phone-1", "WhatsApp Images/Sent", 1_020),
    ("Phone-1", "Download/a very long name of a folder that nobody can read at once", 311),
)


def counts(wanted: Filter | None = None, **thresholds: float) -> Counts:
    """Everything counted."""
    return Counts(
        wanted or Filter(),
        3_906,
        52_310,
        label_rows("general", **thresholds),
        1_000,
        facets(),
        FOLDERS,
    )
