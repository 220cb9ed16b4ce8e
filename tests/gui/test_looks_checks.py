"""The checkers must find what is wrong, or every room that passes them proves nothing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QCheckBox,
    QDoubleSpinBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from tests.support import gui_checks


@pytest.fixture
def ground(qtbot):
    window = QWidget()
    window.resize(400, 300)
    QVBoxLayout(window)
    qtbot.addWidget(window)
    window.show()
    return window


def test_contrast_is_that_of_wcag():
    assert gui_checks.contrast(QColor("white"), QColor("black")) == pytest.approx(21)
    assert gui_checks.contrast(QColor("#777777"), QColor("white")) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("kind", [QLabel, QPushButton, QCheckBox])
def test_a_text_without_room_is_found(ground, kind):
    control = kind("a text that needs more room")
    control.setFixedWidth(60)
    ground.layout().addWidget(control)
    assert len(gui_checks.clipped_labels(ground)) == 1


@pytest.mark.parametrize("kind", [QLabel, QPushButton, QCheckBox])
def test_a_text_with_room_passes(ground, kind):
    ground.layout().addWidget(kind("short"))
    assert gui_checks.clipped_labels(ground) == []


def test_a_wrapped_label_that_is_too_low_is_found(ground):
    label = QLabel("many words " * 20)
    label.setWordWrap(True)
    label.setFixedSize(200, 20)
    ground.layout().addWidget(label)
    assert len(gui_checks.clipped_labels(ground)) == 1


@pytest.mark.parametrize("kind", [QLineEdit, QToolButton, QDoubleSpinBox])
def test_a_control_without_name_is_found(ground, kind):
    control = kind()
    control.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    ground.layout().addWidget(control)
    assert len(gui_checks.without_accessible_name(ground)) == 1
    control.setAccessibleName("Threshold of firearm")
    assert gui_checks.without_accessible_name(ground) == []


def test_a_label_names_its_buddy(ground):
    field = QLineEdit()
    label = QLabel("Case name")
    label.setBuddy(field)
    ground.layout().addWidget(label)
    ground.layout().addWidget(field)
    assert gui_checks.without_accessible_name(ground) == []


def test_a_button_for_the_mouse_alone_is_found(ground):
    button = QToolButton()
    button.setText("x")
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    ground.layout().addWidget(button)
    assert len(gui_checks.unreachable_by_keyboard(ground)) == 1
    button.setShortcut("Ctrl+1")
    assert gui_checks.unreachable_by_keyboard(ground) == []


def test_parts_of_a_table_are_the_tables(ground):
    table = QTableWidget(2, 2)
    table.setAccessibleName("Items")
    ground.layout().addWidget(table)
    assert gui_checks.without_accessible_name(ground) == []
    assert gui_checks.unreachable_by_keyboard(ground) == []
