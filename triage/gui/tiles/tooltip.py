"""What a tile has no room for, beside the pointer: a larger picture, the whole path, reasons."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QBuffer, QIODevice, QObject, QPoint, QRect, QSize
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from triage.core.clock import from_ns
from triage.core.records import Flag, State
from triage.gui.looks import words

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap

    from triage.gui.session.facts import TileFacts
    from triage.gui.tiles.shelf import Shelf
    from triage.gui.tiles.tile_text import TileText

LARGEST: Final = 320


class TileTip(QObject):
    """Shows and hides the tooltip of tiles; a picture in it passes the shelf's guard too.

    Space reveals nothing in here, and what was seen goes as soon as it is covered.
    """

    def __init__(self, shelf: Shelf, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shelf = shelf
        self._shown: tuple[QPoint, TileFacts, QWidget, QRect] | None = None
        self._said = ""
        shelf.dropped.connect(self.hide)
        shelf.judged.connect(self._renew)
        shelf.arrived.connect(self._better)

    def show(self, place: QPoint, facts: TileFacts, widget: QWidget, rect: QRect) -> bool:
        """Show the tooltip of one tile while the pointer stays on it."""
        text = self._shelf.text(facts.item_id)
        if text is None:
            return False
        # Copies: an option's rectangle lives no longer than the event that brought it.
        self._shown = QPoint(place), facts, widget, QRect(rect)
        self._said = markup(facts, text, self._picture(facts))
        QToolTip.showText(place, self._said, widget, rect)
        return True

    def check(self, facts: TileFacts) -> None:
        """Hide a picture that was seen and is covered now."""
        if facts.hidden and self._shown is not None:
            before = self._shown[1]
            if before.item_id == facts.item_id and not before.hidden:
                self.hide()

    def hide(self) -> None:
        """Show no tooltip of a tile any more."""
        if self._open():
            QToolTip.hideText()
            _hide_at_once()
        self._shown = None

    def _better(self, item_ids: list[int]) -> None:
        """The larger picture has come: show it where the smaller one is."""
        if self._shown is not None and self._shown[1].item_id in item_ids:
            self._renew()

    def _renew(self) -> None:
        """Show what may be seen of the tile by now."""
        if self._shown is None:
            return
        if self._open():
            self.show(*self._shown)
        else:
            self._shown = None

    def _open(self) -> bool:
        """Whether the tooltip on the screen is ours: all widgets share one."""
        ours = self._shown is not None and QToolTip.isVisible()
        return ours and QToolTip.text() == self._said

    def _picture(self, facts: TileFacts) -> QPixmap | None:
        if self._shelf.revealed == facts.item_id:
            return None
        box = QSize(LARGEST, LARGEST)
        return self._shelf.picture(facts.item_id, facts.hidden, box, alone=True)


def _hide_at_once() -> None:
    """Qt lets a tooltip stand for another 300 ms, which is too long for what is covered."""
    for widget in QApplication.topLevelWidgets():
        if widget.inherits("QTipLabel"):
            widget.hide()


def markup(facts: TileFacts, text: TileText, picture: QPixmap | None) -> str:
    """The tooltip as rich text, everything from the evidence escaped."""
    parts = [] if picture is None else [f"<p>{_image(picture)}</p>"]
    parts.append(f"<p><b>{_escaped(text.name)}</b><br>{_breakable(text.path)}</p>")
    if lines := [_escaped(line) for line in _lines(facts, text)]:
        parts.append(f"<p>{'<br>'.join(lines)}</p>")
    return "<qt>" + "".join(parts) + "</qt>"


def _lines(facts: TileFacts, text: TileText) -> list[str]:
    lines: list[str] = [_covered(facts)] if facts.hidden else []
    if facts.state is State.PENDING:
        lines.append("Not yet analysed.")
    elif facts.state is not State.ANALYSED:
        reason = words.reason(facts.reason, text.detail)
        lines.append(f"{words.state(facts.state).capitalize()}: {reason}")
    if facts.suggestion is not None:
        said = f"{facts.suggestion.display} {words.score(facts.suggestion.score)}"
        lines.append(f"Suggested: {words.safe(said)}")
    if facts.category is not None:
        lines.append(f"Graded: {facts.category}")
    lines += _about(facts, text)
    return lines


def _covered(facts: TileFacts) -> str:
    if facts.state is State.PENDING:
        return "Covered by privacy: it has no score yet. Hold Space to reveal it."
    return (
        "Covered by privacy: its category, score or grade is among those to hide."
        " Hold Space to reveal it."
    )


def _about(facts: TileFacts, text: TileText) -> list[str]:
    lines: list[str] = []
    if facts.flags != Flag.NONE:
        lines.append(f"Note: {words.flag(facts.flags)}")
    if facts.copies > 1:
        lines.append(f"{words.count(facts.copies)} items have this content")
    if facts.gps:
        lines.append("Says where it was taken")
    if text.taken:
        lines.append(f"Taken: {words.moment(text.taken)}")
    if text.modified_ns is not None:
        lines.append(f"Modified: {words.moment(from_ns(text.modified_ns))}")
    if facts.size is not None:
        lines.append(f"Size: {words.size(facts.size)}")
    if text.width is not None and text.height is not None:
        lines.append(
            f"Pixels: {words.count(text.width)} \N{MULTIPLICATION SIGN} {words.count(text.height)}"
        )
    return lines


def _image(picture: QPixmap) -> str:
    store = QBuffer()
    store.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(store, "PNG")  # pyright: ignore[reportArgumentType, reportCallIssue]  Qt takes text
    data = bytes(store.data().toBase64().data()).decode("ascii")
    return f'<img src="data:image/png;base64,{data}">'


def _escaped(text: str) -> str:
    return html.escape(words.safe(text))


def _breakable(path: str) -> str:
    # Long paths turn into the next line behind a separator, not in the middle of a name.
    return _escaped(path).replace("/", "/&#8203;")
