"""Runs the program, and answers over its standard streams where on the screen things are.

It finds rectangles and reads texts, as a person's eyes do and by the names that a screen reader
says. It never moves, presses or calls anything of the program: that is the X server's work.
One JSON object a line: asked on stdin, answered on stdout.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPoint, QRect, QSocketNotifier, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QApplication, QMenu, QMenuBar, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QAccessibleInterface

_MOST_ITEMS = 2000


class Probe(QObject):
    """Reads one line of stdin at a time, in the event loop: an answer means that it turns."""

    def __init__(self, out: int) -> None:
        super().__init__()
        self._out = out
        self._rest = b""
        self._watch = QSocketNotifier(0, QSocketNotifier.Type.Read, self)
        self._watch.activated.connect(self._read)
        self._asked = {
            "find": find,
            "items": items,
            "current": current,
            "state": state,
            "shot": shot,
        }

    def _read(self) -> None:
        data = os.read(0, 1 << 16)
        if not data:
            self._watch.setEnabled(False)
            return
        *lines, self._rest = (self._rest + data).split(b"\n")
        for line in lines:
            question = json.loads(line)
            try:
                answer = {"told": self._asked[question.pop("ask")](**question)}
            except Exception:  # noqa: BLE001  whoever asked must hear of it, not the window
                answer = {"fault": traceback.format_exc()}
            os.write(self._out, json.dumps(answer).encode() + b"\n")


def find(name: str = "", role: str = "", within: str = "") -> list[dict[str, Any]]:
    """Everything to be seen with this name (``~`` first: in it), role, and window title."""
    found: list[dict[str, Any]] = []
    for widget in QApplication.allWidgets():
        if not widget.isVisible() or (within and widget.window().windowTitle() != within):
            continue
        if isinstance(widget, QMenu | QMenuBar):
            found += [one for one in _menu_items(widget) if _fits(one, name, role)]
        interface: Any = QAccessible.queryAccessibleInterface(widget)
        if interface is None:
            continue
        told = interface.text(QAccessible.Text.Name)
        if not _named(told, name):
            continue
        one = _described(interface, widget, told)
        if _fits(one, name, role):
            found.append(one)
    return found


def items(name: str) -> list[dict[str, Any]]:
    """What a view of items shows now, in reading order."""
    for widget in QApplication.allWidgets():
        if isinstance(widget, QAbstractItemView) and widget.isVisible():
            interface: Any = QAccessible.queryAccessibleInterface(widget)
            if interface is not None and interface.text(QAccessible.Text.Name) == name:
                return _cells(interface, widget)
    return []


def current(name: str) -> str:
    """What is said of the item that a view has as its current one, "" where there is none."""
    for widget in QApplication.allWidgets():
        if isinstance(widget, QAbstractItemView) and widget.accessibleName() == name:
            index = widget.currentIndex()
            told = index.data(Qt.ItemDataRole.AccessibleTextRole) if index.isValid() else None
            return told or ""
    return ""


def state() -> dict[str, Any]:
    """Where the keyboard is, and which windows there are."""
    focus = QApplication.focusWidget()
    interface = None if focus is None else QAccessible.queryAccessibleInterface(focus)
    told: dict[str, Any] = {"focus": None}
    if focus is not None and interface is not None:
        told["focus"] = _described(interface, focus, interface.text(QAccessible.Text.Name))
    active, modal = QApplication.activeWindow(), QApplication.activeModalWidget()
    popup = QApplication.activePopupWidget()
    told["active"] = None if active is None else active.windowTitle()
    told["modal"] = None if modal is None else modal.windowTitle()
    told["popup"] = popup is not None
    chosen = popup.activeAction() if isinstance(popup, QMenu) else None
    told["menu"] = None if chosen is None else _plain(chosen.text())
    return told


def shot(path: str) -> bool:
    """Write down what is on the X screen, everything of it."""
    return QGuiApplication.primaryScreen().grabWindow(0).save(path)


def _described(interface: QAccessibleInterface, widget: QWidget, told: str) -> dict[str, Any]:
    now = interface.state()
    rect = interface.rect()
    value = interface.text(QAccessible.Text.Value)
    return {
        "name": told,
        "role": interface.role().name,
        "said": interface.text(QAccessible.Text.Description),
        "value": value or str(widget.property("value") or ""),
        "text": str(widget.property("text") or ""),
        "rect": rect.getRect(),
        "point": _point(widget, rect),
        "enabled": widget.isEnabled() and not _blocked(widget),
        "focused": widget.hasFocus(),
        "checked": bool(now.checked),
    }


def _point(widget: QWidget, rect: QRect) -> tuple[int, int] | None:
    """A point of the widget that is really in sight, or None."""
    seen = widget.visibleRegion().boundingRect()
    seen.moveTopLeft(widget.mapToGlobal(seen.topLeft()))
    middle = seen.intersected(rect).center()
    hit = QApplication.widgetAt(middle)
    while hit is not None and hit is not widget:
        hit = hit.parentWidget()
    return None if hit is None else middle.toTuple()


def _blocked(widget: QWidget) -> bool:
    modal = QApplication.activeModalWidget()
    return modal is not None and widget.window() is not modal and not _above(widget, modal)


def _above(widget: QWidget, window: QWidget) -> bool:
    """Whether a widget's window was opened from ``window`` (a menu of a dialog)."""
    parent = widget.window().parentWidget()
    return parent is not None and parent.window() is window


def _menu_items(menu: QMenu | QMenuBar) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for action in menu.actions():
        rect = menu.actionGeometry(action)
        if action.isSeparator() or not action.isVisible() or rect.isEmpty():
            continue
        rect.moveTopLeft(menu.mapToGlobal(rect.topLeft()))
        found.append(
            {
                "name": _plain(action.text()),
                "role": "MenuItem",
                "said": action.shortcut().toString(),
                "rect": rect.getRect(),
                "point": rect.center().toTuple(),
                "enabled": action.isEnabled() and not _blocked(menu),
                "checked": action.isChecked(),
            }
        )
    return found


def _cells(interface: QAccessibleInterface, view: QAbstractItemView) -> list[dict[str, Any]]:
    """Every cell under the viewport, found by walking over it as an eye does."""
    port = view.viewport()
    area = QRect(port.mapToGlobal(QPoint(0, 0)), port.size())
    found: dict[tuple[int, ...], dict[str, Any]] = {}
    y = area.top()
    while y <= area.bottom() and len(found) < _MOST_ITEMS:
        x, step = area.left(), 8
        while x <= area.right():
            cell: Any = interface.childAt(x, y)
            rect = QRect() if cell is None else cell.rect()
            if cell is None or not rect.contains(x, y):
                x += 8
                continue
            found.setdefault(_corners(rect), _cell(cell, rect, area))
            x = rect.right() + 1
            step = max(8, min(rect.bottom() - y, rect.height()))
        y += step
    return [found[key] for key in sorted(found, key=lambda key: (key[1], key[0]))]


def _cell(cell: QAccessibleInterface, rect: QRect, area: QRect) -> dict[str, Any]:
    return {
        "name": cell.text(QAccessible.Text.Name),
        "rect": rect.getRect(),
        "point": rect.intersected(area).center().toTuple(),
        "whole": area.contains(rect),
    }


def _corners(rect: QRect) -> tuple[int, int, int, int]:
    return rect.x(), rect.y(), rect.width(), rect.height()


def _plain(text: str) -> str:
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&").partition("\t")[0]


def _named(told: str, name: str) -> bool:
    return name[1:] in told if name.startswith("~") else not name or told == name


def _fits(one: dict[str, Any], name: str, role: str) -> bool:
    return _named(one["name"], name) and (not role or one["role"] == role)


def main(argv: list[str]) -> int:
    """Run the window as ``triage-gui`` does, with the probe in its event loop."""
    from triage.gui.window.app import run

    # Whatever else is printed must not stand between the answers.
    out = os.dup(1)
    os.dup2(2, 1)
    QApplication.setHighDpiScaleFactorRoundingPolicy(
        Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
    )
    app = QApplication(argv[:1])
    # As with a screen reader: without one Qt keeps cells of tables that are long gone.
    QAccessible.setActive(True)
    probe = Probe(out)
    try:
        return run(argv)
    finally:
        del probe
        app.processEvents()


if __name__ == "__main__":
    sys.exit(main(sys.argv))
