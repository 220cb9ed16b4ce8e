"""Read a `manifest.csv`: the rows to learn from, and what is to be kept apart.

The wall between the splits is here. A row of `train` becomes a :class:`Row`; a row of `val` does
so only where somebody asks for `val`. Of every other split nothing is kept but the hashes by
which its pictures are refused, and no place of its files leaves this module.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from triage.core.errors import KnownError
from triage.core.names import safe
from triage.training.rows import Row

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from triage.training.kept_apart import KeptApart

FILE_NAME: Final = "manifest.csv"
LEARNED: Final = "train"
JUDGED: Final = "val"
ALL_UNLISTED: Final = "*"
_NEEDED: Final = ("file", "split", "labels")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the file: its number, its fields by name."""

    number: int
    fields: Mapping[str, str]

    def text(self, name: str) -> str:
        """The field of that name; "" where the file has no such column."""
        return (self.fields.get(name) or "").strip()

    def names(self, field: str) -> frozenset[str]:
        """The labels listed in a field."""
        return frozenset(name.strip() for name in self.text(field).split(";") if name.strip())


class Manifest:
    """One manifest file and the labels that it may use."""

    def __init__(self, place: Path, names: Sequence[str]) -> None:
        self._place = place
        self._root = place.parent
        self._names = frozenset(names)

    def rows(self, split: str) -> list[Row]:
        """The rows of ``train`` or ``val``; KnownError where one cannot be understood."""
        if split not in {LEARNED, JUDGED}:
            raise KnownError(
                f"The split {safe(split)!r} is not for training: it may only be judged on."
            )
        return [self._row(line, split) for line in self._lines() if line.text("split") == split]

    def keep_apart(self, apart: KeptApart) -> None:
        """Add every picture that is not of ``train`` to those that training refuses."""
        for line in self._lines():
            if line.text("split") != LEARNED:
                apart.add(line.text("sha256"), self._hash(line))

    def _lines(self) -> Iterator[Line]:
        try:
            with self._place.open(encoding="utf-8-sig", newline="") as file:
                reader = csv.DictReader(file)
                missing = [name for name in _NEEDED if name not in (reader.fieldnames or ())]
                if missing:
                    raise KnownError(
                        f"{self._shown} has no column {missing[0]!r}: a manifest needs the "
                        f"columns {', '.join(_NEEDED)}."
                    )
                for fields in reader:
                    yield Line(reader.line_num, fields)
        except OSError as error:
            raise KnownError(f"{self._shown} cannot be read: {error.strerror}.") from error
        except (UnicodeDecodeError, csv.Error) as error:
            raise KnownError(f"{self._shown} is not a CSV file in UTF-8: {error}.") from error

    def _row(self, line: Line, split: str) -> Row:
        labels = line.names("labels")
        unknown = line.names("unknown")
        if ALL_UNLISTED in unknown:
            unknown = self._names - labels
        strange = sorted((labels | unknown) - self._names)
        if strange:
            raise KnownError(
                f"{self._shown}, line {line.number}: the label {safe(strange[0])!r} is none of "
                f"{', '.join(sorted(self._names))}. Correct it, or name the labels with --labels."
            )
        return Row(
            place=self._inside(line, split),
            labels=labels,
            unknown=unknown - labels,
            source=line.text("source_repo") or self._root.name,
            cluster=line.text("cluster"),
            commit=line.text("commit"),
            path=line.text("path") or line.text("file"),
            licence=line.text("licence"),
            tier=line.text("licence_tier"),
            sha256=line.text("sha256"),
            dhash=self._hash(line),
            note=line.text("note"),
        )

    def _inside(self, line: Line, split: str) -> Path:
        relative = PurePosixPath(line.text("file"))
        other = {"train", "val", "ood"} - {split}
        place = (self._root / relative).resolve()
        leads_out = relative.is_absolute() or not place.is_relative_to(self._root.resolve())
        # Read from the resolved path: a link into the folder of another split counts as that.
        part = "" if leads_out else place.relative_to(self._root.resolve()).parts[0]
        if leads_out or part in other:
            raise KnownError(
                f"{self._shown}, line {line.number}: {safe(str(relative))} is listed under "
                f"{split!r} but lies elsewhere. Correct the manifest."
            )
        return place

    def _hash(self, line: Line) -> int | None:
        text = line.text("dhash")
        try:
            return int(text, 16) if text else None
        except ValueError as error:
            raise KnownError(
                f"{self._shown}, line {line.number}: {safe(text)!r} is no difference hash "
                "(16 digits in hex)."
            ) from error

    @property
    def _shown(self) -> str:
        return safe(str(self._place))
