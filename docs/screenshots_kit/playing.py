"""One stage: all scenes of which a picture is wanted, one after the other."""

from __future__ import annotations

import time
import traceback
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from screenshots_kit.director import Director
from screenshots_kit.material import Material
from screenshots_kit.scenes import SCENES, STATES
from triage.gui.looks import theme

if TYPE_CHECKING:
    from pathlib import Path

    from screenshots_kit.scenes import Scene
    from screenshots_kit.stages import Stage


def play(stage: Stage, material: Path, out: Path, themes: list[str], only: list[str]) -> int:
    """The exit code: 1 where a scene broke off; the others are played all the same."""
    unknown = set(only) - set(STATES)
    if unknown:
        print(f"no such state: {', '.join(sorted(unknown))}; there are {', '.join(STATES)}")
        return 2
    QApplication.setHighDpiScaleFactorRoundingPolicy(
        Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
    )
    app = QApplication(["triage-gui"])
    app.setQuitOnLastWindowClosed(False)
    app.setApplicationName("Forensic Triage")
    chosen = tuple(themes) or ("dark", "light")
    theme.apply(app, theme.choice_of(chosen[0]))
    wanted = frozenset(only or STATES)
    broken = 0
    for scene in SCENES:
        if wanted.intersection(scene.states):
            director = Director(app, stage, Material(material), out, chosen, wanted)
            broken += not _played(scene, director, stage.name)
    return 1 if broken else 0


def _played(scene: Scene, director: Director, where: str) -> bool:
    begun = time.monotonic()
    try:
        scene.play(director)
    except Exception:  # noqa: BLE001  one scene that breaks off leaves the others
        traceback.print_exc()
        director.give_up()
        return False
    print(f"{where}: {', '.join(scene.states)} ({time.monotonic() - begun:.0f} s)", flush=True)
    return True
