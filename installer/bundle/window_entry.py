"""Start of the frozen window ``triage-gui``, and of the child that examines evidence for it."""

from __future__ import annotations

import sys

from installer.bundle.surroundings import given_back
from triage.__main__ import CHILD
from triage.__main__ import main as command_line


def main() -> int:
    """A child needs no Qt, and its start is waited for."""
    if sys.argv[1:2] == [CHILD]:
        return command_line()
    from triage.gui.__main__ import main as window  # noqa: PLC0415  see above

    return window()


given_back()
sys.exit(main())
