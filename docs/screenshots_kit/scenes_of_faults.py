"""What goes wrong, each made to happen below the window."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QListWidget

from screenshots_kit.lost_card import lost_card
from screenshots_kit.material import BY
from triage.core.job import JobContext
from triage.gui.looks.dialogs import tell_error
from triage.inference.packs import default_packs
from triage.ingest.import_job import import_sources
from triage.ingest.request import ImportRequest
from triage.store.case import Case

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

    from screenshots_kit.director import Director

_HOLD = """
import sys
from pathlib import Path
from triage.store.case import Case
with Case.open(Path(sys.argv[1]), by="A. Duarte"):
    print("held", flush=True)
    sys.stdin.readline()
"""


def broken_packs(director: Director) -> None:
    """One pack without its model, one whose model is another than it says."""
    before = os.environ.get("XDG_DATA_HOME")
    os.environ["XDG_DATA_HOME"] = str(director.material.packs)
    try:
        director.open()
        front = director.program.front_pages
        front.show_models()
        director.until(front.models.view.isVisible)
        packs = front.models.findChildren(QListWidget)[0]
        packs.setCurrentRow(packs.count() - 1)
        director.snap("model-missing")
        front.models.closed.emit()
        director.case.evidence.ask_for([str(director.material.more)])
        director.until_dialog()
        director.snap("add-evidence-broken")
        director.end()
    finally:
        if before is None:
            del os.environ["XDG_DATA_HOME"]
        else:
            os.environ["XDG_DATA_HOME"] = before


def lost_device(director: Director) -> None:
    """A graphics card gives up in the middle of an import."""
    director.start(_new_case(director.place()))
    director.until(lambda: director.program.case is not None)
    with lost_card():
        _import(director)
        jobs = director.case.session.jobs
        director.until(lambda: not jobs.running)
    director.snap("device-lost")
    director.end()


def locked(director: Director) -> None:
    """Another program has the case."""
    case = director.copied_case()
    command = [sys.executable, "-c", _HOLD, str(case)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        if holder.stdout is None or holder.stdout.readline().strip() != b"held":
            raise RuntimeError("the other program does not hold the case")
        director.start(case)
        director.until_dialog()
        director.snap("locked")
        director.end()
        holder.communicate(b"\n")


def missing_source(director: Director) -> None:
    """The folder of the evidence is not where it was when it was imported."""
    place = director.place()
    evidence = place / "Phone-1"
    shutil.copytree(director.material.evidence / "Documents", evidence)
    case = _new_case(place)
    with Case.open(case, by=BY) as opened:
        request = ImportRequest(folders=(evidence,), by=BY, packs=default_packs())
        import_sources(JobContext(), opened, request)
    evidence.rename(place / "Phone-1 moved")
    director.start(case)
    director.until(lambda: director.program.case is not None)
    director.until(director.case.screen.banner.isVisible)
    director.until_pictures()
    director.pick("letter 00.png")
    director.snap("source-missing")
    director.case.pages.show_case()
    director.rest()
    director.snap("case-page-source-missing")
    director.end()


def full_disk(director: Director) -> None:
    """No room is left while an import runs. Mounting a small disk needs root on Linux."""
    with _small_disk(director.place()) as disk:
        if disk is None:
            print("disk-full: left out, a small disk cannot be mounted here", file=sys.stderr)
            return
        director.start(_new_case(disk))
        director.until(lambda: director.program.case is not None)
        _import(director)
        director.until_dialog()
        director.snap("disk-full")
        director.end()


def program_fault(director: Director) -> None:
    """A fault of our own."""
    director.open()
    fault = RuntimeError("columns of two lengths: 80 and 79")
    tell_error(director.program.window, fault, case=director.case.session.case.path)
    director.until_dialog()
    director.snap("program-fault")
    director.end()


def _new_case(folder: Path) -> Path:
    path = folder / "Operation Harbour.triage"
    Case.create(path, name="Operation Harbour", number="2026-0042", examiner=BY, by=BY).close()
    return path


def _import(director: Director) -> None:
    folders = (director.material.evidence,)
    packs = default_packs()
    director.case.jobs.begin_import(ImportRequest(folders=folders, by=BY, packs=packs))
    director.until(lambda: director.case.session.jobs.running)


@contextmanager
def _small_disk(folder: Path) -> Generator[Path | None]:
    options = ["-t", "tmpfs", "-o", "size=1500k", "none", str(folder)]
    done = subprocess.run(["mount", *options], check=False, capture_output=True)
    if done.returncode:
        yield None
        return
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=False)
