"""What the pictures show: drawn evidence, a case with grades in it, packs that are broken."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PIL import Image, ImageEnhance, ImageOps

from triage.core import resources
from triage.core.job import JobContext
from triage.evidence.samples import folder as samples
from triage.inference.packs import default_packs
from triage.ingest.import_job import import_sources
from triage.ingest.request import ImportRequest
from triage.store.case import Case
from triage.store.commands import SetGrade

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

BY = "K. Meyer"
CASE_NAME, NUMBER = "Operation Harbour", "2026-0042"
COPIED = "IMG_1008.JPG"
"""A photo that lies in the evidence eight times."""
_VARIANTS = 6
_GRADES = ((1, 5), (2, 3), (3, 2), (4, 9))
"""How many of the suggested items are graded with which category."""


@dataclass(frozen=True, slots=True)
class Material:
    """Everything lies below ``root``, which is made once and copied for each stage."""

    root: Path

    @property
    def evidence(self) -> Path:
        """A folder with one drawn example of everything."""
        return self.root / "Phone-1"

    @property
    def more(self) -> Path:
        """A folder that takes a while to import."""
        return self.root / "Card-2"

    @property
    def case(self) -> Path:
        """The case with ``evidence`` in it, analysed and partly graded."""
        return self.root / "harbour.triage"

    @property
    def packs(self) -> Path:
        """A user's own folder of data, in which the packs are broken."""
        return self.root / "data"


def draw(root: Path, real: Path | None) -> Material:
    """Make all of it; ``real`` is evidence that is used instead of the drawn one."""
    made = Material(root)
    root.mkdir(parents=True, exist_ok=True)
    _draw_evidence(made.evidence)
    _draw_more(made.evidence, made.more)
    _break_packs(made.packs / "forensic-triage" / "packs")
    _make_case(made, (made.evidence,) if real is None else (made.evidence, real))
    return made


def _draw_evidence(folder: Path) -> None:
    folder.mkdir()
    for _, write in samples.steps():
        write(folder)
    original = folder / "DCIM" / "100SAMPL" / COPIED
    for number in range(1, 8):
        place = folder / "Backup" / f"2026-05-{number:02}"
        place.mkdir(parents=True)
        shutil.copyfile(original, place / COPIED)


def _draw_more(evidence: Path, folder: Path) -> None:
    """Each photo in other tones and mirrored: other contents, quickly drawn."""
    folder.mkdir()
    for path in sorted((evidence / "DCIM" / "100SAMPL").iterdir()):
        with Image.open(path) as opened:
            photo = opened.convert("RGB")
        for number in range(_VARIANTS):
            toned = ImageEnhance.Color(photo).enhance(0.2 + 0.3 * number)
            shown = ImageOps.mirror(toned) if number % 2 else toned
            shown.save(folder / f"DSC{number}{path.stem[-4:]}.jpg", "JPEG", quality=88)


def _break_packs(folder: Path) -> None:
    original = resources.folder("models") / "general"
    missing, other = folder / "weapons-2", folder / "documents"
    for place in (missing, other):
        place.mkdir(parents=True)
        shutil.copyfile(original / "pack.toml", place / "pack.toml")
    (other / "model.onnx").write_bytes(b"not the model that the manifest names")


def _make_case(made: Material, folders: tuple[Path, ...]) -> None:
    with Case.create(made.case, name=CASE_NAME, number=NUMBER, examiner=BY, by=BY) as case:
        request = ImportRequest(folders=folders, exhibit="H-17", by=BY, packs=default_packs())
        import_sources(JobContext(), case, request)
        with case.reader() as reader:
            ids = _in_a_mixture(reader.connection)
        for category, count in _GRADES:
            given, ids = ids[:count], ids[count:]
            case.send(SetGrade(tuple(given), category, BY)).result()


def _in_a_mixture(conn: sqlite3.Connection) -> list[int]:
    """Ids of analysed items, of every folder some, always the same ones."""
    rows = conn.execute("SELECT id FROM item WHERE state = 1 ORDER BY id * 7919 % 101, id")
    return [int(row[0]) for row in rows]
