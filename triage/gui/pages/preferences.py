"""The page of preferences: looks, privacy, keys, work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from triage.gui.looks.lock_note import LockNote
from triage.gui.looks.page import Page, name_tabs, scrolled
from triage.gui.looks.widgets import PlainLabel
from triage.gui.pages.key_settings import KeySettings
from triage.gui.pages.look_settings import LookSettings
from triage.gui.pages.privacy_settings import PrivacySettings
from triage.gui.pages.work_settings import WorkSettings

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from triage.core.privacy import Privacy
    from triage.gui.pages.privacy_rule import LabelChoice
    from triage.gui.session.counted import Category


class Preferences(Page):
    """Shows what it is given; each change comes out at once, there is nothing to apply.

    ``theme_chosen``: system, dark or light. ``privacy_changed``: a Privacy. ``keys_changed``:
    keys by the name of their deed, of those that are not the usual ones. ``value_changed``:
    tile_size, tooltips, workers, provider or grade_copies, and its value. ``comparison_wanted``:
    try the devices and choose by that.
    """

    theme_chosen = Signal(str)
    privacy_changed = Signal(object)
    keys_changed = Signal(dict)
    value_changed = Signal(str, object)
    comparison_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Preferences", parent, back="Back")
        self.looks = LookSettings()
        self.privacy = PrivacySettings()
        self.keys = KeySettings()
        self.work = WorkSettings()
        self._notice = PlainLabel(role="warning")
        self._notice.setWordWrap(True)
        self._notice.hide()
        self._locks = {"privacy": LockNote(self.privacy), "keys": LockNote(self.keys)}
        self._tabs = QTabWidget()
        name_tabs(self._tabs, "Parts of the preferences")
        self._tabs.addTab(scrolled(self.looks), "Appearance")
        self._tabs.addTab(_beneath(self._locks["privacy"], scrolled(self.privacy)), "Privacy")
        self._tabs.addTab(_beneath(self._locks["keys"], self.keys), "Keys")
        self._tabs.addTab(scrolled(self.work), "Work")
        self.column.addWidget(self._notice)
        self.column.addWidget(self._tabs)
        self.looks.theme_chosen.connect(self.theme_chosen)
        self.looks.value_changed.connect(self.value_changed)
        self.privacy.privacy_changed.connect(self.privacy_changed)
        self.keys.keys_changed.connect(self.keys_changed)
        self.work.value_changed.connect(self.value_changed)
        self.work.comparison_wanted.connect(self.comparison_wanted)

    def show_values(self, values: Mapping[str, object]) -> None:
        """Values by key (theme and those of ``value_changed``); the others are not shown."""
        self.looks.show_values(values)
        self.work.show_values(values)

    def show_devices(self, devices: Sequence[tuple[str, str]]) -> None:
        """Short names and words of the devices that are here."""
        self.work.show_devices(devices)

    def show_privacy(
        self,
        rule: Privacy,
        labels: Sequence[LabelChoice] = (),
        categories: Sequence[Category] = (),
    ) -> None:
        """The rule, over the labels and categories of the open case; none without a case."""
        self.privacy.show_privacy(rule, labels, categories)

    def show_keys(self, deeds: Sequence[tuple[object, ...]]) -> None:
        """Rows of (name, words, place, usual keys, keys, fixed)."""
        self.keys.show_keys(deeds)

    def show_locked(self, keys: Collection[str]) -> None:
        """Keys that an administrator has decided, named as those of the values."""
        self.looks.show_locked(keys)
        self.work.show_locked(keys)
        for key, note in self._locks.items():
            note.show_locked(key in keys)

    def show_notice(self, sentence: str) -> None:
        """What is amiss with the settings as a whole; "" where nothing is."""
        self._notice.setText(sentence)
        self._notice.setVisible(bool(sentence))

    def open_privacy(self) -> None:
        """Open at the rule of privacy."""
        self._tabs.setCurrentIndex(1)


def _beneath(note: LockNote, part: QWidget) -> QWidget:
    """A part with the note above it: the note stays readable where the part is shut."""
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    note.setContentsMargins(0, 16, 0, 0)
    column.addWidget(note)
    column.addWidget(part, 1)
    return whole
