"""A picture of every state of the window, in both themes and several sizes, in one go.

    python docs/screenshots.py --out /tmp/shots                  # all of them, to look at
    python docs/screenshots.py --only large --theme dark --sizes 1366x768 --out /tmp/shots
    python docs/screenshots.py                                   # those that the repository keeps

The real program is driven, on drawn pictures (and real ones, by ``--evidence``), under an Xvfb
of its own for each scale.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from screenshots_kit import kept
from screenshots_kit.display import display
from screenshots_kit.stages import STAGES, Stage, narrowed

_HERE = Path(__file__).resolve().parent
_KEPT = _HERE / "screenshots"


def main() -> int:
    """Draw the material, play each stage in a process of its own, keep what is to be kept."""
    asked = _asked()
    sys.path.insert(0, str(_HERE.parent))
    if asked.stage:
        return _play(asked)
    with tempfile.TemporaryDirectory(prefix="cases-") as work:
        from screenshots_kit import material  # noqa: PLC0415  needs the checkout on the path

        root = (asked.work or Path(work)) / "material"
        if not root.exists():
            material.draw(root, asked.evidence)
        out = asked.out
        if out.resolve() == _KEPT:
            if asked.evidence is not None:
                raise SystemExit("The repository keeps drawn pictures only: say --out with them.")
            out = Path(work) / "shots"
            _ask_for_kept(asked)
        out.mkdir(parents=True, exist_ok=True)
        failed = [stage.name for stage in STAGES if not _stage(asked, stage, root, out)]
        if out != asked.out and not failed:
            kept.keep(out, _KEPT)
    if failed:
        print(f"not all pictures were made on: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def _ask_for_kept(asked: argparse.Namespace) -> None:
    asked.only = sorted({shot.state for shot in kept.KEPT.values()})
    asked.sizes = sorted({shot.size for shot in kept.KEPT.values()})


def _stage(asked: argparse.Namespace, stage: Stage, material: Path, out: Path) -> bool:
    if not narrowed(stage, tuple(asked.sizes)).windows:
        return True
    command = [sys.executable, str(_HERE / "screenshots.py"), "--stage", stage.name]
    command += ["--material", str(material), "--out", str(out)]
    for flag, values in (
        ("--only", asked.only),
        ("--theme", asked.theme),
        ("--sizes", asked.sizes),
    ):
        command += [part for value in values for part in (flag, value)]
    with display(stage) as environment:
        return subprocess.run(command, check=False, env=environment).returncode == 0


def _play(asked: argparse.Namespace) -> int:
    from screenshots_kit import playing  # noqa: PLC0415  Qt, in the process of a stage alone

    stage = next(one for one in STAGES if one.name == asked.stage)
    stage = narrowed(stage, tuple(asked.sizes))
    return playing.play(stage, asked.material, asked.out, asked.theme, asked.only)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--only", action="append", default=[], metavar="STATE")
    parser.add_argument("--theme", action="append", default=[], choices=("dark", "light"))
    parser.add_argument("--sizes", action="append", default=[], metavar="WxH[@PERCENT]")
    parser.add_argument("--evidence", type=Path, help="a folder of real pictures, only read")
    parser.add_argument("--out", type=Path, default=_KEPT)
    parser.add_argument("--work", type=Path, help="a folder for what is drawn, to use it again")
    parser.add_argument("--stage", default="", help=argparse.SUPPRESS)
    parser.add_argument("--material", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
