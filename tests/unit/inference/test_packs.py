"""Packs on disk: identity, verification, and where packs are found."""

from __future__ import annotations

import hashlib
import sys
from typing import TYPE_CHECKING

import pytest

from tests.support.tiny_pack import edit_manifest, write_tiny_pack
from triage.core import resources
from triage.core.errors import PackError
from triage.inference import packs
from triage.inference.packs import find_pack, installed, installed_packs, load_pack

if TYPE_CHECKING:
    from pathlib import Path


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_pack_is_known_by_the_hash_of_its_manifest(tmp_path: Path) -> None:
    folder = write_tiny_pack(tmp_path / "p", labels=["a"], name="mine")
    info = load_pack(folder).info
    assert (info.name, info.sha256) == ("mine", _sha256(folder / "pack.toml"))
    assert info.model_sha256 == _sha256(folder / "model.onnx")


def test_a_model_with_a_wrong_hash_is_refused(tmp_path: Path) -> None:
    folder = write_tiny_pack(tmp_path / "p", labels=["a"])
    with (folder / "model.onnx").open("ab") as file:
        file.write(b"x")
    with pytest.raises(PackError, match=r"model\.onnx is not the file that its pack\.toml"):
        load_pack(folder)


def test_every_listed_file_is_verified(tmp_path: Path) -> None:
    folder = write_tiny_pack(tmp_path / "p", labels=["a"], more_files={"words.txt": b"a"})
    (folder / "words.txt").write_bytes(b"b")
    with pytest.raises(PackError, match=r"words\.txt is not the file"):
        load_pack(folder)


def test_a_file_changed_after_loading_is_noticed_when_it_is_read(tmp_path: Path) -> None:
    folder = write_tiny_pack(tmp_path / "p", labels=["a"])
    pack = load_pack(folder)
    (folder / "model.onnx").write_bytes(b"other")
    with pytest.raises(PackError, match=r"model\.onnx is not the file"):
        pack.read()


@pytest.mark.parametrize("name", ["model.onnx", "pack.toml"])
def test_a_missing_file_is_named(tmp_path: Path, name: str) -> None:
    folder = write_tiny_pack(tmp_path / "p", labels=["a"])
    (folder / name).unlink()
    with pytest.raises(PackError, match=f"{name} is missing"):
        load_pack(folder)


def test_a_folder_in_the_place_of_a_file_is_refused(tmp_path: Path) -> None:
    folder = write_tiny_pack(tmp_path / "p", labels=["a"])
    (folder / "model.onnx").unlink()
    (folder / "model.onnx").mkdir()
    with pytest.raises(PackError, match=r"model\.onnx is not a file"):
        load_pack(folder)


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege on Windows")
def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    folder = write_tiny_pack(tmp_path / "p", labels=["a"])
    outside = (folder / "model.onnx").rename(tmp_path / "model.onnx")
    (folder / "model.onnx").symlink_to(outside)
    with pytest.raises(PackError, match="leads out of its folder"):
        load_pack(folder)


def test_a_broken_manifest_is_one_plain_sentence(tmp_path: Path) -> None:
    folder = edit_manifest(write_tiny_pack(tmp_path / "p", labels=["a"]), "width = 16", "width = 0")
    with pytest.raises(PackError) as caught:
        load_pack(folder)
    assert str(caught.value) == (
        f"The model pack {folder} cannot be used: in its pack.toml, "
        "'width' in [preprocessing] must be a whole number from 8 to 2048."
    )


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """Bundled and user's folders of packs, the first with the pack ``general``."""
    bundled, own = tmp_path / "bundled", tmp_path / "own"
    write_tiny_pack(bundled / "general", labels=["a"], name="general")
    monkeypatch.setattr(resources, "folder", lambda name: bundled)
    monkeypatch.setattr(packs, "user_folder", lambda: own)
    return bundled, own


def test_finds_bundled_packs_and_the_users_own(places: tuple[Path, Path]) -> None:
    write_tiny_pack(places[1] / "folder", labels=["a"], name="mine")
    assert [pack.info.name for pack in installed_packs()] == ["general", "mine"]
    assert find_pack("mine").folder == places[1] / "folder"


def test_a_broken_pack_is_a_warning_and_spares_the_others(
    places: tuple[Path, Path], caplog: pytest.LogCaptureFixture
) -> None:
    (write_tiny_pack(places[1] / "bad", labels=["a"], name="bad") / "model.onnx").unlink()
    assert [pack.info.name for pack in installed_packs()] == ["general"]
    assert "model.onnx is missing" in caplog.text


def test_a_broken_installed_pack_says_why_when_it_is_asked_for(places: tuple[Path, Path]) -> None:
    (write_tiny_pack(places[1] / "bad", labels=["a"], name="bad") / "model.onnx").unlink()
    with pytest.raises(PackError, match=r"model\.onnx is missing: get the pack again"):
        find_pack("bad")


def test_no_pack_takes_the_place_of_a_bundled_one(places: tuple[Path, Path]) -> None:
    write_tiny_pack(places[1] / "x", labels=["a"], name="general", seed=1)
    found = installed()
    assert [pack.folder for pack in found.packs] == [places[0] / "general"]
    assert any("its name is taken" in problem for problem in found.problems.values())


def test_a_pack_is_found_by_its_folder(places: tuple[Path, Path], tmp_path: Path) -> None:
    folder = write_tiny_pack(tmp_path / "elsewhere", labels=["a"], name="else")
    assert find_pack(str(folder)).info.name == "else"


def test_an_unknown_pack_is_refused_with_the_known_names(places: tuple[Path, Path]) -> None:
    with pytest.raises(PackError, match=r"no model pack 'nope'.*\(general\)"):
        find_pack("nope")


def test_the_users_folder_follows_the_platform(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setattr(sys, "platform", "linux")
    assert packs.user_folder() == tmp_path / "forensic-triage" / "packs"
    monkeypatch.setenv("APPDATA", str(tmp_path))
    monkeypatch.setattr(sys, "platform", "win32")
    assert packs.user_folder() == tmp_path / "Forensic Triage" / "packs"


def test_packs_are_read_without_importing_onnxruntime() -> None:
    import subprocess

    code = "import sys, triage.inference.packs; sys.exit('onnxruntime' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_pack_of_the_administrator_wins_over_the_users_own(
    places: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    managed = tmp_path / "managed"
    monkeypatch.setattr(packs, "managed_folder", lambda: managed)
    write_tiny_pack(managed / "theirs", labels=["a"], name="house")
    write_tiny_pack(places[1] / "mine", labels=["a"], name="house", seed=1)
    found = installed()
    assert find_pack("house").folder == managed / "theirs"
    assert found.managed == {"house"}
    [problem] = found.problems.values()
    assert "its name is taken by your administrator's" in problem
