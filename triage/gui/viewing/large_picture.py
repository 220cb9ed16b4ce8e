"""One item shown large: its picture, what is at hand until that comes, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from triage.core.records import State
from triage.gui.looks import words
from triage.gui.looks.widgets import PlainLabel
from triage.gui.viewing.picture_view import PictureView
from triage.gui.viewing.previews import why_not
from triage.gui.viewing.view_bar import ViewBar

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QPixmap

    from triage.gui.session.facts import TileFacts
    from triage.gui.viewing.previews import PreviewAnswer

HIDDEN: Final = "hidden · hold Space"
LOADING: Final = "Loading…"
_PATIENCE_MS: Final = 400
_KEPT: Final = "Shown is the thumbnail kept in the case."


@dataclass(frozen=True, slots=True, eq=False)
class LargeItem:
    """One item to be shown large.

    ``position`` counts from 0 among ``total`` items. ``category`` is the name of the grade's
    category. ``placeholder``: the thumbnail, of a hidden item the veiled one. ``full_size``:
    of the picture as shown, None where it is not known.
    """

    facts: TileFacts
    name: str
    position: int
    total: int
    category: str = ""
    placeholder: QPixmap | None = None
    full_size: QSize | None = None


class LargePicture(QWidget):
    """A bar and a canvas. It shows what it is given, and asks by signals.

    A hidden picture is shown veiled; while Space is held and the picture was given, it is seen.
    It is dropped when Space is let go, the focus leaves or another item is shown.
    """

    moved = Signal(int)
    """Show the item so many further on; never beyond the first or last."""
    closed = Signal()
    graded = Signal(object)
    """A category's number, None to take the grade away."""
    reveal_changed = Signal(bool)
    """Space is held, or no longer, on a hidden picture."""
    picture_wanted = Signal(int, int)
    """An item's id, and the longest side in pixels that its picture should have (0: all)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "well")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Large picture")
        self.bar = ViewBar()
        self.picture = PictureView()
        self._notice = PlainLabel(role="warning")
        self._notice.setWordWrap(True)
        self._notice.setContentsMargins(16, 4, 16, 4)
        self._notice.hide()
        self._item: LargeItem | None = None
        self._revealing = False
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(_PATIENCE_MS)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        for part in (self.bar, self._notice):
            lines.addWidget(part)
        lines.addWidget(self.picture, 1)
        self._connect()

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """It means the picture. With a focus proxy Tab would never meet the bar above it."""
        self.picture.setFocus(reason)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt itself gave it the focus."""
        self.setFocus(event.reason())

    def show_item(self, item: LargeItem) -> None:
        """Show another item: what is at hand of it, until its picture comes."""
        self._end_reveal(cover=False)
        self._item = item
        self.bar.show_item(item.name, item.position, item.total)
        self.show_facts(item.facts, item.category)
        self._notice.hide()
        self._slow.stop()
        image = None if item.placeholder is None else item.placeholder.toImage()
        self.picture.show_placeholder(image, item.full_size)
        facts = item.facts
        if facts.state is State.SKIPPED:
            self.picture.show_words("image-off", why_not(facts.reason))
            return
        if facts.hidden:
            self.picture.set_badge(HIDDEN)
            return
        if facts.reason:
            self.show_failure(why_not(facts.reason))
        else:
            self._slow.start()
        self.picture_wanted.emit(facts.item_id, self.picture.longest_wanted())

    def show_facts(self, facts: TileFacts, category: str) -> None:
        """Show another grade or suggestion of the item that is shown.

        Where privacy covers it by now its picture is gone at once; the veiled one comes with
        :meth:`show_item`, as does the picture of an item that is no longer covered.
        """
        self.bar.show_judged(facts.suggestion, facts.category, category)
        item = self._item
        if item is None:
            return
        self.picture.setAccessibleName(_spoken(item.name, facts))
        covers = facts.hidden and not item.facts.hidden
        self._item = replace(
            item, facts=facts, category=category, placeholder=None if covers else item.placeholder
        )
        if covers:
            self._slow.stop()
            self._notice.hide()
            self.picture.show_instead(None, HIDDEN)

    def show_answer(self, answer: PreviewAnswer) -> None:
        """Show a picture that came, or why there is none; nothing where it is another item's."""
        if self._item is None or answer.item_id != self._item.facts.item_id or self._is_covered:
            return
        if answer.image is None:
            self.show_failure(answer.words)
            return
        self._slow.stop()
        self._tell(answer.words)
        best = answer.request.longest == 0
        self.picture.show_image(answer.image, answer.full_size, best=best)

    def show_failure(self, why: str) -> None:
        """Say in plain words why the picture is not there; a thumbnail is better than nothing."""
        self._slow.stop()
        if self._item is None or self._item.placeholder is None or self._item.facts.hidden:
            self._notice.hide()
            self.picture.show_words("image-off", why)
            return
        self.picture.set_badge("")
        self._tell(f"{why}. {_KEPT}")

    def item_id(self) -> int | None:
        """The item that is shown."""
        return None if self._item is None else self._item.facts.item_id

    def clear(self) -> None:
        """Show nothing, and hold no picture."""
        self._end_reveal(cover=False)
        self._slow.stop()
        self._item = None
        self._notice.hide()
        self.picture.show_placeholder(None, None)

    def _connect(self) -> None:
        picture, bar = self.picture, self.bar
        picture.left.connect(lambda: self._end_reveal(cover=True))
        picture.view_changed.connect(self._show_zoom)
        picture.sharper_wanted.connect(self._want_sharper)
        bar.stepped.connect(self._step)
        bar.fit_wanted.connect(picture.fit)
        bar.zoom_wanted.connect(picture.zoom_to)
        bar.zoom_stepped.connect(picture.zoom_step)
        bar.turn_wanted.connect(picture.turn)
        bar.close_wanted.connect(self.closed)
        bar.done.connect(picture.setFocus)
        self._slow.timeout.connect(lambda: picture.set_badge(LOADING))

    @property
    def _is_covered(self) -> bool:
        return self._item is not None and self._item.facts.hidden and not self._revealing

    def _step(self, step: int) -> None:
        item = self._item
        if item is not None and step and 0 <= item.position + step < item.total:
            self.moved.emit(step)

    def _begin_reveal(self) -> None:
        if self._is_covered and self._item is not None:
            self._revealing = True
            self.picture.set_badge("")
            self._slow.start()
            self.reveal_changed.emit(True)
            self.picture_wanted.emit(self._item.facts.item_id, self.picture.longest_wanted())

    def _end_reveal(self, *, cover: bool) -> None:
        if not self._revealing:
            return
        self._revealing = False
        self._slow.stop()
        if cover and self._item is not None:
            veiled = self._item.placeholder
            self._notice.hide()
            self.picture.show_instead(None if veiled is None else veiled.toImage(), HIDDEN)
        self.reveal_changed.emit(False)

    def _tell(self, text: str) -> None:
        self._notice.setText(text)
        self._notice.setVisible(bool(text))

    def _show_zoom(self) -> None:
        placement = self.picture.placement
        zoom = placement.zoom if self.picture.size_known else None
        self.bar.show_zoom(zoom, fitted=placement.fitted)

    def _want_sharper(self, longest: int) -> None:
        if self._item is not None:
            self.picture_wanted.emit(self._item.facts.item_id, longest)


def _spoken(name: str, facts: TileFacts) -> str:
    """As a reader of the screen says it: ``IMG_1111.jpg, firearm 0.97, graded 1``."""
    said = [words.safe(name)]
    if facts.suggestion is not None:
        said.append(f"{words.safe(facts.suggestion.display)} {words.score(facts.suggestion.score)}")
    if facts.category is not None:
        said.append(f"graded {facts.category}")
    if facts.hidden:
        said.append("hidden")
    return ", ".join(said)
