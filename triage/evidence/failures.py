"""What a decoder's exception means: reason and text of a failed item."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from PIL import Image

from triage.core.records import Reason
from triage.evidence import truncation
from triage.evidence.decode import CannotDecodeError
from triage.evidence.ifd import NotTiffError, TiffBlock
from triage.evidence.limits import TooLargeError

if TYPE_CHECKING:
    from triage.evidence.evidence_file import EvidenceFile
    from triage.evidence.kinds import Kind

_MOST_TEXT: Final = 300
_UNSUPPORTED: Final = re.compile(
    r"unsupported bmp (?:compression|header type|bitfields layout)"
    r"|unsupported bmp pixel depth \((?:0|2|64)\)"
    r"|unsupported codec|unsupported compression|unsupported color"
    r"|support for this compression format has not been built in"
    # Pillow's bare KeyError for a TIFF compression that it does not know.
    r"|tiff opening failed\. \d+$"
)
_TOO_LARGE: Final = re.compile(r"image size.*(?:security limit|exceeds)|security limit.*image size")
_SANE_TIFF_BITS: Final = 64


def reason_of(file: EvidenceFile, kind: Kind, error: Exception) -> Reason:
    """UNSUPPORTED_FORMAT, TOO_LARGE, TRUNCATED or CORRUPT."""
    text = str(error).lower()
    if isinstance(error, CannotDecodeError) or _UNSUPPORTED.search(text):
        return Reason.UNSUPPORTED_FORMAT
    if "unknown pixel mode" in text and _has_sane_samples(file):
        return Reason.UNSUPPORTED_FORMAT
    if isinstance(error, TooLargeError | Image.DecompressionBombError):
        return Reason.TOO_LARGE
    if _TOO_LARGE.search(text):
        return Reason.TOO_LARGE
    if truncation.looks_cut(file, kind, error):
        return Reason.TRUNCATED
    return Reason.CORRUPT


def _has_sane_samples(file: EvidenceFile) -> bool:
    """Whether a TIFF of an unknown sample layout is odd (64-bit floats) rather than damaged."""
    try:
        block = TiffBlock(file.read_at, file.size)
    except NotTiffError:
        return False
    bits = block.directory(block.first, "IFD0")[0].get(258)
    return bits is not None and all(0 < (n or 0) <= _SANE_TIFF_BITS for n in bits.numbers())


def said(error: BaseException) -> str:
    """Class and text of an exception in one short line."""
    text = " ".join(str(error).split())
    return f"{type(error).__name__}: {text[:_MOST_TEXT]}"
