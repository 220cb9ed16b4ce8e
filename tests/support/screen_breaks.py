"""Where the secret is found: everywhere without privacy, and with it where a guard is broken."""

from __future__ import annotations

import base64
import io
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from unittest import mock

import numpy as np
from PIL import Image
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap

from tests.support.screen_search import SECRET, secrets
from tests.support.walker import NEVER, SEEN
from triage.core.records import State
from triage.evidence import veil
from triage.export.veiling import Veiling
from triage.gui.session import case_view
from triage.gui.tiles import loader
from triage.gui.tiles.wishes import Kind
from triage.gui.window import picture_desk
from triage.store.reader import Reader
from triage.store.tiles import read_tiles

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from pathlib import Path

    from tests.support.walker import Walker


class Bare:
    """A shelf that asks no guard: pictures as the case has them."""

    def __init__(self, walker: Walker) -> None:
        self._shelf = walker.case.pictures.shelf
        self._path = walker.case.session.case.path

    def __getattr__(self, name: str) -> Any:
        return getattr(self._shelf, name)

    def picture(self, item_id: int, hidden: bool, box: QSize, *, alone: bool = False) -> QPixmap:
        """The picture, whatever it is."""
        with Reader.open(self._path) as reader:
            row = read_tiles(reader.connection, [item_id])[0]
        found = QPixmap()
        found.loadFromData(row.jpeg or b"")
        return found
