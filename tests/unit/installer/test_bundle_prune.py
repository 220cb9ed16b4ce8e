"""Which files stay in the frozen folder, and the build's own checks of it."""

from __future__ import annotations

import pytest

from installer.bundle import contents, prune
from installer.bundle.build import ROOT
from installer.bundle.lacking import lacking_modules
from installer.bundle.sizes import part_of
from installer.bundle.windows_facts import four_numbers

WHEELS = "/venv/lib/python3.11/site-packages/"


def stays(name: str, source: str = WHEELS) -> bool:
    return prune.stays(name, source)


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6\\plugins\\platforms\\qwindows.dll",
        "PySide6/plugins/styles/qmodernwindowsstyle.dll",
        "PySide6/Qt/plugins/imageformats/libqsvg.so",
        "PySide6/Qt/lib/libQt6Widgets.so.6",
        "PySide6/Qt6Core.dll",
        "PySide6/Qt/lib/libicudata.so.73",
        "PySide6/QtSvg.abi3.so",
        "PySide6/QtWidgets.pyd",
        "libQt6Gui.so.6",
        "numpy-2.4.6.dist-info/METADATA",
        "numpy-2.4.6.dist-info/licenses/LICENSE.txt",
        "onnxruntime/capi/DirectML.dll",
    ],
)
def test_what_the_program_needs_stays(name: str):
    assert stays(name)


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/plugins/platforms/libqwayland.so",
        "PySide6/Qt/plugins/wayland-shell-integration/libxdg-shell.so",
        "PySide6/Qt/plugins/egldeviceintegrations/libqeglfs-emu-integration.so",
        "PySide6\\plugins\\tls\\qopensslbackend.dll",
        "PySide6/Qt/plugins/platforminputcontexts/libqtvirtualkeyboardplugin.so",
        "PySide6/Qt/translations/qtbase_de.qm",
        "PySide6/Qt/lib/libQt6Quick.so.6",
        "PySide6/Qt6Network.dll",
        "PySide6/opengl32sw.dll",
        "PySide6/QtNetwork.pyd",
        "libQt6Qml.so.6",
        "numpy-2.4.6.dist-info/RECORD",
        "pillow-13.0.0.dist-info/direct_url.json",
        "numpy/_core/tests/data.csv",
        "tzdata/zoneinfo/Europe/Berlin",
    ],
)
def test_what_nobody_needs_goes(name: str):
    assert not stays(name)


@pytest.mark.parametrize(
    ("name", "inside"),
    [
        ("libcrypto.so.3", True),
        ("libpython3.11.so.1.0", True),
        ("libxcb-cursor.so.0", True),
        ("libxcb.so.1", False),
        ("libstdc++.so.6", False),
        ("libfontconfig.so.1", False),
        ("libreadline.so.8", False),
    ],
)
def test_of_the_machine_only_what_python_and_x11_lack_comes_along(name: str, inside: bool):
    assert stays(name, f"/usr/lib/x86_64-linux-gnu/{name}") is inside


def test_a_package_of_the_system_is_no_library_of_the_system():
    assert stays("numpy/_core/_simd.so", "/usr/lib/python3/dist-packages/numpy/_core/_simd.so")


def test_every_module_of_ours_is_named_but_training():
    named = contents.modules(ROOT)
    assert {"triage", "triage.cli.import_", "triage.gui.window.app"} <= set(named)
    assert not [name for name in named if name.startswith("triage.training")]


def test_our_data_goes_where_the_program_looks_for_it():
    goes_to = {
        source.replace("\\", "/").rpartition("/")[2]: to for source, to in contents.data(ROOT)
    }
    assert goes_to["theme.toml"] == "resources"
    assert goes_to["model.onnx"] == "models/general"
    assert goes_to["0001_initial.sql"] == "triage/store/migrations"


@pytest.mark.parametrize(
    ("version", "numbers"),
    [("0.1.0", (0, 1, 0, 0)), ("1.2.3rc4", (1, 2, 3, 4)), ("2.0+local.7", (2, 0, 0, 0))],
)
def test_a_version_becomes_four_numbers(version: str, numbers: tuple[int, ...]):
    assert four_numbers(version) == numbers


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("triage-gui.exe", "ours"),
        ("_internal/resources/theme.toml", "ours"),
        ("_internal/models/general/model.onnx", "models"),
        ("_internal/PySide6/Qt6Core.dll", "Qt"),
        ("_internal/numpy.libs/libopenblas.so", "numpy"),
        ("_internal/_pi_heif.pyd", "Pillow, HEIF"),
        ("_internal/libcrypto.so.3", "Python"),
        ("_internal/rich-15.0.0.dist-info/METADATA", "other packages"),
    ],
)
def test_a_file_counts_for_one_part(name: str, part: str):
    assert part_of(name) == part


def test_a_module_that_we_import_and_is_left_out_is_seen():
    told = (
        "excluded module named ssl - imported by http.client (optional)\n"
        "missing module named msvcrt - imported by subprocess (optional), triage.store.lock "
        "(conditional)\n"
        "excluded module named pdb - imported by doctest (top-level), triage.cli.new (delayed)\n"
        "missing module named winreg - imported by triage.doctor.registry_windows (top-level)\n"
        "missing module named 'rich.new' - imported by triage.cli.main (top-level)\n"
    )
    assert lacking_modules(told) == ["pdb (triage.cli.new)", "rich.new (triage.cli.main)"]
