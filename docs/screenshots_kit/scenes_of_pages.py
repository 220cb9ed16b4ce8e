"""Everything beside the pictures: start, case, jobs, models, preferences, help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QTabWidget

from screenshots_kit.material import BY
from triage.core import clock
from triage.gui.pages.verify_words import VerifyChoice
from triage.gui.window.beginning import Beginning

if TYPE_CHECKING:
    from screenshots_kit.director import Director


def welcome(director: Director) -> None:
    """The very first start: while the devices are tried, and with what came of it."""
    director.start()
    beginning = Beginning(director.program)
    beginning.greet()
    first = beginning.welcome
    if first is None:
        raise RuntimeError("nobody is welcomed")
    settled: list[str] = []
    first.settled.connect(settled.append)
    first.page.device.begin()
    first.page.device.show_progress("CPU", 21, 50)
    director.snap("welcome-trying")
    first.begin()
    director.until(lambda: bool(settled))
    director.snap("welcome")
    director.end()


def start(director: Director) -> None:
    """No case open; a new one; who sits there."""
    director.start()
    director.rest()
    director.snap("start-empty")
    director.end()
    director.start(recent=_recent(director))
    program = director.program
    director.rest()
    director.snap("start")
    program.asks.ask_new()
    director.until_dialog()
    director.snap("new-case")
    director.dialogs()[0].reject()
    director.rest()
    program.asks.ask_who(director.material.case)
    director.until_dialog()
    director.snap("who")
    director.end()


def case_pages(director: Director) -> None:
    """What is known of the case as a whole, and the jobs."""
    director.open()
    pages, jobs = director.case.pages, director.case.session.jobs
    pages.show_case()
    director.rest()
    director.snap("case-page")
    tabs = pages.case_page.findChildren(QTabWidget)[0]
    tabs.setCurrentIndex(1)
    director.snap("thresholds")
    tabs.setCurrentIndex(2)
    pages.case_page.verify_wanted.emit(VerifyChoice(evidence=True, rescore=None))
    director.until(lambda: jobs.running)
    director.until(lambda: not jobs.running)
    director.rest()
    director.snap("verified")
    tabs.setCurrentIndex(3)
    director.snap("audit-log")
    pages.show_jobs()
    director.rest()
    director.snap("jobs-page")
    director.end()


def front_pages(director: Director) -> None:
    """What belongs to the program and to no case."""
    director.open()
    front = director.program.front_pages
    front.show_preferences()
    director.rest()
    director.snap("preferences")
    tabs = front.preferences.findChildren(QTabWidget)[0]
    tabs.setCurrentIndex(1)
    director.snap("preferences-privacy")
    tabs.setCurrentIndex(2)
    director.snap("preferences-keys")
    tabs.setCurrentIndex(3)
    director.snap("preferences-work")
    director.program.actions["keys"].trigger()
    director.rest()
    director.snap("help")
    director.program.actions["about"].trigger()
    director.rest()
    director.snap("about")
    doctor = director.program.doctor
    director.program.actions["self-test"].trigger()
    director.until(lambda: doctor.page.tested)
    director.rest()
    director.snap("self-test")
    front.show_models()
    director.until(front.models.view.isVisible)
    director.snap("models")
    director.end()


def _recent(director: Director) -> list[dict[str, str]]:
    here = director.copied_case()
    gone = director.material.root / "usb-stick" / "Dockside 2.triage"
    now = clock.now()
    return [
        {"place": str(here), "name": "Operation Harbour", "at": now},
        {"place": str(director.material.case), "name": "Operation Harbour", "at": now},
        {"place": str(gone), "name": f"Dockside, second search ({BY})", "at": now},
    ]
