"""Prints the modules that a start of the window has loaded when its first picture is painted."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from triage.gui.looks.settings import Settings
from triage.gui.window.app import run

if TYPE_CHECKING:
    from triage.gui.window.beginning import Beginning


def main(settings: Path) -> int:
    """One start, ended at once."""

    def watch(beginning: Beginning) -> None:
        def painted() -> None:
            # Told before anything that waits for the picture has begun.
            print(json.dumps(sorted(sys.modules)), flush=True)
            beginning.readiness.begin = lambda provider: None
            beginning.program.quit()

        beginning.first_paint.painted.connect(painted)

    return run(["triage-gui"], Settings(settings), watch)


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1])))
