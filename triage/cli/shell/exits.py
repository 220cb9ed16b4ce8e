"""Exit codes; scripts rely on them."""

from __future__ import annotations

DONE = 0
KNOWN_ERROR = 1
WRONG_USAGE = 2
DIFFERENCE_FOUND = 3
OUR_BUG = 70
CANCELLED = 130
