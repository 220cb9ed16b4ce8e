"""All other places of the same content: a way to each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from triage.core import names
from triage.gui.inspector.path_link import PathLink
from triage.gui.inspector.section import Section, link_at_left
from triage.gui.looks import words
from triage.gui.looks.widgets import PlainLabel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from triage.store.item_detail import CopyPath, ItemDetail

SHOWN_AT_FIRST = 5


class SameContent(Section):
    """``go_to(int)``: the item whose path was clicked."""

    go_to = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Also at", parent)
        self._others: list[CopyPath] = []
        self._left_out = 0
        self._own_source = ""
        self._all = False
        self._links: list[PathLink] = []
        self.add_act("copy", "Copy all paths", self._copied)
        self._paths = QVBoxLayout()
        self._paths.setSpacing(0)
        self._more = link_at_left()
        self._more.clicked.connect(self._switch)
        self._rest = PlainLabel(role="secondary")
        self.body.addLayout(self._paths)
        self.body.addWidget(self._rest)
        self.body.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)

    def show_copies(self, detail: ItemDetail) -> None:
        """Show where else the bytes of this item lie; nothing where it is the only one."""
        self._others = [copy for copy in detail.copies if copy.item_id != detail.item_id]
        count = detail.copies_count - 1
        self._left_out = count - len(self._others)
        self._own_source = detail.source
        self.set_title(f"Also at ({words.count(count)})")
        self.setVisible(count > 0)
        self._show()

    def links(self) -> list[PathLink]:
        """The paths that are shown, from the top."""
        return [link for link in self._links if not link.isHidden()]

    def _show(self) -> None:
        shown = self._others if self._all else self._others[:SHOWN_AT_FIRST]
        while len(self._links) < len(shown):
            self._add_link()
        for number, link in enumerate(self._links):
            link.setVisible(number < len(shown))
            if number < len(shown):
                copy = shown[number]
                copied = self._told(copy)
                link.show_path(copy.item_id, words.safe(copied), copied)
        self._rest.setVisible(self._left_out > 0 and len(shown) == len(self._others))
        self._rest.setText(f"and {words.count(self._left_out)} more")
        self._more.setVisible(len(self._others) > SHOWN_AT_FIRST)
        told = "fewer" if self._all else f"all {words.count(len(self._others))}"
        self._more.setText(told)
        self._more.setAccessibleName(f"Show {told} paths")

    def _told(self, copy: CopyPath) -> str:
        """The source before the path only where it is another one."""
        path = names.text(copy.path)
        return path if copy.source == self._own_source else f"{copy.source}: {path}"

    def _add_link(self) -> None:
        link = PathLink()
        link.clicked.connect(lambda: self.go_to.emit(link.item_id))
        self._links.append(link)
        self._paths.addWidget(link)

    def _switch(self) -> None:
        self._all = not self._all
        self._show()

    def _copied(self) -> None:
        self.copy_wanted.emit(
            "\n".join(f"{copy.source}: {names.text(copy.path)}" for copy in self._others)
        )
