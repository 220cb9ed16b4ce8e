"""Start of the window: ``triage-gui [CASE [FOLDER...]]``."""

from __future__ import annotations

import sys


def main() -> int:
    """Show the window until it is closed; the exit code."""
    from triage.gui.window.app import run  # noqa: PLC0415  a child of ours needs no Qt

    return run(sys.argv)


if __name__ == "__main__":
    sys.exit(main())
