"""Every test of the window sees it as people do: in its theme, with settings of nobody."""

from __future__ import annotations

from pathlib import Path

import pytest

from triage.gui.looks import theme

_HERE = Path(__file__).parent
_OF_NO_SCREEN = "This plugin does not support propagateSizeHints"


def pytest_collection_modifyitems(items):
    """Let Qt's platform without a screen say that it has none; no other warning passes."""
    for item in items:
        if item.path.is_relative_to(_HERE):
            item.add_marker(pytest.mark.qt_log_ignore(_OF_NO_SCREEN))


@pytest.fixture(autouse=True)
def dark_theme(qapp):
    """Show the dark theme, whatever the test before has shown."""
    theme.apply(qapp, "dark")


@pytest.fixture(autouse=True)
def nobodys_settings(tmp_path_factory, monkeypatch):
    """Keep the settings of whoever runs the tests out of them."""
    home = str(tmp_path_factory.mktemp("config"))
    monkeypatch.setenv("XDG_CONFIG_HOME", home)
    monkeypatch.setenv("APPDATA", home)
