"""Start of the window."""

from __future__ import annotations

import sys

NOT_YET = "The window is not there yet; until it is, use the command line: triage --help."


def main() -> int:
    """Say in one sentence that there is no window yet, and return the exit code."""
    # A program started without a console, as Windows does it, has no stderr to write to.
    if sys.stderr is not None:  # pyright: ignore[reportUnnecessaryComparison]  None under pythonw
        print(NOT_YET, file=sys.stderr)  # noqa: T201  the only voice of a program without a window
    return 1


if __name__ == "__main__":
    sys.exit(main())
