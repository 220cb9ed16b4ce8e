"""Preferences: what is set, shown as it is, and put in force at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from triage.gui.looks import theme
from triage.gui.pages.privacy_rule import LabelChoice
from triage.gui.session.counted import Category
from triage.gui.tiles.measures import DEFAULT_SIZE
from triage.gui.window.keymap import DEEDS, FIXED
from triage.gui.window.memory import LAYOUT, TILE_SIZE

if TYPE_CHECKING:
    from collections.abc import Callable

    from triage.gui.looks.settings import Settings
    from triage.gui.pages.preferences import Preferences
    from triage.gui.window.actions import Actions
    from triage.gui.window.open_case import OpenCase
    from triage.gui.window.privacy_desk import PrivacyDesk

THEME, WORKERS, PROVIDER, COPIES = "theme", "workers", "provider", "grade_copies"


class PreferenceDesk(QObject):
    """``case`` tells the open case, None without one: labels and categories are a case's own."""

    def __init__(
        self,
        page: Preferences,
        settings: Settings,
        privacy: PrivacyDesk,
        actions: Actions,
        case: Callable[[], OpenCase | None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._page = page
        self._settings = settings
        self._privacy = privacy
        self._actions = actions
        self._case = case
        page.theme_chosen.connect(self.choose_theme)
        page.keys_changed.connect(self._change_keys)
        page.privacy_changed.connect(privacy.set_rule)
        page.value_changed.connect(self._set)
        privacy.changed.connect(self._show_privacy)

    def show(self) -> None:
        """Everything as it is now."""
        settings = self._settings
        self._page.show_values(
            {
                THEME: settings.get(THEME, "system"),
                TILE_SIZE: self._tile_size(),
                WORKERS: settings.get(WORKERS, 0),
                PROVIDER: settings.get(PROVIDER, "auto"),
                COPIES: settings.get(COPIES, True),
            }
        )
        self._page.show_notice(settings.warning)
        self._show_privacy()
        self.show_keys()
        keys = settings.managed_keys
        self._page.show_locked(keys | {TILE_SIZE} if LAYOUT in keys else keys)

    def show_keys(self) -> None:
        """Every deed with its usual keys and those that count."""
        own = self._settings.get("keys", dict[str, list[str]]())
        self._page.show_keys(
            [
                (
                    deed.name,
                    deed.words,
                    deed.place,
                    deed.keys,
                    tuple(own.get(deed.name, deed.keys)),
                    deed.name in FIXED,
                )
                for deed in DEEDS
            ]
        )

    def choose_theme(self, choice: str) -> None:
        """Follow the system, or dark, or light, in every window at once."""
        if self._settings.locked(THEME):
            return
        self._settings.set(THEME, choice)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.apply(app, theme.choice_of(choice))

    def _change_keys(self, keys: dict[str, list[str]]) -> None:
        if self._settings.locked("keys"):
            return
        self._settings.set("keys", keys)
        self._actions.rebind(keys)
        self.show_keys()

    def _tile_size(self) -> int:
        case = self._case()
        if case is not None:
            return case.pictures.grid.tile_size
        size = self._settings.get(LAYOUT, dict[str, object]()).get(TILE_SIZE)
        return size if isinstance(size, int) else DEFAULT_SIZE

    def _show_privacy(self) -> None:
        case = self._case()
        labels: list[LabelChoice] = []
        categories: tuple[Category, ...] = ()
        if case is not None:
            categories = tuple(Category(*pair) for pair in case.facts.categories)
            columns = case.session.columns()
            for pack in () if columns is None else columns.packs:
                labels += [
                    LabelChoice(pack.key, one.name, one.display, one.notable, one.threshold / 2)
                    for one in pack.labels
                ]
        self._page.show_privacy(self._privacy.rule, labels, categories)

    def _set(self, key: str, value: object) -> None:
        case = self._case()
        if self._settings.locked(LAYOUT if key == TILE_SIZE else key):
            return
        if key == TILE_SIZE and isinstance(value, int):
            layout = self._settings.get(LAYOUT, dict[str, object]())
            self._settings.set(LAYOUT, {**layout, TILE_SIZE: value})
            if case is not None:
                case.pictures.grid.set_tile_size(value)
            return
        self._settings.set(key, value)
        if key == COPIES and case is not None:
            case.session.grading.with_copies = bool(value)
