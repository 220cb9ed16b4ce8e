"""A filter panel with numbers in it, and presses on its lists."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest

from tests.support.filter_numbers import CATEGORIES, counts
from triage.gui.filters.panel import WIDTH, FilterPanel


def shown_panel(qtbot: Any) -> FilterPanel:
    """A panel with every section unfolded."""
    panel = FilterPanel()
    qtbot.addWidget(panel)
    panel.resize(WIDTH, 900)
    panel.show_counts(counts(), CATEGORIES)
    for section in panel.sections():
        section.set_open(True)
    panel.show()
    qtbot.waitExposed(panel)
    return panel


def press(view: Any, rect: QRect, *, x: int = 80, keys: Any = None) -> None:
    """Click into a row of a list or tree."""
    assert rect.isValid()
    spot = QPoint(rect.x() + min(x, rect.width() // 2), rect.center().y())
    modifiers = keys or Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, modifiers, spot)
