"""What the frozen folder says of other people's work, on a small folder drawn for it."""

from __future__ import annotations

import json
import struct
import sys
from datetime import UTC, datetime
from importlib import metadata
from typing import TYPE_CHECKING, Any

import pytest

from installer.notices import bundled, licences, native, probe

pytest.importorskip("cyclonedx", reason="cyclonedx-python-lib is not installed")

from installer.notices import sbom

if TYPE_CHECKING:
    from pathlib import Path

NAMES = ["click", "numpy", "pi-heif", "pillow", "pyside6-essentials", "shiboken6", "sqlite-utils"]
FILES = (
    "PySide6/Qt/lib/libQt6Core.so.6", "PySide6/Qt6Gui.dll", "libheif-75127e76.dll",
    "pi_heif.libs/libde265-90fb0ce1.so.0.2.0", "PIL/_imaging.cp311-win_amd64.pyd",
    "pillow.libs/libavif-c6062d5f.so.16.4.2", "PIL/_webp.cp311-win_amd64.pyd",
    "libcrypto-3.dll", "sqlite3.dll", "onnxruntime/capi/onnxruntime.dll",
    "onnxruntime/capi/DirectML.dll", "libpng16-1d1ba958.so.16.58.0", "libzstd-4.so.1.5.7",
)  # fmt: skip
MADE = datetime(2026, 1, 2, tzinfo=UTC)


@pytest.fixture
def internal(tmp_path: Path) -> Path:
    for name in FILES:
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(name.encode())
    numbers = struct.pack("<IIII", 0xFEEF04BD, 0x10000, 1 << 16 | 15, 4 << 16 | 2)
    (tmp_path / "onnxruntime/capi/DirectML.dll").write_bytes(b"MZ" + bytes(99) + numbers)
    return tmp_path


def natives(internal: Path) -> dict[str, native.Native]:
    return {one.kind.name: one for one in native.found(internal, probe.versions())}


def packages() -> list[metadata.Distribution]:
    return [metadata.distribution(name) for name in NAMES]


def listed(internal: Path) -> dict[str, Any]:
    found = natives(internal).values()
    return json.loads(sbom.text(internal, "1.2.3", packages(), found, MADE))


def test_the_list_is_valid_by_the_schema(internal: Path):
    validation = pytest.importorskip("cyclonedx.validation.json")
    pytest.importorskip("jsonschema", reason="the schemas are not installed")
    from cyclonedx.schema import SchemaVersion

    text = sbom.text(internal, "1.2.3", packages(), natives(internal).values(), MADE)
    check = validation.JsonStrictValidator(SchemaVersion.V1_6)
    assert check.validate_str(text) is None
    assert check.validate_str(text.replace('"library"', '"librarian"')) is not None


def test_every_package_is_in_the_list_with_its_version(internal: Path):
    components = {one["name"]: one for one in listed(internal)["components"]}
    for name in NAMES:
        version = metadata.version(name)
        assert components[name]["version"] == version
        assert components[name]["purl"] == f"pkg:pypi/{name}@{version}"
        assert components[name]["licenses"]


@pytest.mark.parametrize(
    "name",
    ["Qt", "libheif", "libde265", "libavif", "libwebp", "libjpeg-turbo", "OpenSSL", "SQLite"],
)
def test_a_library_in_a_wheel_has_the_version_that_it_tells(internal: Path, name: str):
    components = {one["name"]: one for one in listed(internal)["components"]}
    assert components[name]["version"] == probe.versions()[name]


def test_a_library_of_windows_has_the_version_of_its_resource(internal: Path):
    assert natives(internal)["DirectML"].version == "1.15.4.2"


def test_a_number_that_is_no_version_is_not_taken_for_one(internal: Path):
    assert natives(internal)["libpng"].version == ""
    assert natives(internal)["Zstandard"].version == "1.5.7"


def test_a_library_that_nobody_knows_is_named(internal: Path):
    (internal / "libodd.so.1").write_bytes(b"")
    (internal / "_socket.pyd").write_bytes(b"")
    (internal / "PySide6/QtCore.pyd").write_bytes(b"")
    found = natives(internal).values()
    assert native.unknown(internal, found, {"PySide6", "PIL", "onnxruntime"}) == ["libodd.so.1"]


def test_the_same_folder_gives_the_same_list(internal: Path):
    found = list(natives(internal).values())
    one, other = (sbom.text(internal, "1.2.3", packages(), found, MADE) for _ in range(2))
    assert one == other


def test_the_notices_hold_every_licence_text_that_came_along(internal: Path):
    text = licences.text(packages(), list(natives(internal).values()), "of Python")
    for package in packages():
        for _, words in bundled.texts(package):
            assert words.replace("\r\n", "\n").strip() in text
    assert "of Python" in text


@pytest.mark.parametrize(
    "name", ["Qt ", "libheif ", "libde265 ", "PySide6_Essentials", "shiboken6"]
)
def test_the_lesser_licence_is_said_of_each_that_bears_it(internal: Path, name: str):
    text = licences.text(packages(), list(natives(internal).values()), "")
    chapter = text.partition("Libraries under the GNU Lesser")[2].partition("They are separate")[0]
    assert f"  {name}" in chapter
    assert "pillow" not in chapter


@pytest.mark.parametrize("licence", ["GNU LESSER GENERAL PUBLIC", "GNU GENERAL PUBLIC LICENSE"])
def test_the_text_of_the_lesser_licence_and_of_its_base_stand_in_full(internal: Path, licence: str):
    text = licences.text([], [], "")
    assert f"{licence}" in text
    assert "Version 3, 29 June 2007" in text.partition(licence)[2]


def test_modules_lead_to_their_package():
    assert "PIL" in bundled.top_modules(metadata.distribution("pillow"))
    assert "_pi_heif" in bundled.top_modules(metadata.distribution("pi-heif"))


def test_the_frozen_python_tells_of_itself():
    assert probe.versions()["CPython"] == sys.version.partition(" ")[0]
