"""With privacy on nothing is seen of a file that took the place of the imported one."""

from __future__ import annotations

import io
import os
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from PIL import Image

from tests.support.tile_case import SECRET, pixels
from tests.support.whole_window import Whole, imported_case, whole_window
from triage.core.privacy import Privacy
from triage.gui.viewing.previews import CHANGED, NOT_IMPORTED, PreviewAnswer

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("qtbot")
NAME = "IMG_0002.jpg"
HIDDEN = 3
NEAR, LEAST_PIXELS = 20, 2500
"""The replacement has 64x48 pixels of one colour; other pictures have specks that are near it."""
RULE = Privacy(on=True, grades=(HIDDEN,))


class Look:
    """The window with one picture of it, and what its file gave."""

    def __init__(self, whole: Whole, file: Path) -> None:
        self.whole = whole
        self.file = file
        self.came: list[PreviewAnswer] = []
        whole.case._previews.arrived.connect(self.came.append)

    @property
    def item(self) -> int:
        """The item of the file."""
        self.whole.until(lambda: all(self._text(item) for item in self.whole.ids()))
        return next(item for item in self.whole.ids() if self._text(item).name == NAME)

    def _text(self, item: int) -> Any:
        return self.whole.case.pictures.shelf.text(item)

    def pick(self) -> PreviewAnswer:
        """Have it in the preview; what came of its file."""
        self.whole.case.pictures.items.picked.pick(self.item)
        return self.answer(large=False)

    def open_large(self) -> PreviewAnswer:
        """Have it large; what came of its file."""
        self.whole.case.large.open(self.item)
        return self.answer(large=True)

    def answer(self, *, large: bool) -> PreviewAnswer:
        """The newest answer about it, in the size of the preview or in another."""
        item = self.item

        def those() -> list[PreviewAnswer]:
            mine = [one for one in self.came if one.item_id == item]
            return [one for one in mine if (one.request.longest != self._box) == large]

        self.whole.until(those)
        return those()[-1]

    @property
    def _box(self) -> int:
        box = self.whole.case.screen.inspector.preview_box()
        return max(box.width(), box.height())

    def preview_says(self) -> str:
        """The words in the preview."""
        return self.whole.case.screen.inspector.one.preview.accessibleDescription()

    def secret_in_sight(self) -> bool:
        """Whether the replacement is seen anywhere in the window."""
        apart = np.abs(pixels(self.whole.window.grab()).astype(int) - np.array(SECRET)).max(axis=2)
        return bool(np.count_nonzero(apart < NEAR) > LEAST_PIXELS)

    def replace(self, modified_ns: int | None = None) -> None:
        """Another picture of the same size in its place, by default with the same time."""
        before = self.file.stat()
        held = io.BytesIO()
        Image.new("RGB", (64, 48), SECRET).save(held, "JPEG", quality=90)
        self.file.write_bytes(held.getvalue().ljust(before.st_size, b"\0"))
        time = before.st_mtime_ns if modified_ns is None else modified_ns
        os.utime(self.file, ns=(before.st_atime_ns, time))
        assert self.file.stat().st_size == before.st_size


@pytest.fixture
def look(tmp_path: Path) -> Generator[Look]:
    case = imported_case(tmp_path)
    with whole_window(tmp_path / "settings.json") as whole:
        whole.open(case)
        whole.window.resize(1400, 900)
        whole.program.privacy.set_rule(RULE)
        whole.until(lambda: not all(map(whole.case.session.views.hides, whole.ids())))
        yield Look(whole, tmp_path / "evidence" / NAME)


def test_the_file_itself_is_shown(look: Look):
    answer = look.pick()
    assert answer.image is not None
    assert (answer.words, look.preview_says()) == ("", "")


def test_another_file_of_the_same_size_and_time_is_not_in_the_preview(look: Look):
    look.replace()
    assert look.pick().image is None
    assert look.preview_says() == NOT_IMPORTED
    assert not look.secret_in_sight()


def test_another_file_of_the_same_size_and_time_is_not_seen_large(look: Look):
    look.replace()
    assert look.open_large().image is None
    large = look.whole.case.screen.large
    assert NOT_IMPORTED in large._notice.text()
    assert not look.secret_in_sight()


def test_a_lifted_cover_shows_no_other_file_either(look: Look):
    look.replace()
    look.pick()
    look.whole.grade(look.item, HIDDEN)
    look.whole.case.pictures.items.picked.pick(look.item)
    look.whole.until(lambda: "hold Space" in look.preview_says())
    look.came.clear()
    look.whole.case.pictures.reveal(look.item)
    assert look.answer(large=False).image is None
    assert look.preview_says() == NOT_IMPORTED
    assert not look.secret_in_sight()


def test_a_picture_seen_before_privacy_was_switched_on_is_compared_anew(look: Look):
    look.whole.program.privacy.set_rule(Privacy())
    look.replace()
    assert look.pick().image is not None
    look.whole.program.privacy.set_rule(RULE)
    look.whole.until(lambda: look.preview_says() == NOT_IMPORTED)
    assert not look.secret_in_sight()


def test_without_privacy_a_file_that_changed_is_shown_with_a_warning(look: Look):
    look.whole.program.privacy.set_rule(Privacy())
    look.replace(modified_ns=10**18)
    assert look.pick().image is not None
    assert look.preview_says() == CHANGED
    assert look.secret_in_sight()
