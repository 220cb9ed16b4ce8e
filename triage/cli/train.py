"""``triage train``: make a model pack from labelled pictures."""

from __future__ import annotations

import importlib
import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from triage.cli.shell.jobs import run_job
from triage.cli.shell.output import say
from triage.core.errors import KnownError
from triage.core.names import safe

if TYPE_CHECKING:
    from triage.training.order import Order

_PATH = click.Path(path_type=Path)
_NEEDED = ("torch", "onnx")


@click.command("train")
@click.argument("data", nargs=-1, required=True, type=_PATH, metavar="DATA...")
@click.argument("out", type=_PATH, metavar="OUT")
@click.option("--labels", metavar="NAMES", help="Names with commas, or a file with [[labels]].")
@click.option(
    "--preset",
    type=click.Choice(["quick", "standard", "strong"]),
    default="standard",
    show_default=True,
    help="How much effort: minutes, hours or a day.",
)
@click.option("--init", type=_PATH, metavar="PACK", help="Begin with the weights of this pack.")
@click.option(
    "--teacher",
    "teachers",
    multiple=True,
    type=_PATH,
    metavar="MODEL.onnx",
    help="A model to learn from as well. Repeats.",
)
@click.option("--negatives", type=_PATH, metavar="FOLDER", help="Pictures with none of the labels.")
@click.option(
    "--group",
    type=click.Choice(["folder", "cluster"]),
    default="cluster",
    show_default=True,
    help="What stays on one side of the hold-out: sub-folders or near copies.",
)
@click.option("--licence-tier", "tiers", metavar="A,B", help="Only pictures of these tiers.")
@click.option("--rules", type=_PATH, metavar="FILE", help="Rules that thin out what is alike.")
@click.option(
    "--epochs", type=click.IntRange(2, 10_000), metavar="N", help="Instead of the preset's."
)
@click.option("--threads", type=click.IntRange(1, 256), metavar="N", help="Threads of torch.")
@click.option("--seed", type=int, default=1, show_default=True, help="Of weights and crops.")
@click.option("--name", default="", metavar="N", help="Name of the pack. Default: after OUT.")
@click.option("--resume", is_flag=True, help="Go on with the training in OUT.")
def command(data: tuple[Path, ...], out: Path, **options: Any) -> None:  # noqa: ANN401  click hands them over by name
    """Train a model pack on labelled pictures; it is written to OUT/pack.

    DATA is a folder with one sub-folder per label, or a manifest.csv or a folder that holds one.
    Nothing in DATA is changed. Stopped by Ctrl+C, a power cut or anything else, a training goes on
    with --resume.
    """
    _need_kit()
    asked = _order(data, out, options)
    course: Any = importlib.import_module("triage.training.course")
    outcome = run_job("train", lambda ctx: course.train(asked, ctx))
    for notice in outcome.notices:
        say(notice)
    say(f"Left out: {outcome.left_out}.")
    say(f"{outcome.epochs} epochs; mean average precision on the hold-out {outcome.mean_ap:.3f}.")
    say(f"The pack is in {safe(str(outcome.pack))}; its card says what it is worth.")


def _need_kit() -> None:
    """KnownError where this installation cannot train."""
    try:
        there = importlib.util.find_spec("triage.training") is not None
    except (ImportError, ValueError):
        there = False
    if not there:
        raise KnownError(
            "Training is no part of this program: install its Python package with "
            "pip install 'forensic-triage[train]'."
        )
    missing = [name for name in _NEEDED if importlib.util.find_spec(name) is None]
    if missing:
        raise KnownError(
            f"Training needs {' and '.join(missing)}: run pip install 'forensic-triage[train]'."
        )


def _order(data: tuple[Path, ...], out: Path, options: dict[str, Any]) -> Order:
    order: Any = importlib.import_module("triage.training.order")
    labels: Any = importlib.import_module("triage.training.labels")
    said = options.pop("labels") or ""
    tiers = options.pop("tiers") or ""
    return order.Order(
        data=data,
        out=out,
        labels=labels.read_labels(said, Path(said)) if said else (),
        tiers=frozenset(tier.strip() for tier in tiers.split(",") if tier.strip()),
        epochs=options.pop("epochs") or 0,
        threads=options.pop("threads") or 0,
        **options,
    )
