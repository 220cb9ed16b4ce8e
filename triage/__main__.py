"""Start here: the command line, or a child process that examines evidence."""

from __future__ import annotations

import sys

CHILD = "--triage-child"
"""First argument of a frozen program that is started as its own disposable child."""


def main() -> int:
    """Run what the arguments ask for and return the exit code."""
    if sys.argv[1:2] == [CHILD]:
        from triage.evidence.child import main as child_main  # noqa: PLC0415  a child needs no CLI

        return child_main()
    from triage.cli.main import run  # noqa: PLC0415  a child needs no CLI

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
