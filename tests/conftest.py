"""What holds for every test: no window needed, no thread left behind, no home of anybody."""

from __future__ import annotations

import os
import tempfile
import threading
import time

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

_PATIENCE_S = 5.0


@pytest.fixture(scope="session", autouse=True)
def nobodys_packs():
    """Keep the model packs of whoever runs the tests out of them."""
    with tempfile.TemporaryDirectory() as home, pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_DATA_HOME", "APPDATA"):
            patch.setenv(name, home)
        yield


@pytest.fixture(autouse=True)
def no_thread_left_behind():
    """Fail a test that leaves a thread running; it would hold a case or a device."""
    before = set(threading.enumerate())
    yield
    deadline = time.monotonic() + _PATIENCE_S
    left = [thread for thread in threading.enumerate() if thread not in before]
    for thread in left:
        thread.join(max(0.0, deadline - time.monotonic()))
    alive = [thread.name for thread in left if thread.is_alive()]
    assert not alive, f"threads left behind: {alive}"
