"""Start of the frozen command line ``triage``, and of the child that examines evidence."""

from __future__ import annotations

import sys

from installer.bundle.surroundings import given_back
from triage.__main__ import main

given_back()
sys.exit(main())
