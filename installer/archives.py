"""Pack the frozen folder: ``python installer/archives.py OUT``, where ``build.py`` wrote to OUT.

On Linux a ``.tar.gz``; on Windows a ``.zip`` that keeps settings and packs beside the program,
for a USB stick. The same folder gives the same bytes.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import os
import sys
import tarfile
import time
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from installer.bundle import sums  # noqa: E402  a script finds them only now
from installer.source_date import source_date  # noqa: E402  as above
from triage import __version__  # noqa: E402  as above

FOLDER = "Forensic Triage"
PORTABLE = "portable"
_NOTE = b"Settings, logs and model packs lie in the folder data beside this file.\n"
_COMPRESSION = 9


def main() -> int:
    """Pack what OUT holds, and say how large it became."""
    parser = argparse.ArgumentParser(description="Pack the frozen folder into an archive.")
    parser.add_argument("out", type=Path, help="where build.py wrote; the archive goes there too")
    out = parser.parse_args().out.resolve()
    folder = out / FOLDER
    if not (folder / sums.NAME).is_file():
        print(f"{folder} is not there: run installer/bundle/build.py first", file=sys.stderr)
        return 1
    began = time.monotonic()
    moment = source_date(ROOT)
    on_windows = (folder / "triage.exe").is_file()
    archive = out / name(__version__, windows=on_windows)
    pack = pack_zip if on_windows else pack_tar
    pack(folder, archive, top(__version__), moment)
    print(
        f"{archive.name}: {archive.stat().st_size / 1e6:.1f} MB, {time.monotonic() - began:.0f} s"
    )
    return 0


def name(version: str, *, windows: bool) -> str:
    """What the archive of a version is called."""
    return f"{top(version)}-windows-x64.zip" if windows else f"{top(version)}-linux-x64.tar.gz"


def top(version: str) -> str:
    """The one folder in the archive: no blank in it, and a version beside another."""
    return f"forensic-triage-{version}"


def files(folder: Path) -> list[tuple[str, Path]]:
    """Files and links by their names in the archive, in an order that no system changes."""
    found = [(path.relative_to(folder).as_posix(), path) for path in folder.rglob("*")]
    there = [(inside, path) for inside, path in found if path.is_symlink() or path.is_file()]
    return sorted(there, key=lambda pair: pair[0].encode())


def pack_tar(folder: Path, archive: Path, above: str, moment: int) -> None:
    """Owned by root, one time for all: nothing of the machine that packed it."""
    with (
        archive.open("wb") as raw,
        gzip.GzipFile("", "wb", _COMPRESSION, raw, mtime=moment) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as tar,
    ):
        for inside, path in files(folder):
            entry = tarfile.TarInfo(f"{above}/{inside}")
            entry.mtime = moment
            if path.is_symlink():
                entry.type = tarfile.SYMTYPE
                entry.linkname = path.readlink().as_posix()
                tar.addfile(entry)
                continue
            entry.size = path.stat().st_size
            entry.mode = 0o755 if os.access(path, os.X_OK) else 0o644
            with path.open("rb") as file:
                tar.addfile(entry, file)


def pack_zip(folder: Path, archive: Path, above: str, moment: int) -> None:
    """With the mark of a portable program, which the list of hashes names as well."""
    when = time.gmtime(moment)[:6]
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=_COMPRESSION) as packed:
        for inside, content in _portable(folder):
            entry = zipfile.ZipInfo(f"{above}/{inside}", when)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            packed.writestr(entry, content.read_bytes() if isinstance(content, Path) else content)


def _portable(folder: Path) -> list[tuple[str, Path | bytes]]:
    listed = sums.parsed((folder / sums.NAME).read_text(encoding="utf-8"))
    listed[PORTABLE] = hashlib.sha256(_NOTE).hexdigest()
    there: dict[str, Path | bytes] = dict(files(folder))
    there[PORTABLE] = _NOTE
    there[sums.NAME] = sums.as_text(listed).encode()
    return sorted(there.items(), key=lambda pair: pair[0].encode())


if __name__ == "__main__":
    sys.exit(main())
