"""Work in the background: an import from its first second to its end, and an export."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QPushButton

from screenshots_kit.material import BY, CASE_NAME, NUMBER
from screenshots_kit.slow_jobs import slow_jobs
from triage.gui.start.add_evidence import AddEvidenceDialog
from triage.gui.start.new_case import NewCase
from triage.gui.window.job_desk import GO_ON
from triage.gui.work.export_dialog import ExportDialog

if TYPE_CHECKING:
    from screenshots_kit.director import Director

_SLOWLY = 0.08
_MANY = 110


def whole_import(director: Director) -> None:
    """A new case, evidence, pause, cancel, go on, done."""
    director.start()
    place = director.place() / "Operation Harbour.triage"
    director.program.asks.new_chosen.emit(NewCase(place, CASE_NAME, NUMBER, BY))
    director.until(lambda: director.program.case is not None)
    director.until(lambda: director.case.session.views.arrangement is not None)
    director.snap("empty-case")
    with slow_jobs(_SLOWLY):
        _add(director)
        _while_it_runs(director)
    jobs = director.case.session.jobs
    director.snap("import-cancelled")
    assert director.case.screen.banner.verbs()[0].text() == GO_ON
    director.case.screen.banner.verbs()[0].click()
    director.until(lambda: jobs.running)
    director.until(lambda: not jobs.running)
    director.snap("finished")
    director.end()


def _while_it_runs(director: Director) -> None:
    jobs = director.case.session.jobs
    director.until(lambda: _done(director) >= 6)
    director.rest(0.6)
    director.snap("import-first-seconds", quick=True)
    director.until(lambda: _done(director) >= _MANY)
    director.snap("import-running", quick=True)
    jobs.pause(1)
    director.rest()
    director.snap("import-paused", quick=True)
    director.program.quit()
    director.until_dialog()
    director.snap("closing-asks", quick=True)
    director.dialogs()[0].reject()
    jobs.cancel(1)
    director.until(lambda: not jobs.running)


def export(director: Director) -> None:
    """The dialog, the work, the end."""
    director.open()
    director.case.exports.ask()
    dialog = director.until_dialog()
    assert isinstance(dialog, ExportDialog)
    director.snap("export")
    dialog.choose("html", "all")
    director.rest()
    with slow_jobs(_SLOWLY):
        dialog.export()
        director.until(lambda: director.case.session.jobs.running)
        director.rest(0.3)
        director.snap("export-running", quick=True)
    director.until(lambda: not director.case.session.jobs.running)
    director.snap("export-done")
    director.end()


def _add(director: Director) -> None:
    material = director.material
    director.case.evidence.ask_for([str(material.evidence), str(material.more)])
    dialog = director.until_dialog()
    assert isinstance(dialog, AddEvidenceDialog)
    director.snap("add-evidence")
    if "folder-chooser" in director.wanted:
        _choose_folder(director, dialog)
    director.until(dialog.do_button.isEnabled)
    dialog.do()
    director.until(lambda: director.case.session.jobs.running)


def _choose_folder(director: Director, dialog: AddEvidenceDialog) -> None:
    """The chooser of the toolkit itself: where there is a desktop, its own is shown instead."""
    button = next(one for one in dialog.findChildren(QPushButton) if "folder" in one.text())
    button.click()
    director.until(lambda: bool(dialog.findChildren(QFileDialog)))
    chooser = dialog.findChildren(QFileDialog)[0]
    chooser.setDirectory(str(director.material.evidence))
    director.rest()
    director.snap("folder-chooser")
    chooser.reject()
    director.rest()


def _done(director: Director) -> int:
    views = director.case.session.jobs.views()
    return views[0].progress.done if views else 0
