"""The three digests: short to look at, whole to copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from triage.gui.inspector.copy_text import CopyText
from triage.gui.inspector.section import Section
from triage.gui.looks.widgets import LinkButton, PlainLabel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from triage.store.item_detail import ItemDetail

_NAMES = ("SHA-256", "SHA-1", "MD5")
_LONGEST = 32
_ENDS = (16, 12)


def short(digest: str) -> str:
    """Both ends of a digest: enough to compare by eye."""
    if len(digest) <= _LONGEST:
        return digest
    first, last = _ENDS
    return f"{digest[:first]}…{digest[-last:]}"


class Hashes(Section):
    """SHA-256, SHA-1, MD5. ``copy_wanted`` carries one whole digest, or all of them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Hashes", parent)
        self._digests: dict[str, str] = {}
        self._copy = self.add_act("copy all", "Copy all hashes", self._copy_all)
        self._none = PlainLabel("No hashes: the file was not read.", "secondary")
        self.body.addWidget(self._none)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnMinimumWidth(0, 56)
        self._grid.setColumnStretch(1, 1)
        self.body.addLayout(self._grid)
        self._rows = {name: self._row(number, name) for number, name in enumerate(_NAMES)}

    def show_hashes(self, detail: ItemDetail) -> None:
        """Show the digests of one item; links and special files have none."""
        found = zip(_NAMES, (detail.sha256, detail.sha1, detail.md5), strict=True)
        self._digests = {name: digest for name, digest in found if digest}
        for name, (title, value, link) in self._rows.items():
            digest = self._digests.get(name, "")
            value.show_value(short(digest), digest)
            value.setToolTip(digest)
            for widget in (title, value, link):
                widget.setVisible(bool(digest))
        self._none.setVisible(not self._digests)
        self._copy.setVisible(bool(self._digests))

    def _row(self, number: int, name: str) -> tuple[PlainLabel, CopyText, LinkButton]:
        title = PlainLabel(name, "secondary")
        value = CopyText("mono")
        value.setAccessibleName(name)
        link = LinkButton("copy")
        link.setAccessibleName(f"Copy {name}")
        link.clicked.connect(lambda: self.copy_wanted.emit(self._digests.get(name, "")))
        middle = Qt.AlignmentFlag.AlignVCenter
        self._grid.addWidget(title, number, 0, middle)
        self._grid.addWidget(value, number, 1, middle)
        self._grid.addWidget(link, number, 2, middle)
        return title, value, link

    def _copy_all(self) -> None:
        self.copy_wanted.emit("\n".join(f"{name}: {d}" for name, d in self._digests.items()))
