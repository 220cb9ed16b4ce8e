"""What one run of the command line knows about itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import click

from triage.cli.shell.interrupts import Interrupts

if TYPE_CHECKING:
    from pathlib import Path


@dataclass
class Session:
    """``case`` is the case that the command works on, once its arguments are read."""

    interrupts: Interrupts = field(default_factory=Interrupts)
    case: Path | None = None


def current() -> Session:
    """The session of the command that is running."""
    return click.get_current_context().ensure_object(Session)
