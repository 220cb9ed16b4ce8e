"""What is remembered of a case's window: filter, order, sizes, panels, columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from triage.gui.window.view_state import filter_as_json, filter_from_json, sort_from_json

if TYPE_CHECKING:
    from triage.gui.looks.settings import Settings
    from triage.gui.session.grading import Grading
    from triage.gui.window.case_screen import CaseScreen
    from triage.gui.window.filter_desk import FilterDesk
    from triage.gui.window.picture_desk import PictureDesk


LAYOUT, TILE_SIZE = "layout", "tile_size"


class Memory(QObject):
    """Filter and order belong to a case; sizes and panels to the person, whatever the case."""

    def __init__(
        self,
        uuid: str,
        settings: Settings,
        screen: CaseScreen,
        pictures: PictureDesk,
        filters: FilterDesk,
        grading: Grading,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._key = f"case {uuid}"
        self._settings = settings
        self._screen = screen
        self._pictures = pictures
        self._filters = filters
        self._grading = grading

    def recall(self) -> None:
        """Everything as it was left."""
        of_case = self._settings.get(self._key, dict[str, object]())
        layout = self._settings.get(LAYOUT, dict[str, object]())
        sort, natural = sort_from_json(of_case.get("sort"))
        self._filters.begin(filter_from_json(of_case.get("filter")), sort, natural=natural)
        copies = self._settings.get("grade_copies", True)
        self._grading.with_copies = copies
        size = layout.get(TILE_SIZE)
        if isinstance(size, int):
            self._pictures.grid.set_tile_size(size)
        for name in ("filters", "inspector"):
            self._screen.want_panel(name, open_=layout.get(name) is not False)
        sizes = layout.get("splitter")
        if isinstance(sizes, list) and len(sizes) == 3:
            self._screen.splitter.setSizes([int(size) for size in sizes])
        view = "list" if layout.get("view") == "list" else "grid"
        self._pictures.show_view(view)
        self._screen.chips.show_view(view)
        self._recall_parts(layout)

    def remember(self) -> None:
        """Write down how everything is now."""
        filters, screen = self._filters, self._screen
        self._settings.set(
            self._key,
            {
                "filter": filter_as_json(filters.wanted),
                "sort": [filters.sort.value, filters.natural],
            },
        )
        self._settings.set(
            LAYOUT,
            {
                TILE_SIZE: self._pictures.grid.tile_size,
                "view": self._pictures.view_name,
                "filters": screen.panel_wanted("filters"),
                "inspector": screen.panel_wanted("inspector"),
                "splitter": screen.splitter.sizes(),
                "folded": screen.inspector.folded(),
                "panel": screen.filters.layout_state(),
                "list": self._pictures.list.layout_state(),
            },
        )
        self._settings.save()

    def _recall_parts(self, layout: dict[str, object]) -> None:
        folded = layout.get("folded")
        if isinstance(folded, list):
            self._screen.inspector.fold([str(title) for title in folded])
        panel, columns = layout.get("panel"), layout.get("list")
        if isinstance(panel, dict):
            self._screen.filters.restore_layout(panel)
        if isinstance(columns, dict):
            self._pictures.list.restore_layout(columns)
