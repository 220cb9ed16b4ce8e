"""The thread that reads the case for the window and answers what is shown and counted."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from triage.gui.session.case_reads import CaseReads
from triage.gui.session.case_view import CaseView
from triage.gui.session.told_once import ToldOnce
from triage.store.first_page import first_page

if TYPE_CHECKING:
    from pathlib import Path

    from triage.core.privacy import Privacy
    from triage.gui.session.listener import Listener
    from triage.gui.session.view_wishes import WishBox

_BREAK_OFF_EVERY_S = 0.05


class ViewThread(threading.Thread):
    """One case in memory. Ends after :meth:`WishBox.stop`.

    A daemon: it only reads, so a program that ends by a fault need not wait for it.
    """

    def __init__(self, path: Path, wishes: WishBox, listener: Listener, privacy: Privacy) -> None:
        super().__init__(name="case-view", daemon=True)
        self._reads = CaseReads(path)
        self._wishes = wishes
        self._listener = listener
        self._told = ToldOnce(listener, wishes)
        self._privacy = privacy

    def run(self) -> None:
        """Show the first page, then load and answer until told to stop."""
        try:
            self._show_first_page()
            CaseView(self._reads, self._wishes, self._listener, self._told, self._privacy).serve()
        except Exception as error:  # noqa: BLE001  a bug of ours: the window says so
            self._told.failed("view", error)
        finally:
            self._wishes.stop()
            self._reads.close()

    def end(self) -> None:
        """Wait in another thread than the window's; a read that takes long is broken off."""
        if self.ident is None:
            return
        while self.is_alive():
            self._reads.break_off()
            self.join(_BREAK_OFF_EVERY_S)

    def _show_first_page(self) -> None:
        try:
            self._listener.on_first_page(self._reads.ask(first_page))
        except Exception as error:  # noqa: BLE001  the window says it, and the columns are tried
            self._told.failed("first page", error)
