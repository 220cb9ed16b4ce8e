"""What the window remembers: a plain JSON file in the user's own folder, never in the evidence."""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from pathlib import Path
from typing import Any, TypeVar, cast

from triage.core import names, program_places

T = TypeVar("T")


def place() -> Path:
    """Where the settings of this user lie."""
    return program_places.here().settings


class Settings:
    """Values by key, read once. Keys that this version does not know are kept as they are.

    What stands in the file ``managed``, an administrator's, counts key by key before the
    person's own and cannot be set here. Without a path both are those of this machine.

    ``warning`` is a sentence where the file was damaged, could not be read or could not be
    written; the program goes on with defaults.
    """

    def __init__(self, path: Path | None = None, managed: Path | None = None) -> None:
        if path is None:
            known = program_places.here()
            path, managed = known.settings, known.managed_settings
        self.path = path
        self.warning = ""
        self.new = False
        """Whether there was no file of this person's: the program never ran here."""
        self.damaged = False
        """Whether there was one that could not be read: what it said is not known."""
        self._values = self._read()
        self._managed = {} if managed is None else self._read_managed(managed)
        self._changed = False

    @property
    def managed_keys(self) -> frozenset[str]:
        """What the administrator has decided."""
        return frozenset(self._managed)

    def locked(self, key: str) -> bool:
        """Whether the administrator has decided it: then :meth:`set` does nothing."""
        return key in self._managed

    def get(self, key: str, default: T) -> T:
        """The value of a key; the default where there is none, or one of another kind."""
        value = self._managed.get(key, self._values.get(key))
        if value is None:
            return default
        if isinstance(default, float) and _is_number(value):
            return cast("T", float(value))
        if default is not None and type(value) is not type(default):
            return default
        return cast("T", value)

    def set(self, key: str, value: Any) -> None:  # noqa: ANN401  anything that JSON can hold
        """Remember a value (None forgets it); :meth:`save` writes it."""
        if self.locked(key):
            return
        if value is None:
            self._changed |= self._values.pop(key, None) is not None
        elif self._values.get(key) != value:
            self._values[key] = json.loads(json.dumps(value))
            self._changed = True

    def save(self) -> None:
        """Write what changed, whole or not at all; a disk that refuses is no reason to stop."""
        if not self._changed:
            return
        text = json.dumps(self._values, indent=2, sort_keys=True, ensure_ascii=True) + "\n"
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            _replace(self.path, text)
        except OSError as error:
            self.warning = f"The settings could not be written: {names.safe(str(error))}."
        else:
            self._changed = False

    def _read(self) -> dict[str, Any]:
        try:
            told: object = json.loads(self.path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            self.new = True
            return {}
        except (OSError, ValueError, RecursionError):
            return self._damaged()
        return cast("dict[str, Any]", told) if isinstance(told, dict) else self._damaged()

    def _read_managed(self, path: Path) -> dict[str, Any]:
        """The administrator's values; a file that cannot be read is left as it is, and told."""
        try:
            told: object = json.loads(path.read_text(encoding="utf-8-sig"))
        except (FileNotFoundError, NotADirectoryError):
            return {}
        except (OSError, ValueError, RecursionError):
            told = None
        if not isinstance(told, dict):
            shown = names.safe(str(path))
            self.warning = (
                f"The settings of your administrator in {shown} could not be read; your own are "
                "in use. Tell your administrator."
            )
            return {}
        known = cast("dict[str, Any]", told)
        return {key: value for key, value in known.items() if value is not None}

    def _damaged(self) -> dict[str, Any]:
        self.damaged = True
        aside = self.path.with_suffix(".damaged.json")
        shown = names.safe(str(self.path))
        self.warning = f"The settings in {shown} could not be read; the usual ones are in use."
        with contextlib.suppress(OSError):
            self.path.replace(aside)
            self.warning += f" The old file is kept as {names.safe(aside.name)}."
        return {}


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _replace(path: Path, text: str) -> None:
    """Write beside the file and put it in its place: a reader sees the old or the new whole."""
    handle, name = tempfile.mkstemp(prefix=".settings-", suffix=".json", dir=path.parent)
    beside = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
