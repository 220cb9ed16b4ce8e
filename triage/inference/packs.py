"""Model packs on disk: a folder with ``pack.toml`` and the files that it pins by SHA-256.

Nothing is trusted for where it lies: every file listed is hashed when a pack is loaded, and
the bytes that a session gets are hashed once more as they are read (:meth:`ModelPack.read`).
"""

from __future__ import annotations

import hashlib
import logging
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from triage.core import program_places, resources
from triage.core.errors import PackError
from triage.core.names import safe
from triage.core.records import PackInfo
from triage.inference.pack_toml import MODEL_FILE, MOST_BYTES, Manifest, parse
from triage.inference.toml_table import ManifestError

if TYPE_CHECKING:
    from io import BufferedReader

    from triage.core.records import InputSpec

MANIFEST_FILE = "pack.toml"
_DEFAULT = "general"
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """The verified bytes of a pack: the model, and its external data by file name."""

    model: bytes
    external: dict[str, bytes]


@dataclass(frozen=True, slots=True)
class ModelPack:
    """A pack whose manifest was read and whose files had the hashes that it states."""

    folder: Path
    info: PackInfo
    spec: InputSpec
    manifest: Manifest

    @property
    def model_path(self) -> Path:
        """Where the ONNX file lies."""
        return self.folder / MODEL_FILE

    def read(self) -> ModelFiles:
        """The bytes of all files, hashed as they were read: what is checked is what runs.

        Raises PackError where a file changed since the pack was loaded.
        """
        contents = {name: self._read_one(name) for name in self.manifest.files}
        return ModelFiles(contents.pop(MODEL_FILE), contents)

    def _read_one(self, name: str) -> bytes:
        with _open(self.folder, name) as file:
            data = _guarded_read(self.folder, name, file)
        _compare(self.folder, name, hashlib.sha256(data).hexdigest(), self.manifest.files[name])
        return data


@dataclass(frozen=True, slots=True)
class Installed:
    """All packs that this program finds by itself, and what is wrong with the others.

    ``problems`` maps the name of a pack's folder to a plain sentence. ``managed`` are the names
    of the packs that an administrator put down for this machine.
    """

    packs: tuple[ModelPack, ...]
    problems: dict[str, str]
    managed: frozenset[str] = frozenset()


def load_pack(folder: Path) -> ModelPack:
    """Read and verify the pack in ``folder``; PackError says in a sentence what is wrong."""
    folder = folder.absolute()
    with _open(folder, MANIFEST_FILE) as file:
        data = _guarded_read(folder, MANIFEST_FILE, file, MOST_BYTES + 1)
    try:
        manifest = parse(data)
    except ManifestError as error:
        raise _unusable(folder, f"in its {MANIFEST_FILE}, {error}") from error
    for name, expected in manifest.files.items():
        with _open(folder, name) as file:
            _compare(folder, name, _digest(folder, name, file), expected)
    return ModelPack(folder, _info(manifest, data), manifest.preprocessing.spec, manifest)


def find_pack(text: str) -> ModelPack:
    """The installed pack of that name, else the pack in that folder.

    Raises PackError where there is neither, or where it cannot be used.
    """
    found = installed()
    for pack in found.packs:
        if pack.info.name == text:
            return pack
    if text in found.problems:
        raise PackError(found.problems[text])
    folder = Path(text)
    if folder.is_dir():
        return load_pack(folder)
    known = ", ".join(pack.info.name for pack in found.packs) or "none"
    raise PackError(
        f"There is no model pack {safe(text)!r}: "
        f"give a pack's folder or the name of an installed one ({known})."
    )


def default_packs() -> tuple[ModelPack, ...]:
    """What an import uses where the examiner names no pack."""
    return (find_pack(_DEFAULT),)


def installed_packs() -> list[ModelPack]:
    """The packs that came with the program and the examiner's own; broken ones are logged."""
    found = installed()
    for problem in found.problems.values():
        _LOG.warning("%s", problem)
    return list(found.packs)


def installed() -> Installed:
    """Look at the bundled packs, those in :func:`managed_folder`, then in :func:`user_folder`.

    Of several with one name the first counts.
    """
    packs: dict[str, ModelPack] = {}
    problems: dict[str, str] = {}
    managed = _subfolders(managed_folder())
    for folder in (*bundled_folders(), *managed, *_subfolders(user_folder())):
        try:
            pack = load_pack(folder)
        except PackError as error:
            problems[folder.name] = str(error)
            continue
        # A pack may not step into the place of another: the name is what examiners go by.
        if pack.info.name in packs:
            first = packs[pack.info.name].folder
            whose = " by your administrator's" if first.parent == managed_folder() else ""
            taken = f"its name is taken{whose or ' by'} {safe(str(first))}"
            problems[str(folder)] = _sentence(folder, taken)
            continue
        packs[pack.info.name] = pack
    names = {pack.info.name for pack in packs.values() if pack.folder.parent == managed_folder()}
    return Installed(tuple(packs.values()), problems, frozenset(names))


def bundled_folders() -> list[Path]:
    """The folders of the packs that came with the program, usable or not."""
    return _subfolders(resources.folder("models"))


def managed_folder() -> Path:
    """Where an administrator puts packs for everybody on this machine; it need not exist."""
    return program_places.here().managed_packs


def user_folder() -> Path:
    """Where an examiner puts packs of his own; the folder need not exist."""
    return program_places.here().packs


def _subfolders(folder: Path) -> list[Path]:
    try:
        return sorted(entry for entry in folder.iterdir() if (entry / MANIFEST_FILE).is_file())
    except FileNotFoundError:
        return []
    except OSError as error:
        _LOG.warning("the folder %s cannot be read: %s", safe(str(folder)), error.strerror)
        return []


def _info(manifest: Manifest, data: bytes) -> PackInfo:
    return PackInfo(
        name=manifest.name,
        version=manifest.version,
        sha256=hashlib.sha256(data).hexdigest(),
        model_sha256=manifest.files[MODEL_FILE],
        licence=manifest.licence,
        multi_label=manifest.multi_label,
        labels=manifest.labels,
        preprocessing=manifest.record,
    )


def _open(folder: Path, name: str) -> BufferedReader:
    path = folder / name
    try:
        if path.resolve().parent != folder.resolve():
            raise _unusable(folder, f"{name} is a link that leads out of its folder")
        # Looked at before it is opened: opening a pipe would wait for ever.
        if path.exists() and not path.is_file():
            raise _unusable(folder, f"{name} is not a file")
        return path.open("rb")
    except FileNotFoundError as error:
        raise _unusable(folder, f"{name} is missing: get the pack again") from error
    except (OSError, RuntimeError) as error:
        raise _unreadable(folder, name, error) from error


def _guarded_read(folder: Path, name: str, file: BufferedReader, most: int = -1) -> bytes:
    try:
        return file.read(most)
    except OSError as error:
        raise _unreadable(folder, name, error) from error


def _digest(folder: Path, name: str, file: BufferedReader) -> str:
    try:
        return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise _unreadable(folder, name, error) from error


def _compare(folder: Path, name: str, got: str, expected: str) -> None:
    if got != expected:
        raise _unusable(
            folder,
            f"{name} is not the file that its {MANIFEST_FILE} describes "
            f"(SHA-256 {got[:16]}..., expected {expected[:16]}...): get the pack again",
        )


def _unreadable(folder: Path, name: str, error: Exception) -> PackError:
    why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return _unusable(folder, f"{name} cannot be read: {why}")


def _unusable(folder: Path, why: str) -> PackError:
    return PackError(_sentence(folder, why))


def _sentence(folder: Path, why: str) -> str:
    return f"The model pack {safe(str(folder))} cannot be used: {why.rstrip('. ')}."
