"""``triage import``: add folders of evidence and analyse them."""

from __future__ import annotations

import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from triage.cli.shell import exits, remedies, summary
from triage.cli.shell.arguments import case_argument, describing_options
from triage.cli.shell.jobs import run_job
from triage.cli.shell.output import say
from triage.cli.shell.person import by_option, name_or_default
from triage.cli.shell.reading import opened
from triage.cli.shell.writing import opened_by
from triage.core import names
from triage.core.errors import CaseError, SourceError
from triage.core.job import Cancelled
from triage.core.longpath import openable
from triage.inference.packs import default_packs, find_pack
from triage.inference.providers import choose
from triage.ingest.import_job import import_sources
from triage.ingest.overlap import refuse_overlap
from triage.ingest.request import ImportRequest
from triage.store.case import Case
from triage.store.status import status

if TYPE_CHECKING:
    from collections.abc import Generator

    from triage.inference.packs import ModelPack


@dataclass(frozen=True, slots=True)
class Asked:
    """The options of one call, under click's names for them."""

    source_name: str | None = None
    exhibit: str = ""
    by: str | None = None
    models: tuple[str, ...] = ()
    no_classify: bool = False
    provider: str = "auto"
    workers: int | None = None
    resume: bool = False
    name: str = ""
    number: str = ""
    examiner: str = ""
    hook: str | None = None


@click.command("import")
@case_argument
@click.argument("folders", nargs=-1, type=click.Path(path_type=Path), metavar="[FOLDER...]")
@click.option("--source-name", metavar="N", help="Name of the source; only with one folder.")
@click.option("--exhibit", default="", metavar="X", help="Exhibit number of the source.")
@by_option
@click.option(
    "--model",
    "models",
    multiple=True,
    metavar="PACK",
    help="Name or folder of a model pack. Repeats. Default: general.",
)
@click.option("--no-classify", is_flag=True, help="No model now; a later import makes up for it.")
@click.option(
    "--provider",
    type=click.Choice(["auto", "cpu", "dml", "cuda", "coreml"]),
    default="auto",
    show_default=True,
    help="What the models run on.",
)
@click.option("--workers", type=click.IntRange(1, 256), metavar="N", help="Files at once.")
@click.option("--resume", is_flag=True, help="Go on with what is in the case; needs no folder.")
@describing_options
@click.option("--test-hook", "hook", hidden=True)
def command(case: Path, folders: tuple[Path, ...], **options: Any) -> int:  # noqa: ANN401  click hands them over by name
    """Add folders of evidence to a case and analyse them. Evidence is only ever read.

    A case that does not exist is made. A folder that is in the case already is looked at
    again: new files are added, unfinished work is done, nothing is done twice.
    """
    asked = Asked(**options)
    _check_usage(case, folders, asked)
    # What may be wrong is looked at before the case is made: no slip leaves an empty one behind.
    for folder in folders:
        _check_folder(case, folder)
    packs = _packs(asked)
    choose(asked.provider)
    return run_import(case, folders, asked, packs)


def run_import(
    case: Path, folders: tuple[Path, ...], asked: Asked, packs: tuple[ModelPack, ...]
) -> int:
    """Import, tell how it went on stderr, and return the exit code."""
    began = time.monotonic()
    try:
        with _writable(case, asked) as (writable, person):
            request = ImportRequest(
                folders=folders,
                source_name=asked.source_name,
                exhibit=asked.exhibit,
                by=person,
                packs=packs,
                provider=asked.provider,
                workers=asked.workers,
                hook=asked.hook,
            )
            done = run_job("import", lambda ctx: import_sources(ctx, writable, request))
    except Cancelled:
        return _tell_cancelled(case)
    for line in summary.import_lines(done, time.monotonic() - began):
        say(line)
    if done.remedy is not None:
        say(remedies.in_words(done.remedy, case))
    return exits.DONE


def _check_usage(case: Path, folders: tuple[Path, ...], asked: Asked) -> None:
    if not folders and not asked.resume:
        raise click.UsageError("Name a folder of evidence, or --resume to go on.")
    if asked.source_name is not None and len(folders) != 1:
        raise click.UsageError("--source-name goes with exactly one folder.")
    if asked.no_classify and asked.models:
        raise click.UsageError("--no-classify and --model exclude each other.")
    exists = case.exists()
    if exists and (asked.name or asked.number or asked.examiner):
        raise click.UsageError("The case exists: --name, --number, --examiner make a new one.")
    if not exists and not folders:
        raise CaseError(f"There is no case {case}: check the path, or name a folder to begin it.")


def _check_folder(case: Path, folder: Path) -> None:
    if not Path(openable(folder)).is_dir():
        raise SourceError(f"{folder} is no folder that can be read: check the path.")
    refuse_overlap(case, folder)


def _packs(asked: Asked) -> tuple[ModelPack, ...]:
    if asked.no_classify:
        return ()
    if not asked.models:
        return default_packs()
    return tuple(find_pack(name) for name in dict.fromkeys(asked.models))


@contextmanager
def _writable(case: Path, asked: Asked) -> Generator[tuple[Case, str]]:
    if case.exists():
        with opened_by(case, asked.by) as pair:
            yield pair
        return
    by = name_or_default(asked.by, asked.examiner)
    made = Case.create(case, name=asked.name, number=asked.number, examiner=asked.examiner, by=by)
    with made:
        say(f"Made the case {names.safe(str(case))}.")
        yield made, by


def _tell_cancelled(case: Path) -> int:
    with opened(case) as reader:
        told = status(reader.connection)
    say(f"Cancelled. {summary.equation(told)}")
    say(f"What is done stays. Go on with: triage import {names.safe(str(case))} --resume")
    return exits.CANCELLED
