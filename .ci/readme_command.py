"""Print the README's Linux command that holds a word, so that CI runs what people paste."""

from __future__ import annotations

import re
import sys
from pathlib import Path

_BLOCK = re.compile(r"^```(?:sh|bash|console)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def main() -> int:
    """Print the one line of a shell block that holds the word given as the only argument."""
    word = sys.argv[1]
    readme = Path(__file__).resolve().parents[1] / "README.md"
    blocks = _BLOCK.findall(readme.read_text(encoding="utf-8"))
    lines = [line for block in blocks for line in block.splitlines() if word in line]
    if len(lines) != 1:
        print(f"README.md has {len(lines)} commands with {word!r}, want one", file=sys.stderr)
        return 1
    print(lines[0])
    return 0


if __name__ == "__main__":
    sys.exit(main())
