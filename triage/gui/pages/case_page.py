"""The page of the case: what it is, its thresholds, its check, its log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget, QWidget

from triage.gui.looks.page import Page, name_tabs, scrolled
from triage.gui.pages.audit_log import AuditLog
from triage.gui.pages.case_overview import CaseOverview
from triage.gui.pages.check_panel import CheckPanel
from triage.gui.pages.threshold_table import ThresholdTable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from triage.gui.pages.verify_words import VerifyResult
    from triage.gui.session.counted import CaseStatus
    from triage.store.audit import AuditRow
    from triage.store.case_facts import CaseFacts


class CasePage(Page):
    """Shows what it is given; what a person wants comes out as signals.

    ``audit_wanted``: the row number before which rows are wanted (None: the newest), and
    words. ``verify_wanted``: a VerifyChoice. ``locate_wanted``: the name of a source.
    """

    audit_wanted = Signal(object, str)
    verify_wanted = Signal(object)
    locate_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Case", parent)
        self.overview = CaseOverview()
        self.thresholds = ThresholdTable()
        self.check = CheckPanel()
        self.log = AuditLog()
        self._tabs = QTabWidget()
        name_tabs(self._tabs, "Parts of the case page")
        self._tabs.addTab(scrolled(self.overview), "Overview")
        self._tabs.addTab(self.thresholds, "Thresholds")
        self._tabs.addTab(self.check, "Verify")
        self._tabs.addTab(self.log, "Audit log")
        self.column.addWidget(self._tabs)
        self.overview.locate_wanted.connect(self.locate_wanted)
        self.check.verify_wanted.connect(self.verify_wanted)
        self.log.audit_wanted.connect(self.audit_wanted)

    def show_facts(self, facts: CaseFacts) -> None:
        """Names and sources."""
        self.overview.show_facts(facts)

    def show_counts(self, status: CaseStatus, reasons: dict[str, int]) -> None:
        """Items by state and by reason."""
        self.overview.show_counts(status, reasons)

    def show_thresholds(self, thresholds: Mapping[str, Mapping[str, Mapping[str, float]]]) -> None:
        """As :func:`triage.store.provenance.effective_thresholds` gives them."""
        self.thresholds.show_thresholds(thresholds)

    def show_verified(self, result: VerifyResult) -> None:
        """What a check found."""
        self.check.show_verified(result)

    def end_check(self) -> None:
        """A check was stopped, or failed."""
        self.check.end_check()

    def show_audit(self, rows: Sequence[AuditRow], *, more: bool, first: bool = True) -> None:
        """A page of the log: the newest rows, or older ones to add to those shown."""
        self.log.show_audit(rows, more=more, first=first)

    def show_log(self) -> None:
        """Open at the audit log."""
        self._tabs.setCurrentWidget(self.log)
        self.log.focus_search()
