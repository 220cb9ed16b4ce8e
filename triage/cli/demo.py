"""``triage demo``: draw sample pictures and run a whole case on them."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from triage.cli.import_ import Asked, run_import
from triage.cli.shell import exits
from triage.cli.shell.jobs import run_job
from triage.cli.shell.output import emit_line, say
from triage.cli.shell.reading import opened
from triage.cli.shell.session import current
from triage.core import names
from triage.core.errors import KnownError
from triage.evidence.samples import folder as samples
from triage.export.run import export_case
from triage.inference.packs import default_packs
from triage.store.case import Case
from triage.store.status import status

if TYPE_CHECKING:
    from triage.core.job import JobContext

EXAMINER = "demo"


@click.command("demo")
@click.option("--headless", is_flag=True, help="No window: only the case and its report.")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="New folder for it all. Default: triage-demo here.",
)
def command(*, headless: bool, out: Path | None) -> int:
    """Draw about 80 harmless sample files, analyse them, and write a report on them.

    Nobody grades in a demo: the report shows what the model suggests and no grade.
    """
    root = _made(out)
    case = root / "demo.triage"
    current().case = case
    drawn = run_job("drawing", lambda ctx: _draw(ctx, root / "evidence"))
    say(f"Drew {drawn} sample files into {names.safe(str(root / 'evidence'))}.")
    asked = Asked(name="Demonstration", number="DEMO-1", examiner=EXAMINER, exhibit="D-1")
    code = run_import(case, (root / "evidence",), asked, default_packs())
    if code != exits.DONE:
        return code
    _tell_suggestions(case)
    report = _report(case, root / "report")
    say(f"The case: {names.safe(str(case))}")
    say("The report, for any browser:")
    emit_line(names.safe(str(report)))
    if headless:
        return exits.DONE
    return _window(case)


def _window(case: Path) -> int:
    """Open the case in the window and wait until it is closed; the exit code."""
    if not _has_display():
        say("There is no display here for the window: look at the report.")
        return exits.DONE
    say("The window opens; close it to come back here.")
    return subprocess.run([*_window_program(), str(case), "--by", EXAMINER], check=False).returncode


def _has_display() -> bool:
    if sys.platform in {"win32", "darwin"}:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _window_program() -> list[str]:
    """The window is a program of its own: the command line knows nothing of Qt."""
    if getattr(sys, "frozen", False):
        me = Path(sys.executable)
        return [str(me.with_name(f"triage-gui{me.suffix}"))]
    return [sys.executable, "-m", "triage.gui"]


def _made(out: Path | None) -> Path:
    """The new folder: the one that was asked for, or the first free ``triage-demo`` here."""
    numbers = itertools.count(2)
    root = out if out is not None else Path("triage-demo")
    while True:
        try:
            root.mkdir(parents=out is not None)
        except FileExistsError as error:
            if out is not None:
                raise KnownError(f"{out} exists already: give --out a new folder.") from error
            root = Path(f"triage-demo-{next(numbers)}")
        except OSError as error:
            told = f"The folder {root} cannot be made here ({error.strerror}): use --out DIR."
            raise KnownError(told) from error
        else:
            return root.resolve()


def _draw(ctx: JobContext, evidence: Path) -> int:
    evidence.mkdir()
    steps = samples.steps()
    drawn = 0
    for done, (word, write) in enumerate(steps):
        ctx.checkpoint()
        ctx.report("drawing", done, len(steps), message=word)
        drawn += write(evidence)
    return drawn


def _tell_suggestions(case: Path) -> None:
    with opened(case) as reader:
        labels = status(reader.connection)["labels"]
    for pack, counts in labels.items():
        say(f"Suggested by the model {pack}:")
        for label, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
            if count:
                say(f"  {count:>5,} {label}")


def _report(case: Path, out: Path) -> Path:
    with Case.open(case, by=EXAMINER) as writable:
        result = run_job(
            "report",
            lambda ctx: export_case(ctx, writable, "html", out, None, all_items=True, by=EXAMINER),
        )
    return result.path / "index.html"
