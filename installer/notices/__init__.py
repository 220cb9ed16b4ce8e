"""What the frozen folder says of other people's work: ``sbom.cdx.json`` and ``NOTICES.txt``."""

from __future__ import annotations

from installer.notices.written import write

__all__ = ["write"]
