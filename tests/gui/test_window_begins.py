"""What the words after ``triage-gui`` bring about in the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.whole_window import whole_window
from triage.gui.start.new_case import NewCaseDialog

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("qtbot")


def test_a_folder_in_place_of_a_case_is_evidence_for_a_new_one(tmp_path: Path, settings: Path):
    evidence = tmp_path / "evidence"
    evidence.mkdir()
    with whole_window(settings) as whole:
        whole.program.begin(evidence, [])
        [dialog] = whole.window.findChildren(NewCaseDialog)
        assert whole.program._then == [evidence]
        dialog.reject()


def test_who_is_named_at_the_start_examines_the_new_case(tmp_path: Path, settings: Path):
    with whole_window(settings) as whole:
        whole.program.begin(tmp_path / "new.triage", [], "Eve")
        [dialog] = whole.window.findChildren(NewCaseDialog)
        assert dialog._person.name() == "Eve"
        dialog.reject()
