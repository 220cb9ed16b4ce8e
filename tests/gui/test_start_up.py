"""What a start loads before its first picture, and what it makes ready behind it."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.support.whole_window import Opened, imported_case, whole_window
from triage.core.errors import PackError
from triage.gui.session.courier import Courier
from triage.gui.window import first_needs
from triage.gui.window.beginning import Beginning
from triage.gui.window.readiness import Readiness
from triage.inference.packs import default_packs, load_pack
from triage.inference.providers import cpu
from triage.inference.standby import Standby
from triage.ingest.request import ImportRequest

_ROOT = Path(__file__).parents[2]
_PACKAGES = {
    *("PySide6", "shiboken6", "shibokensupport", "signature_bootstrap", "__feature__"),
    *("triage", "tests", "__main__", "_distutils_hack", "sitecustomize", "usercustomize"),
}
"""Besides the standard library: nothing else is needed to paint a window."""
_HEAVY = {"sqlite3", "asyncio", "http", "email", "xml", "multiprocessing", "importlib.metadata"}
_ROOMS = (
    *("triage.core", "triage.gui.looks", "triage.gui.start", "triage.gui.window"),
    *("triage.gui.session.courier", "triage.gui.work.closing", "triage.inference.standby"),
)
_LATER = {
    *("triage.core.records", "triage.gui.window.open_case", "triage.gui.window.opening"),
    *("triage.gui.window.front_rooms", "triage.gui.window.first_needs"),
}


@pytest.fixture(scope="module")
def loaded(tmp_path_factory):
    """The modules of a real start in a process of its own."""
    settings = tmp_path_factory.mktemp("start") / "settings.json"
    settings.write_text('{"theme": "dark"}')
    done = subprocess.run(
        [sys.executable, "-m", "tests.support.start_modules", str(settings)],
        cwd=_ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    return json.loads(done.stdout.splitlines()[-1])


def test_no_other_package_is_loaded_before_the_window_shows(loaded):
    tops = {name.partition(".")[0] for name in loaded}
    assert tops - sys.stdlib_module_names - _PACKAGES == set()


def test_nothing_heavy_of_the_standard_library_either(loaded):
    assert _HEAVY & set(loaded) == set()


def test_of_ours_only_what_paints_the_first_picture(loaded):
    ours = [name for name in loaded if name.startswith("triage.")]
    floors = {"triage.gui", "triage.gui.session", "triage.gui.work", "triage.inference"}
    assert [name for name in ours if not name.startswith(_ROOMS) and name not in floors] == []
    assert _LATER & set(ours) == set()


def test_the_command_line_says_its_version_without_numpy_and_qt():
    told = "import sys, triage.__main__ as m\ntry: m.main()\nexcept SystemExit: pass\n"
    told += "print(sorted(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", told, "--version"],
        cwd=_ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    for name in ("numpy", "PIL", "onnxruntime", "sqlite3", "rich", "PySide6"):
        assert f"'{name}'" not in done.stdout, name


@pytest.fixture
def courier(qtbot):
    made = Courier()
    yield made
    made.close()


@pytest.fixture
def readiness(courier):
    made = Readiness(Standby(), courier)
    yield made
    made.close()
    made._pool.shutdown(wait=True)


def test_once_ready_an_import_finds_its_model_running(qtbot, readiness):
    with qtbot.waitSignal(readiness.ready, timeout=20_000):
        readiness.begin("cpu")
    (pack,) = default_packs()
    assert readiness._standby.take(pack, cpu()) is not None


def test_it_loads_in_a_thread_that_is_not_the_windows(qtbot, readiness, monkeypatch):
    threads = []
    monkeypatch.setattr(
        first_needs, "load_model", lambda *_: threads.append(threading.current_thread())
    )
    with qtbot.waitSignal(readiness.ready):
        readiness.begin("auto")
    assert threads[0] is not threading.main_thread()


def test_it_loads_once(qtbot, readiness, monkeypatch):
    asked = []
    monkeypatch.setattr(first_needs, "load_model", lambda _, provider: asked.append(provider))
    with qtbot.waitSignal(readiness.ready):
        readiness.begin("cpu")
        readiness.begin("dml")
    readiness._pool.shutdown(wait=True)
    assert asked == ["cpu"]


def raising(error):
    def load(*_):
        raise error

    return load


def test_a_model_that_is_broken_is_told_by_the_import_and_not_here(qtbot, readiness, monkeypatch):
    monkeypatch.setattr(first_needs, "load_model", raising(PackError("It is broken.")))
    with qtbot.assertNotEmitted(readiness.failed), qtbot.assertNotEmitted(readiness.ready):
        readiness.begin("cpu")
        readiness._pool.shutdown(wait=True)
        qtbot.wait(20)


def test_a_fault_of_ours_is_told(qtbot, readiness, monkeypatch):
    monkeypatch.setattr(first_needs, "load_model", raising(ZeroDivisionError()))
    with qtbot.waitSignal(readiness.failed):
        readiness.begin("cpu")


def test_nothing_is_made_ready_before_the_window_is_painted(settings, monkeypatch):
    settings.write_text('{"provider": "cpu"}')
    opened = Opened(settings)
    beginning = Beginning(opened.program)
    begun = []

    def begin(provider):
        begun.append((provider, opened.window.isVisible(), painted[:]))

    painted = []
    beginning.first_paint.painted.connect(lambda: painted.append(True))
    monkeypatch.setattr(beginning.readiness, "begin", begin)
    beginning.begin(None, [])
    assert begun == []
    opened.until(lambda: bool(begun))
    assert begun == [("cpu", True, [True])]
    opened.quit()


def test_an_import_takes_the_model_that_lies_ready(settings, tmp_path, more):
    case = imported_case(tmp_path)
    pack = load_pack(tmp_path / "tiny")
    with whole_window(settings) as whole:
        whole.program.standby.prepare(pack, cpu())
        whole.open(case)
        whole.case.jobs.begin_import(
            ImportRequest((more,), by="kim", packs=(pack,), provider="cpu")
        )
        whole.until(whole.idle)
        assert whole.program.standby.take(pack, cpu()) is None
