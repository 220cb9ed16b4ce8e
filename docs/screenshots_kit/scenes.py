"""Which states there are, and which scene makes them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from screenshots_kit import scenes_of_faults, scenes_of_imports, scenes_of_items, scenes_of_pages

if TYPE_CHECKING:
    from collections.abc import Callable

    from screenshots_kit.director import Director


@dataclass(frozen=True, slots=True)
class Scene:
    """Starts a program, brings it into one state after the other, and ends it."""

    states: tuple[str, ...]
    play: Callable[[Director], None]


SCENES = (
    Scene(("welcome-trying", "welcome"), scenes_of_pages.welcome),
    Scene(("start", "start-empty", "new-case", "who"), scenes_of_pages.start),
    Scene(
        (
            "empty-case",
            "add-evidence",
            "folder-chooser",
            "import-first-seconds",
            "import-running",
            "import-paused",
            "closing-asks",
            "import-cancelled",
            "finished",
        ),
        scenes_of_imports.whole_import,
    ),
    Scene(
        (
            "one-selected",
            "many-selected",
            "failed",
            "copies",
            "no-metadata",
            "gps",
            "graded",
            "no-match",
            "filtered",
            "failed-and-skipped",
            "filters-unfolded",
            "filters-unfolded-below",
            "threshold-dragged",
            "tiles-96",
            "tiles-224",
            "tiles-320",
            "panels-folded",
            "list",
            "menu",
        ),
        scenes_of_items.items,
    ),
    Scene(
        ("privacy-turned-on", "hidden", "revealed", "hidden-list", "hidden-large"),
        scenes_of_items.hidden,
    ),
    Scene(("large", "large-failed"), scenes_of_items.large),
    Scene(("export", "export-running", "export-done"), scenes_of_imports.export),
    Scene(
        ("case-page", "thresholds", "verified", "audit-log", "jobs-page"),
        scenes_of_pages.case_pages,
    ),
    Scene(
        (
            "preferences",
            "preferences-privacy",
            "preferences-keys",
            "preferences-work",
            "help",
            "about",
            "self-test",
            "models",
        ),
        scenes_of_pages.front_pages,
    ),
    Scene(("model-missing", "add-evidence-broken"), scenes_of_faults.broken_packs),
    Scene(("device-lost",), scenes_of_faults.lost_device),
    Scene(("locked",), scenes_of_faults.locked),
    Scene(("source-missing", "case-page-source-missing"), scenes_of_faults.missing_source),
    Scene(("disk-full",), scenes_of_faults.full_disk),
    Scene(("program-fault",), scenes_of_faults.program_fault),
)
STATES = tuple(state for scene in SCENES for state in scene.states)
