from __future__ import annotations

import pluggy
import pytest

from triage.core import hooks
from triage.core.errors import KnownError
from triage.core.hooks import Exporter, hookimpl
from triage.export import registry


class Plugin:
    def __init__(self, name: str) -> None:
        self.name = name

    @hookimpl
    def triage_exporters(self) -> list[Exporter]:
        return [Exporter(self.name, ".x", lambda selection, out: "")]


@pytest.fixture
def plugged(monkeypatch: pytest.MonkeyPatch):
    def install(*plugins: object) -> None:
        def manager(*, load_plugins: bool = True) -> pluggy.PluginManager:
            made = hooks.plugin_manager(load_plugins=False)
            for plugin in plugins if load_plugins else ():
                made.register(plugin)
            return made

        monkeypatch.setattr(registry, "plugin_manager", manager)

    return install


def test_what_is_built_in_comes_through_the_hook():
    assert list(registry.exporters(load_plugins=False)) == ["csv", "files", "html", "jsonl"]


def test_a_plugin_adds_an_exporter(plugged):
    plugged(Plugin("extra"))
    assert "extra" in registry.exporters()


def test_plugins_can_be_left_out(plugged):
    plugged(Plugin("extra"))
    assert "extra" not in registry.exporters(load_plugins=False)


def test_a_plugin_cannot_replace_what_is_built_in(plugged):
    plugged(Plugin("csv"))
    with pytest.raises(KnownError, match="named csv"):
        registry.exporters()


def test_a_plugin_that_does_not_load_is_told(monkeypatch: pytest.MonkeyPatch):
    def broken(*_: object) -> int:
        raise ImportError("no module x")

    monkeypatch.setattr(pluggy.PluginManager, "load_setuptools_entrypoints", broken)
    with pytest.raises(KnownError, match="no module x"):
        hooks.plugin_manager()
