"""Every test of the window sees it as people do: in its theme, with settings of nobody."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.filter_panel import shown_panel
from tests.support.whole_window import more_evidence
from triage.core.privacy import Privacy
from triage.gui.looks import theme
from triage.gui.tiles.shelf import Shelf

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


@pytest.fixture
def settings(tmp_path):
    """Where a program of this test keeps what it remembers."""
    return tmp_path / "settings.json"


@pytest.fixture
def more(tmp_path):
    """Evidence that is not in the case yet."""
    return more_evidence(tmp_path / "more")


@pytest.fixture
def panel(qtbot):
    """A filter panel with every section unfolded."""
    return shown_panel(qtbot)


@pytest.fixture
def wishes(panel):
    """Every filter that the panel asked for."""
    heard = []
    panel.filter_changed.connect(heard.append)
    return heard


@pytest.fixture
def shelf(qtbot):
    """A shelf of pictures that covers none."""
    made = Shelf()
    made.set_privacy(Privacy())
    yield made
    made.close()
