"""An export is written beside its place and moved there when it is whole, or not at all."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from triage.core import names, places
from triage.core.errors import ExportError
from triage.core.longpath import openable
from triage.core.windows_names import trouble

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable

    from triage.store.provenance import SourceRow

_NO_ROOM = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}
_WINDOWS_NO_ROOM = {39, 112}  # ERROR_HANDLE_DISK_FULL, ERROR_DISK_FULL


def about_path(out: Path) -> Path:
    """Where the facts of an export lie whose format has no place for them."""
    return out.with_name(out.name + ".about.json")


def refuse_place(out: Path, case_path: Path, sources: Iterable[SourceRow]) -> None:
    """Raise ExportError where ``out`` exists, lies in evidence, or is a file of the case."""
    odd = trouble(out)
    if odd:
        raise ExportError(f"{out} is no name for an export: {odd}. Choose another name.")
    # The top of a drive has no name that another could be made of, and exists.
    for beside in (False, True):
        wanted = about_path(out) if beside else out
        if os.path.lexists(openable(wanted)):
            raise ExportError(f"{wanted} exists already: exports never overwrite, name another.")
    if not Path(openable(out.parent)).is_dir():
        raise ExportError(f"The folder {out.parent} does not exist: make it, or name another.")
    for source in sources:
        place = names.native(source.place)
        if places.inside(out, Path(place)):
            raise ExportError(
                f"{out} lies inside the evidence source {source.name} ({place}):"
                " evidence is never written to, so choose a place outside it."
            )
    if out.name.startswith(f"{case_path.name}-") and places.inside(out, case_path.parent):
        raise ExportError(f"{out} is a name that the case file keeps for itself: name another.")


class Staging:
    """The temporary places of one export. Whatever is left of them goes with :meth:`clear`.

    ``data`` and ``about`` take names of any length below them, on Windows too.
    """

    def __init__(self, out: Path) -> None:
        out = Path(openable(out))
        mark = f".part-{secrets.token_hex(4)}"
        self._moves = {
            out.with_name(out.name + mark): out,
            out.with_name(about_path(out).name + mark): about_path(out),
        }
        self.data, self.about = self._moves
        self._published: list[tuple[Path, Path]] = []

    def publish(self) -> None:
        """Give everything its name."""
        for temporary, final in self._moves.items():
            if not temporary.exists():
                continue
            if final.exists():
                raise ExportError(f"{final.name} has appeared meanwhile: name another place.")
            temporary.rename(final)
            self._published.append((temporary, final))

    def withdraw(self) -> None:
        """Take back what :meth:`publish` put in place."""
        for temporary, final in self._published:
            final.rename(temporary)

    def clear(self) -> None:
        """Remove what was not published."""
        for temporary in self._moves:
            if temporary.is_dir():
                shutil.rmtree(temporary, ignore_errors=True)
            else:
                temporary.unlink(missing_ok=True)


@contextmanager
def staging(out: Path) -> Generator[Staging]:
    """Temporary places for ``out``, gone at the end; ExportError in place of OSError."""
    staged = Staging(out)
    try:
        yield staged
    except OSError as error:
        raise ExportError(_sentence(out, error)) from error
    finally:
        staged.clear()


def _sentence(out: Path, error: OSError) -> str:
    if error.errno in _NO_ROOM or getattr(error, "winerror", None) in _WINDOWS_NO_ROOM:
        return (
            f"There is no room left on the medium of {out}; nothing was left there."
            " Free some room or choose another place."
        )
    return f"{out} cannot be written ({error.strerror or error}); nothing was left there."
