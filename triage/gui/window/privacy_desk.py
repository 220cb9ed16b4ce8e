"""Privacy: one switch and one rule, told to everything that shows pictures, at once."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from triage.core.privacy import COVERS_ALL, Privacy

if TYPE_CHECKING:
    from collections.abc import Callable

    from triage.gui.looks.settings import Settings

_KEY = "privacy"


class PrivacyDesk(QObject):
    """``changed`` bears the new rule before anything is painted by it.

    ``refused``: the rule is an administrator's, and stays as it is.
    """

    changed = Signal(object)
    refused = Signal()

    def __init__(
        self, settings: Settings, proposed: Callable[[], Privacy], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._proposed = proposed
        told = settings.get(_KEY, dict[str, object]())
        # The file that was lost may have said "on": covered, until a person says otherwise.
        unknown = COVERS_ALL if settings.damaged else Privacy()
        self.rule = Privacy.from_json(told) if told else unknown

    def now(self) -> Privacy:
        """The rule of this moment; any thread may ask."""
        return self.rule

    def switch(self, on: bool) -> None:
        """Cover, or uncover. The first time the rule is what the packs propose."""
        rule = self.rule
        if on and rule.lists_nothing:
            rule = self._proposed()
        self.set_rule(dataclasses.replace(rule, on=on))

    def set_rule(self, rule: Privacy) -> None:
        """Cover by another rule."""
        if rule == self.rule:
            return
        if self._settings.locked(_KEY):
            self.changed.emit(self.rule)  # whatever was switched shows the rule again
            self.refused.emit()
            return
        self.rule = rule
        self._settings.set(_KEY, rule.as_json())
        self.changed.emit(rule)
