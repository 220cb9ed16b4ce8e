"""Screens and fonts as this window has them; to be asked in the GUI thread."""

from __future__ import annotations

from PySide6.QtGui import QFontDatabase, QFontInfo, QGuiApplication

from triage.doctor.checks.display import DisplayFacts, Screen
from triage.gui.looks import theme


def display_facts() -> DisplayFacts:
    """What Qt really found, not what was asked for."""
    base, mono = QFontInfo(theme.font("base")), QFontInfo(theme.font("mono"))
    return DisplayFacts(
        platform=QGuiApplication.platformName(),
        screens=tuple(
            Screen(one.name(), one.size().width(), one.size().height(), one.devicePixelRatio())
            for one in QGuiApplication.screens()
        ),
        fonts=(("text", base.family()), ("hashes", mono.family())),
        families=len(QFontDatabase.families()),
        even=mono.fixedPitch(),
    )
