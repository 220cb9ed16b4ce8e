"""A new folder whose every file is hashed as it is written, for ``sha256sum --check``."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

MANIFEST = "SHA256SUMS"


class HashedFolder:
    """Writes files below a folder and their SHA-256, one a line, to its ``SHA256SUMS``."""

    def __init__(self, out: Path) -> None:
        out.mkdir()
        self._out = out
        self._sums = (out / MANIFEST).open("x", encoding="ascii", newline="\n")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._sums.close()

    def has(self, name: str) -> bool:
        """Whether that file is there already."""
        return (self._out / name).exists()

    def write(self, name: str, data: bytes) -> None:
        """Write one file; ``name`` is relative, with ``/``, in ASCII, and new."""
        path = self._out / name
        path.parent.mkdir(exist_ok=True)
        with path.open("xb") as handle:
            handle.write(data)
        self._sums.write(f"{hashlib.sha256(data).hexdigest()}  {name}\n")
