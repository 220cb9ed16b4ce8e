"""What a model of items answers beside Qt's own roles."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt

ItemIdRole: Final = int(Qt.ItemDataRole.UserRole) + 1
"""The item's id, int; None in a cell behind the last item."""
FactsRole: Final = ItemIdRole + 1
"""Its :class:`triage.gui.session.facts.TileFacts`."""
PositionRole: Final = ItemIdRole + 2
"""Its position in reading order, from 0."""
SelectedRole: Final = ItemIdRole + 3
"""Whether it is picked, bool: our own selection by item id, not Qt's of rectangles."""
CurrentRole: Final = ItemIdRole + 4
"""Whether it is the current item, bool."""
