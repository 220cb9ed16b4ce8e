"""An open case on the screen: header, filters, pictures, inspector, status bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from triage.gui.filters.chips import ChipBar
from triage.gui.filters.empty_result import EmptyResult
from triage.gui.filters.panel import FilterPanel
from triage.gui.filters.search import SearchField
from triage.gui.inspector.panel import Inspector
from triage.gui.looks.labels import set_role
from triage.gui.looks.widgets import Banner, Toast
from triage.gui.viewing.large_view import LargeView
from triage.gui.window.drop_hint import DropHint
from triage.gui.window.header import Header
from triage.gui.window.passing_stack import PassingStack
from triage.gui.work.status_bar import StatusBar

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDropEvent, QFocusEvent, QResizeEvent

_LEFT, _RIGHT = 296, 372
_ROOM_FOR_INSPECTOR = 1120
"""Below this width the inspector folds away, below the next one the filters too."""
_ROOM_FOR_FILTERS = 840


class CaseScreen(QWidget):
    """Widgets only; the desks beside this file make them work.

    ``folders_dropped`` bears local paths that were dropped here.
    """

    folders_dropped = Signal(list)

    def __init__(self, pictures: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search = SearchField()
        self.header = Header(self.search)
        self.filters = FilterPanel()
        self.chips = ChipBar()
        self.banner = Banner()
        self.empty = EmptyResult()
        self.drop_hint = DropHint()
        self.large = LargeView()
        self.inspector = Inspector()
        self.status = StatusBar()
        self.pictures = pictures
        self.centre = PassingStack()
        for page in (pictures, self.empty, self.drop_hint):
            self.centre.addWidget(page)
        self.middle = QStackedWidget()
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self._wanted_panels = {"filters": True, "inspector": True}
        self._lay_out()
        self.toast = Toast(self.middle)
        for verbs in (self.banner.acted, self.banner.dismissed, self.toast.acted):
            verbs.connect(self._leave_notice)
        self.setAcceptDrops(True)

    def panel_wanted(self, name: str) -> bool:
        """Whether a person wants ``filters`` or ``inspector`` to be open."""
        return self._wanted_panels[name]

    def want_panel(self, name: str, *, open_: bool) -> None:
        """Open or fold a panel; where there is no room for it, it comes when there is."""
        self._wanted_panels[name] = open_
        self._fold()

    def show_centre(self, *, empty_case: bool, no_match: bool) -> None:
        """Pictures, or why there are none."""
        page = self.drop_hint if empty_case else self.empty if no_match else self.pictures
        had_focus = _within(self.focusWidget(), self.centre)
        self.centre.setCurrentWidget(page)
        if had_focus:
            page.setFocus()

    def show_large(self, on: bool) -> None:
        """The large picture instead of the grid, the panels stay."""
        page = self.large if on else self._grid_side
        self.middle.setCurrentWidget(page)
        self.setFocus()

    def focus_next_panel(self, *, back: bool = False) -> None:
        """From panel to panel: search, filters, chips, pictures, inspector, status."""
        centre = self.large if self.middle.currentWidget() is self.large else self.centre
        panels = [self.header, self.filters, self.chips, centre, self.inspector, self.status]
        seen = [panel for panel in panels if panel.isVisible()]
        focus = self.focusWidget()
        now = next((n for n, p in enumerate(seen) if focus and _within(focus, p)), 0)
        for step in range(1, len(seen) + 1):
            panel = seen[(now + (-step if back else step)) % len(seen)]
            if _focus_first(panel):
                return

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Whoever gives the screen the focus means what stands in its middle."""
        large = self.middle.currentWidget() is self.large
        (self.large if large else self.centre).setFocus(reason)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt itself gave it the focus."""
        self.setFocus(event.reason())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Panels fold where there is no room for them."""
        super().resizeEvent(event)
        self._fold()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files and folders may be dropped anywhere."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Say what was dropped."""
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.folders_dropped.emit(paths)

    def _lay_out(self) -> None:
        self._grid_side = QWidget()
        set_role(self._grid_side, "well")
        lines = QVBoxLayout(self._grid_side)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self.chips)
        said = QHBoxLayout()
        said.setContentsMargins(12, 0, 12, 0)
        said.addWidget(self.banner)
        lines.addLayout(said)
        lines.addWidget(self.centre, 1)
        self.middle.addWidget(self._grid_side)
        self.middle.addWidget(self.large)
        for part in (self.filters, self.middle, self.inspector):
            self.splitter.addWidget(part)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(1)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([_LEFT, 800, _RIGHT])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.header)
        whole.addWidget(self.splitter, 1)
        whole.addWidget(self.status)

    def _leave_notice(self) -> None:
        """A notice goes with its verb; the keys would go on to whatever stands next to it."""
        focus = self.focusWidget()
        if _within(focus, self.banner) or _within(focus, self.toast):
            self.setFocus()

    def _fold(self) -> None:
        width = self.width()
        for name, panel, room in (
            ("filters", self.filters, _ROOM_FOR_FILTERS),
            ("inspector", self.inspector, _ROOM_FOR_INSPECTOR),
        ):
            panel.setVisible(self._wanted_panels[name] and width >= room)


def _within(widget: QObject | None, panel: QWidget) -> bool:
    above: QObject | None = widget
    while above is not None and above is not panel:
        above = above.parent()
    return above is panel


def _focus_first(panel: QWidget) -> bool:
    """Give the focus to the first thing in a panel that takes it by Tab."""
    if isinstance(panel, LargeView):
        panel.setFocus(Qt.FocusReason.TabFocusReason)
        return True
    proxy = panel.focusProxy()
    for widget in [panel if proxy is None else proxy, *panel.findChildren(QWidget)]:
        takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if takes and widget.isVisible() and widget.isEnabled():
            widget.setFocus(Qt.FocusReason.TabFocusReason)
            return True
    return False
