"""From the frozen folder to the files of a release: ``python installer/pack.py OUT``.

OUT is where ``build.py`` wrote, on this machine or on Windows. Signs what belongs to Windows,
lists the files anew, and makes the archive and, for Windows, the setup. Runs on Linux.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from installer import sign  # noqa: E402  a script finds them only now
from installer.archives import FOLDER  # noqa: E402  as above
from installer.bundle import build, sums  # noqa: E402  as above


def main() -> int:
    """Pack, and say what came of it."""
    parser = argparse.ArgumentParser(description="Make the files of a release.")
    parser.add_argument("out", type=Path, help="where build.py wrote; the files go there too")
    parser.add_argument("--compression", choices=("zlib", "lzma"), default="lzma")
    options = parser.parse_args()
    folder = options.out / FOLDER
    if not (folder / sums.NAME).is_file():
        print(f"{folder} is not there: run installer/bundle/build.py first", file=sys.stderr)
        return 1
    try:
        print(sign.sign(build.executables(folder)))
    except sign.SignError as error:
        print(f"not signed: {error}", file=sys.stderr)
        return 1
    sums.write(folder)
    steps = [["installer/archives.py", str(options.out)]]
    if (folder / "triage.exe").is_file():
        words = [str(folder), str(options.out), "--compression", options.compression]
        steps.append(["installer/windows/build_setup.py", *words])
    for script, *words in steps:
        code = subprocess.run([sys.executable, ROOT / script, *words], check=False).returncode
        if code:
            return code
    return 0


if __name__ == "__main__":
    sys.exit(main())
