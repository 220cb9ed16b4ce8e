"""What every room of the window is held to: text that fits, names, a way by keyboard, contrast."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QRadioButton,
    QScrollBar,
    QStyle,
    QStyleOptionButton,
    QTabBar,
    QToolButton,
    QWidget,
)

from triage.gui.looks.labels import ElidedLabel

if TYPE_CHECKING:
    from PySide6.QtGui import QColor

_CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QTabBar,
)
_Kind = TypeVar("_Kind", bound=QWidget)
_ROUND_TRIP = 80  # so many stops that were met before, and the walk is over
_ROUNDING = 1  # a text's width is no whole number of pixels


def contrast(one: QColor, other: QColor) -> float:
    """The contrast of two opaque colours as WCAG 2 reckons it, 1 to 21."""
    assert one.alpha() == other.alpha() == 255, "contrast of what shines through is not known"
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def button(widget: QWidget, text: str) -> QAbstractButton:
    """The button with this text; StopIteration where there is none."""
    return next(one for one in widget.findChildren(QAbstractButton) if one.text() == text)


def clipped_labels(widget: QWidget) -> list[str]:
    """Visible labels and buttons whose text does not fit them at their present size."""
    _settle()
    labels = [child for child in _shown(widget, QLabel) if _label_is_clipped(child)]
    buttons = [child for child in _shown(widget, QAbstractButton) if _button_is_clipped(child)]
    return [_called(child) for child in (*labels, *buttons)]


def without_accessible_name(widget: QWidget) -> list[str]:
    """Visible controls that can have the focus and that a reader of the screen cannot name."""
    _settle()
    named_by_label = {label.buddy() for label in widget.findChildren(QLabel) if label.text()}
    return [
        _called(child)
        for child in _shown(widget, QWidget)
        if child.focusPolicy() != Qt.FocusPolicy.NoFocus
        and child.focusProxy() is None
        and not _is_inside_a_control(child)
        and child not in named_by_label
        and not _name(child)
    ]


def unreachable_by_keyboard(widget: QWidget) -> list[str]:
    """Enabled visible controls that Tab does not reach and that no key or action stands for."""
    _settle()
    return [
        _called(child)
        for child in _shown(widget, QWidget)
        if isinstance(child, _CONTROLS)
        and child.isEnabled()
        and not child.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not _is_inside_a_control(child)
        and not _has_key(child)
        and not any(_takes_tab(other) for other in _beside(child))
    ]


def not_met_by_tab(widget: QWidget) -> list[str]:
    """Controls that take Tab by what they say, but that nobody meets who presses it again."""
    window = widget.window()
    window.activateWindow()
    _settle()
    wanted = {child for child in _shown(widget, QWidget) if _takes_tab(child)}
    met: set[QWidget] = set()
    idle = 0
    while idle < _ROUND_TRIP and not wanted <= met:
        focus = QApplication.focusWidget()
        idle = idle + 1 if focus is None or focus in met else 0
        if focus is not None:
            met.add(focus)
        QTest.keyClick(focus or window, Qt.Key.Key_Tab)
    return [_called(child) for child in wanted - met if met.isdisjoint(_beside(child))]


def _takes_tab(widget: QWidget) -> bool:
    takes = isinstance(widget, _CONTROLS) and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    can = widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None
    return bool(takes) and can and not _is_inside_a_control(widget)


def _beside(widget: QWidget) -> list[QAbstractButton]:
    """The other buttons of those of which one holds: Tab meets one, arrows lead to the rest."""
    if not isinstance(widget, QAbstractButton) or not widget.isCheckable():
        return []
    group: QButtonGroup | None = widget.group()
    if group:
        return [one for one in group.buttons() if group.exclusive() and one is not widget]
    parent = widget.parentWidget()
    if not widget.autoExclusive() or parent is None:
        return []
    near = parent.findChildren(QAbstractButton)
    return [one for one in near if one.autoExclusive() and not one.group() and one is not widget]


def _settle() -> None:
    QApplication.sendPostedEvents()
    QApplication.processEvents()


def _shown(widget: QWidget, kind: type[_Kind]) -> list[_Kind]:
    own = [widget] if isinstance(widget, kind) else []
    return [
        child
        for child in (*own, *widget.findChildren(kind))
        if child.isVisible() and child.window() is widget.window()
    ]


def _called(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""
    words = text or widget.accessibleName() or widget.objectName() or widget.toolTip()
    parent = widget.parentWidget()
    above = f" in {type(parent).__name__}" if parent else ""
    return f"{type(widget).__name__} {words!r}{above}"


def _label_is_clipped(label: QLabel) -> bool:
    if not label.text() or isinstance(label, ElidedLabel):
        return False
    room = label.contentsRect().width() + _ROUNDING
    if not label.wordWrap():
        needed = label.sizeHint()
        return needed.width() > label.width() + _ROUNDING or needed.height() > label.height()
    longest = max(map(label.fontMetrics().horizontalAdvance, label.text().split()), default=0)
    return longest > room or label.heightForWidth(label.width()) > label.height() + _ROUNDING


def _button_is_clipped(button: QAbstractButton) -> bool:
    text = button.text().replace("&&", "\0").replace("&", "").replace("\0", "&")
    if not text or (isinstance(button, QToolButton) and _shows_icon_alone(button)):
        return False
    needed = button.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, text)
    icon = 0 if button.icon().isNull() else button.iconSize().width() + 4
    room = _room(button)
    return needed.width() + icon > room.width() + _ROUNDING or needed.height() > button.height()


def _shows_icon_alone(button: QToolButton) -> bool:
    alone = button.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly
    return alone and not button.icon().isNull()


def _room(button: QAbstractButton) -> QSize:
    elements = {
        QPushButton: QStyle.SubElement.SE_PushButtonContents,
        QCheckBox: QStyle.SubElement.SE_CheckBoxContents,
        QRadioButton: QStyle.SubElement.SE_RadioButtonContents,
    }
    for kind, element in elements.items():
        if isinstance(button, kind):
            option = QStyleOptionButton()
            option.initFrom(button)
            return button.style().subElementRect(element, option, button).size()
    return button.contentsRect().size()


def _is_inside_a_control(widget: QWidget) -> bool:
    """Whether it is a part that another control answers for: an editor, a viewport, a popup."""
    if isinstance(widget, QScrollBar | QHeaderView | QMenu):
        return True
    parent = widget.parentWidget()
    while parent is not None and not parent.isWindow():
        if isinstance(parent, QAbstractSpinBox | QComboBox | QLineEdit | QTabBar):
            return True
        if isinstance(parent, QHeaderView):
            return True
        parent = parent.parentWidget()
    above = widget.parentWidget()
    corner = isinstance(widget, QAbstractButton) and isinstance(above, QAbstractItemView)
    return corner or widget.objectName() == "qt_scrollarea_viewport"


def _name(widget: QWidget) -> str:
    if widget.accessibleName():
        return widget.accessibleName()
    if isinstance(widget, QAbstractButton | QLabel):
        return widget.text()
    return widget.title() if isinstance(widget, QGroupBox) else ""


def _has_key(widget: QWidget) -> bool:
    if isinstance(widget, QAbstractButton) and not widget.shortcut().isEmpty():
        return True
    actions = list(widget.actions())
    if isinstance(widget, QToolButton) and widget.defaultAction():
        actions.append(widget.defaultAction())
    return any(not action.shortcut().isEmpty() for action in actions)


def _luminance(color: QColor) -> float:
    weights = (0.2126, 0.7152, 0.0722)
    parts = (color.redF(), color.greenF(), color.blueF())
    return sum(w * _linear(part) for w, part in zip(weights, parts, strict=True))


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
