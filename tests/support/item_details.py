"""What the inspector is given, made by hand: one item with everything, changed by keywords."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from triage.core.records import Flag, Reason, State, Where
from triage.gui.session.counted import Category
from triage.gui.session.facts import TileFacts
from triage.store.item_detail import CopyPath, GradeFacts, ItemDetail, RunFacts, ScoreRow

CATEGORIES = (
    Category(1, "relevant"),
    Category(2, "possibly relevant"),
    Category(3, "to discuss"),
    Category(4, "not relevant"),
)
PACK = "9f3c" * 16
SCORES = {
    "firearm": (0.973, 0.42),
    "person": (0.613, 0.5),
    "scene_indoor": (0.38, 0.5),
    "knife": (0.07, 0.55),
    "clothing": (0.99, 0.995),
    "money": (0.02, 0.6),
    "vehicle": (0.01, 0.5),
}


def score_rows(pack: str = "general", *, newest: bool = True) -> tuple[ScoreRow, ...]:
    """Seven labels, two of them suggested."""
    return tuple(
        ScoreRow(
            pack=pack,
            pack_sha256=PACK,
            version="1.2",
            label=label,
            display=label.replace("_", " "),
            notable=False,
            score=score,
            threshold=threshold,
            default=threshold,
            newest=newest,
            reached=score >= threshold,
        )
        for label, (score, threshold) in SCORES.items()
    )


HASHES = {
    "md5": "5d41402abc4b2a76b9719d911017c592",
    "sha1": "aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d",
    "sha256": "1b7e44a9" + "03ab" * 12 + "9901c02d",
}
METADATA = {
    "Make": "Google",
    "Model": "Pixel 7",
    "FNumber": 1.85,
    "ExposureTime": 1 / 60,
    "ISO": 412,
}


RUN = RunFacts(
    *("general", PACK, "1.2", "onnxruntime 1.24.4", "DmlExecutionProvider"),
    *("NVIDIA RTX A2000", "2026-11-21T13:00:01.000Z"),
)


def _copies(folder: bytes, name: bytes) -> tuple[CopyPath, ...]:
    return (
        CopyPath(7, "Phone-1", folder + b"/" + name),
        CopyPath(12, "Phone-1", b"WhatsApp/Sent/IMG-1.jpg"),
        CopyPath(13, "Laptop", b"Users/kim/IMG-1.jpg"),
    )


def item_detail(**changes: Any) -> ItemDetail:
    """An analysed photograph with a grade, four places and a position."""
    folder, name = changes.pop("folder", b"DCIM/Camera"), changes.pop("name", b"IMG_1111.jpg")
    values: dict[str, Any] = {
        "item_id": 7,
        "name": name,
        "folder": folder,
        "source": "Phone-1",
        "exhibit": "A-17",
        "place": b"/evidence/Phone-1",
        "state": State.ANALYSED,
        "reason": Reason.NONE,
        "detail": "",
        "flags": Flag.NONE,
        "size": 3_412_345,
        "modified_ns": 1_712_939_467 * 10**9,
        "created_ns": None,
        "where": Where(Path("/evidence/Phone-1"), folder, name),
        "media_type": "image/jpeg",
        "width": 4080,
        "height": 3072,
        "taken": "2024-04-12T18:31:07+02:00",
        "metadata": dict(METADATA),
        "raw_tags": {"IFD0:Make": "Google", "GPS:GPSLatitude": ["53/1", "32/1", "4247/100"]},
        **HASHES,
        "latitude": 53.545131234,
        "longitude": 9.96645,
        "decoder": "Pillow 12",
        "grade": GradeFacts(1, "K. Meyer", "2026-11-21T14:02:11.120Z"),
        "scores": score_rows(),
        "runs": (RUN,),
        "copies": _copies(folder, name),
        "copies_count": 3,
        "scored": True,
        **changes,
    }
    return ItemDetail(**values)


def bare_detail(**changes: Any) -> ItemDetail:
    """A file of which nothing was read."""
    return item_detail(
        **{
            **dict.fromkeys(("md5", "sha1", "sha256", "latitude", "longitude", "taken", "grade")),
            **dict.fromkeys(("width", "height", "size", "modified_ns")),
            "metadata": {},
            "raw_tags": {},
            "scores": (),
            "runs": (),
            "copies": (),
            "copies_count": 1,
            "media_type": "",
            "decoder": "",
            "state": State.FAILED,
            "reason": Reason.UNREADABLE,
            **changes,
        }
    )


def tile_facts(category: int | None = 1, **changes: Any) -> TileFacts:
    """What the tile of the same item says."""
    return TileFacts(item_id=7, category=category, **changes)
