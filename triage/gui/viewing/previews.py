"""Pictures of files, decoded elsewhere and handed to the GUI thread when they are there.

Whoever pages through a case with a key held down asks for more than can be decoded: what was
asked for last comes first, and what waited too long is dropped without a word.
"""

from __future__ import annotations

import weakref
from collections import deque
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QImage

from triage.core.errors import KnownError
from triage.core.job import Cancelled
from triage.core.records import Imported, RenderFailed
from triage.gui.looks import words
from triage.gui.viewing.pictures_held import MOST_BYTES, PicturesHeld

if TYPE_CHECKING:
    from concurrent.futures import Future

    from triage.core.records import Identity, Reason, Rendered, Where
    from triage.gui.session.courier import Courier
    from triage.gui.viewing.pictures_held import PictureKey

OUTSTANDING_MOST = 2
WAITING_MOST = 4
CHANGED = "This file changed since it was imported."
NOT_IMPORTED = "This file is no longer what was imported: import it again"
_NO_ROOM = "There is not enough memory to show this picture."


@dataclass(frozen=True, slots=True)
class PreviewRequest:
    """A wish to see the picture of a file, no side above ``longest`` pixels (0: in full).

    ``key`` names the content, its SHA-256 where that is known; the picture of an empty key is
    not kept. ``imported`` is what the case knows of the file: where it is another by now, the
    answer says so, and where that is strict it has no picture.
    """

    item_id: int
    where: Where
    longest: int
    key: str = ""
    imported: Imported = field(default_factory=Imported)


@dataclass(frozen=True, slots=True, eq=False)
class PreviewAnswer:
    """A picture and the size of the whole one, or words that say why there is none.

    ``changed``: the picture is of a file that is not the imported one any more; the words say
    it too.
    """

    request: PreviewRequest
    image: QImage | None
    full_size: QSize
    words: str = ""
    changed: bool = False

    @property
    def item_id(self) -> int:
        """Whose picture it is."""
        return self.request.item_id


class Renders(Protocol):
    """What decodes: :class:`triage.evidence.viewer.ViewerPool`."""

    def render(
        self,
        where: Where,
        identity: Identity | None = None,
        longest: int = 0,
        imported: Imported | None = None,
    ) -> Future[Rendered | RenderFailed]:
        """Decode a file; never waits."""
        ...


class Previews(QObject):
    """Everything but the making of images happens in the GUI thread.

    ``pool`` is not closed here. ``courier`` brings answers to the GUI thread, and no more once
    it is closed or this object is gone.
    """

    arrived = Signal(object)
    """A :class:`PreviewAnswer`."""

    def __init__(
        self,
        pool: Renders,
        courier: Courier,
        parent: QObject | None = None,
        *,
        most_bytes: int = MOST_BYTES,
    ) -> None:
        super().__init__(parent)
        self._pool = pool
        self._courier = courier
        self._held = PicturesHeld(most_bytes)
        self._waiting: deque[PreviewRequest] = deque()
        self._outstanding: list[PreviewRequest] = []
        self._age = 0
        self._closed = False

    def ask(self, request: PreviewRequest, *, ahead: bool = False) -> None:
        """Have a picture brought by :attr:`arrived`, also one that is kept, but never at once.

        ``ahead``: it may be wanted next, and comes after all that is wanted now.
        """
        if self._closed or request in self._outstanding:
            return
        if request in self._waiting:
            self._waiting.remove(request)
        if ahead:
            self._waiting.appendleft(request)
        else:
            self._waiting.append(request)
        while len(self._waiting) > WAITING_MOST:
            self._waiting.popleft()
        self._courier.post(self, self._go_on)

    def held(self, request: PreviewRequest) -> PreviewAnswer | None:
        """The answer where it is kept, at once; a view that has it shows no placeholder."""
        found = self._held.get(_key(request)) if request.key else None
        if found is None:
            return None
        return PreviewAnswer(request, found.image, found.full_size)

    def drop_waiting(self) -> None:
        """Nobody looks any more at what was asked for and is not begun yet."""
        self._waiting.clear()

    def forget_all(self) -> None:
        """Keep no picture, and deliver nothing of what was asked for until now."""
        self._age += 1
        self._waiting.clear()
        self._outstanding.clear()
        self._held.clear()

    def close(self) -> None:
        """Forget everything and take no more wishes."""
        self._closed = True
        self.forget_all()

    def _go_on(self) -> None:
        while self._waiting and not self._closed:
            found = self.held(self._waiting[-1])
            if found is not None:
                self._waiting.pop()
                self.arrived.emit(found)
            elif len(self._outstanding) < OUTSTANDING_MOST:
                self._begin(self._waiting.pop())
            else:
                return

    def _begin(self, request: PreviewRequest) -> None:
        self._outstanding.append(request)
        future = self._pool.render(request.where, None, request.longest, request.imported)
        # The callback runs in a thread of the pool and must not be the last to hold this object.
        future.add_done_callback(
            partial(_deliver, self._courier, weakref.ref(self), self._age, request)
        )

    def take(self, age: int, request: PreviewRequest, answer: PreviewAnswer | None) -> None:
        """An answer, in the GUI thread; None where nothing will come. ``age``: when asked."""
        if age != self._age:
            return
        if request in self._outstanding:
            self._outstanding.remove(request)
        if answer is not None:
            if request.key and not answer.changed:
                self._held.keep(_key(request), answer)
            self.arrived.emit(answer)
        self._go_on()


def _key(request: PreviewRequest) -> PictureKey:
    """A picture whose file was taken at its word is not one whose digest was compared."""
    return request.key, request.longest, request.imported.strict


def _deliver(
    courier: Courier,
    asker: weakref.ref[Previews],
    age: int,
    request: PreviewRequest,
    future: Future[Rendered | RenderFailed],
) -> None:
    """In a thread of the pool: the pixels become an image there, which is work too."""
    answer = _answer(request, future)
    owner = asker()
    if owner is not None:
        courier.post(owner, partial(owner.take, age, request, answer))


def _answer(
    request: PreviewRequest, future: Future[Rendered | RenderFailed]
) -> PreviewAnswer | None:
    """What a future says, None where the pool was closed."""
    error = future.exception()
    if isinstance(error, Cancelled):
        return None
    if error is not None:
        told = str(error) if isinstance(error, KnownError) else f"{type(error).__name__}: {error}"
        return PreviewAnswer(request, None, QSize(), told)
    found = future.result()
    changed = found.changed
    if changed and request.imported.strict:
        # Whatever came with it: nothing of another file is shown.
        return PreviewAnswer(request, None, QSize(), NOT_IMPORTED, changed)
    said = CHANGED if changed else ""
    if isinstance(found, RenderFailed):
        why = why_not(found.reason, found.detail)
        told = f"{said} {why}" if changed else why
        return PreviewAnswer(request, None, QSize(), told, changed)
    image = image_of(found)
    if image.isNull():
        return PreviewAnswer(request, None, QSize(), _NO_ROOM)
    return PreviewAnswer(request, image, QSize(found.full_width, found.full_height), said, changed)


def why_not(reason: Reason, detail: str = "") -> str:
    """Why there is no picture, as the beginning of a sentence."""
    told = words.reason(reason, detail)
    return told[:1].upper() + told[1:]


def image_of(found: Rendered) -> QImage:
    """An image with memory of its own, in the format that painting is fastest with."""
    lent = QImage(
        found.rgb, found.width, found.height, 3 * found.width, QImage.Format.Format_RGB888
    )
    return lent.convertToFormat(QImage.Format.Format_RGB32)
