"""Every deed of the window with its words and its key: menus, help and preferences read it.

Deeds without a ``menu`` are listed in the map of keys only: the views answer to them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Deed:
    """``keys`` are Qt's portable texts, the first is shown. ``place``: where the key counts."""

    name: str
    words: str
    keys: tuple[str, ...]
    menu: str = ""
    place: str = "window"


CASE, EDIT, VIEW, PICTURE, GRADE, HELP = "Case", "Edit", "View", "Picture", "Grade", "Help"

DEEDS: Final = (
    Deed("new-case", "New case…", ("Ctrl+N",), CASE),
    Deed("open-case", "Open case…", ("Ctrl+O",), CASE),
    Deed("add-evidence", "Add evidence…", ("Ctrl+I",), CASE),
    Deed("go-on", "Go on with unfinished work", (), CASE),
    Deed("export", "Export…", ("Ctrl+E",), CASE),
    Deed("case-page", "Sources, counts and audit log", ("F2",), CASE),
    Deed("jobs-page", "Jobs", ("F3",), CASE),
    Deed("models-page", "Models and devices", ("F4",), CASE),
    Deed("close-case", "Close case", ("Ctrl+W",), CASE),
    Deed("quit", "Quit", ("Ctrl+Q",), CASE),
    Deed("undo", "Undo grade", ("Ctrl+Z",), EDIT),
    Deed("redo", "Redo grade", ("Ctrl+Y", "Ctrl+Shift+Z"), EDIT),
    Deed("select-all", "Select all", ("Ctrl+A",), EDIT, "pictures"),
    Deed("copy-path", "Copy path", ("Ctrl+C",), EDIT, "pictures"),
    Deed("copy-hash", "Copy SHA-256", ("Ctrl+Shift+C",), EDIT, "pictures"),
    Deed("find", "Search", ("/", "Ctrl+F"), EDIT),
    Deed("clear-filter", "Clear all filters", ("Ctrl+Shift+X",), EDIT),
    Deed("preferences", "Preferences…", ("Ctrl+,",), EDIT),
    Deed("grid", "Grid", ("Ctrl+G",), VIEW),
    Deed("list", "List", ("Ctrl+L",), VIEW),
    Deed("larger", "Larger tiles", ("Ctrl++", "Ctrl+="), VIEW),
    Deed("smaller", "Smaller tiles", ("Ctrl+-",), VIEW),
    Deed("filters-panel", "Filter panel", ("Ctrl+1",), VIEW),
    Deed("inspector", "Inspector", ("Ctrl+2",), VIEW),
    Deed("privacy", "Privacy: hide pictures by category and score", ("Ctrl+P",), VIEW),
    Deed("next-panel", "Next panel", ("F6",), VIEW),
    Deed("previous-panel", "Previous panel", ("Shift+F6",), VIEW),
    Deed("full-screen", "Full screen", ("F11",), VIEW),
    Deed("open-large", "Open large", ("Return",), PICTURE, "pictures"),
    Deed("show-in-folder", "Show in folder", ("Ctrl+Return",), PICTURE, "pictures"),
    Deed("open-with", "Open with another program…", ("Ctrl+Shift+O",), PICTURE, "pictures"),
    Deed("copy-originals", "Copy originals to a folder…", ("Ctrl+Shift+E",), PICTURE, "pictures"),
    Deed("no-grade", "Take grade away", ("0", "Del"), GRADE, "pictures"),
    Deed("keys", "Map of all keys", ("?", "F1"), HELP),
    Deed("self-test", "Self-test", ("F5",), HELP),
    Deed("about", "About, licences and logs", (), HELP),
    Deed("walk", "To the next picture", ("Left", "Right", "Up", "Down"), "", "pictures"),
    Deed("page", "A page up or down", ("PgUp", "PgDown"), "", "pictures"),
    Deed("ends", "To the first or last picture", ("Home", "End"), "", "pictures"),
    Deed(
        "extend",
        "Extend the selection, as with Shift and a click",
        ("Shift+Left", "Shift+Right", "Shift+Up", "Shift+Down", "Shift+PgUp", "Shift+PgDown"),
        "",
        "pictures",
    ),
    Deed(
        "extend-all", "Extend it to the first or last", ("Shift+Home", "Shift+End"), "", "pictures"
    ),
    Deed("reveal", "Reveal a hidden picture, while held", ("Space",), "", "pictures"),
    Deed("toggle", "Add to or take from the selection", ("Ctrl+Space",), "", "pictures"),
    Deed("context-menu", "Menu of the picture", ("Menu", "Shift+F10"), "", "pictures"),
    Deed("zoom-fit", "Fit, or 100 %", ("Z",), "", "large picture"),
    Deed("zoom-in", "Zoom in", ("+",), "", "large picture"),
    Deed("zoom-out", "Zoom out", ("-",), "", "large picture"),
    Deed("turn", "Turn the view", ("R", "Shift+R"), "", "large picture"),
    Deed("close-large", "Back to the grid", ("Esc", "Return"), "", "large picture"),
    Deed(
        "threshold", "Move a threshold by 0.01, with Shift 0.10", ("Left", "Right"), "", "category"
    ),
)
"""In the order of the menus."""

FIXED: Final = frozenset(deed.name for deed in DEEDS if not deed.menu)
"""Keys that the views themselves answer to; they cannot be changed."""


def grade_deeds(categories: tuple[tuple[int, str], ...]) -> tuple[Deed, ...]:
    """One deed for each category that a digit can name."""
    return tuple(
        Deed(f"grade-{number}", f"{number} {name}", (str(number),), GRADE, "pictures")
        for number, name in categories
        if 1 <= number <= 9
    )
