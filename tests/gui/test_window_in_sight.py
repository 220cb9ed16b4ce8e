"""What the examiner looks at is what an import of the window reads first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.pictures import jpeg_bytes
from tests.support.whole_window import Whole, imported_case, whole_window
from triage.gui.window import job_desk
from triage.ingest.in_sight import MOST_IN_SIGHT

if TYPE_CHECKING:
    from pathlib import Path

    from triage.ingest.in_sight import InSight
    from triage.ingest.request import ImportRequest

pytestmark = pytest.mark.usefixtures("qtbot")
PICTURES = 60


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    return tmp_path / "settings.json"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return imported_case(tmp_path, PICTURES)


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> list[InSight | None]:
    """What the imports of the window were given to read first."""
    given: list[InSight | None] = []
    real = job_desk.import_sources

    def noting(ctx, case, request: ImportRequest):
        given.append(request.in_sight)
        return real(ctx, case, request)

    monkeypatch.setattr(job_desk, "import_sources", noting)
    return given


def seen(whole: Whole) -> list[int]:
    """The ids of the items on the page that is in sight."""
    first, behind = whole.case.pictures.view.in_sight()
    return whole.ids()[first:behind]


def told(whole: Whole) -> bool:
    """Whether an import would begin with them."""
    page = seen(whole)
    return bool(page) and list(whole.case.session.in_sight.ids[: len(page)]) == page


@pytest.mark.parametrize("view", ["grid", "list"])
def test_the_page_in_sight_is_told(case: Path, settings: Path, view: str):
    with whole_window(settings) as whole:
        whole.open(case)
        whole.case.show_view(view)
        whole.window.resize(900, 500)
        whole.until(lambda: told(whole))
        assert len(whole.case.session.in_sight.ids) < MOST_IN_SIGHT


@pytest.mark.parametrize("view", ["grid", "list"])
def test_after_scrolling_the_page_in_sight_then_is_told(case: Path, settings: Path, view: str):
    with whole_window(settings) as whole:
        whole.open(case)
        whole.case.show_view(view)
        whole.window.resize(900, 500)
        whole.until(lambda: told(whole))
        top = seen(whole)
        bar = whole.case.pictures.view.verticalScrollBar()
        bar.setValue(bar.maximum())
        whole.until(lambda: whole.ids()[-1] in seen(whole))
        assert not set(top) & set(seen(whole))
        whole.until(lambda: told(whole))


def test_an_import_that_adds_evidence_is_given_what_is_in_sight(
    case: Path, settings: Path, tmp_path: Path, given: list[InSight | None]
):
    more = tmp_path / "more"
    more.mkdir()
    (more / "one.jpg").write_bytes(jpeg_bytes(7000))
    with whole_window(settings) as whole:
        whole.open(case)
        whole.add(more)
        whole.until(lambda: bool(given) and whole.idle())
        assert given == [whole.case.session.in_sight]


def test_an_import_that_goes_on_is_given_what_is_in_sight(
    case: Path, settings: Path, given: list[InSight | None]
):
    with whole_window(settings) as whole:
        whole.open(case)
        whole.case.evidence.go_on()
        whole.until(lambda: bool(given) and whole.idle())
        assert given == [whole.case.session.in_sight]
