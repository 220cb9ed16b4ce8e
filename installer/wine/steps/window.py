"""The window with the demo case on the ``windows`` platform of Qt: what stands on the screen.

The screenshot is kept for a person. What the step itself sees: colours of the theme, and tiles
with pictures in rows and columns. Then Alt+F4 closes the window, and the program ends with 0.
``WORDS`` start the window, not the command line.
"""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

from bed import Program, expect, main, wait_until
from PIL import ImageGrab
from screen_look import look

if TYPE_CHECKING:
    from pathlib import Path

COLUMNS_LEAST = 4
ROWS_LEAST = 4
COLOURS_LEAST = 2000
OPEN_S = 120
END_S = 60


def window(out: Path, program: Program) -> None:
    """Open the case that the step ``demo`` made, look, close."""
    case = out.parent / "demo" / "demo" / "demo.triage"
    expect(case.exists(), f"the step demo has not made {case}")
    shot = out / "window.png"

    def filled() -> bool:
        expect(process.poll() is None, f"the program ended with {process.returncode}")
        picture = ImageGrab.grab(xdisplay=os.environ["DISPLAY"])
        picture.save(shot)
        seen = look(picture)
        many = seen.columns >= COLUMNS_LEAST and seen.rows >= ROWS_LEAST
        return many and seen.colours >= COLOURS_LEAST and not seen.missing

    with program.started(case, "--by", "demo") as process:
        try:
            wait_until(filled, "a grid of pictures in the colours of the theme", OPEN_S)
        finally:
            print(f"   {shot}: {look(ImageGrab.grab(xdisplay=os.environ['DISPLAY']))}")
        subprocess.run(["xdotool", "key", "alt+F4"], check=True)
        code = process.wait(END_S)
    expect(code == 0, f"closed by Alt+F4, the window ended with {code}")


if __name__ == "__main__":
    main(window)
