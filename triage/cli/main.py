"""The command `triage`: its sub-commands are imported only when they are called."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

import click

from triage import __version__
from triage.cli.shell import exits, output
from triage.cli.shell.boundary import guarded
from triage.cli.shell.session import Session

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS: dict[str, tuple[str, str]] = {
    "new": ("triage.cli.new", "Make an empty case."),
    "import": ("triage.cli.import_", "Add folders of evidence and analyse them."),
    "source": ("triage.cli.source", "List the evidence sources, or say where one is now."),
    "status": ("triage.cli.status", "Show what is in the case and what became of it."),
    "list": ("triage.cli.list_", "List items by filter, as a table, JSON lines or CSV."),
    "threshold": ("triage.cli.threshold", "Show the thresholds, or move one."),
    "grade": ("triage.cli.grade", "Give items a category, or take it away."),
    "export": ("triage.cli.export", "Write a table, a report or copies of the files."),
    "audit": ("triage.cli.audit", "Show the audit log."),
    "verify": ("triage.cli.verify", "Check the case, and on demand evidence and scores."),
    "models": ("triage.cli.models", "List the model packs of this installation."),
    "train": ("triage.cli.train", "Make a model pack from labelled pictures."),
    "doctor": ("triage.cli.doctor", "Test this machine and this installation."),
    "demo": ("triage.cli.demo", "Draw sample pictures and run a whole case on them."),
}
"""Name: module that holds its click command as ``command``, and one line of help."""

_RUN_MODELS = frozenset({"import", "verify", "demo"})
"""Commands that load ONNX Runtime; the others read a case on any installation."""


class LazyGroup(click.Group):
    """Imports a command's module when it is called: ``--help`` stays instant."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's signature
        """The commands in the order in which a case needs them."""
        return list(COMMANDS)

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002  click's signature
        cmd_name: str,
    ) -> click.Command | None:
        """The command, imported now; None where there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        return importlib.import_module(COMMANDS[cmd_name][0]).command

    def format_commands(
        self,
        ctx: click.Context,  # noqa: ARG002  click's signature
        formatter: click.HelpFormatter,
    ) -> None:
        """Print the list of commands without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.command(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="triage")
@click.pass_context
def triage(ctx: click.Context) -> None:
    """Offline image triage for forensic examiners.

    A model suggests, a person grades. Nothing leaves this machine, and evidence is only read.
    """
    if ctx.invoked_subcommand in _RUN_MODELS:
        # Two of its distributions overwrite each other: no score of theirs could be traced.
        importlib.import_module("triage.inference.runtime").check_runtime()


def run(arguments: Sequence[str]) -> int:
    """Run the command line and return the exit code; never raises an Exception."""
    output.prepare()
    session = Session()

    def work() -> int:
        outcome: Any = triage.main(
            list(arguments), prog_name="triage", standalone_mode=False, obj=session
        )
        # click hands a callback's value through; an early exit (--help) is its code.
        return outcome if isinstance(outcome, int) else exits.DONE

    return guarded(work, session)
