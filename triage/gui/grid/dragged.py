"""Items on the way from one part of the window to another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from PySide6.QtCore import QMimeData

if TYPE_CHECKING:
    import numpy.typing as npt

MIME: Final = "application/x-forensic-triage-items"
"""Ours alone: no other program takes it, and evidence is never dragged out of the window."""
_CODE: Final = "<i8"


def pack(ids: npt.NDArray[np.int64]) -> QMimeData:
    """Ids as they are dragged."""
    data = QMimeData()
    data.setData(MIME, ids.astype(_CODE).tobytes())
    return data


def unpack(data: QMimeData) -> npt.NDArray[np.int64]:
    """The ids that are dragged; none where something else is."""
    if not data.hasFormat(MIME):
        return np.empty(0, dtype=np.int64)
    return np.frombuffer(bytes(data.data(MIME).data()), dtype=_CODE).astype(np.int64)
