"""What the window remembers: a plain JSON file in the user's own folder, never in the evidence."""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from pathlib import Path
from typing import Any, TypeVar, cast

from triage.core import names

_FILE = "settings.json"
T = TypeVar("T")


def place() -> Path:
    """Where the settings of this user lie."""
    home = Path.home()
    if os.name == "nt":
        roaming = os.environ.get("APPDATA") or str(home / "AppData" / "Roaming")
        return Path(roaming) / "Forensic Triage" / _FILE
    config = os.environ.get("XDG_CONFIG_HOME") or str(home / ".config")
    return Path(config) / "forensic-triage" / _FILE


class Settings:
    """Values by key, read once. Keys that this version does not know are kept as they are.

    ``warning`` is a sentence where the file was damaged, could not be read or could not be
    written; the program goes on with defaults.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or place()
        self.warning = ""
        self._values = self._read()
        self._changed = False

    def get(self, key: str, default: T) -> T:
        """The value of a key; the default where there is none, or one of another kind."""
        value = self._values.get(key)
        if value is None:
            return default
        if isinstance(default, float) and _is_number(value):
            return cast("T", float(value))
        if default is not None and type(value) is not type(default):
            return default
        return cast("T", value)

    def set(self, key: str, value: Any) -> None:  # noqa: ANN401  anything that JSON can hold
        """Remember a value (None forgets it); :meth:`save` writes it."""
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
            return {}
        except (OSError, ValueError, RecursionError):
            return self._damaged()
        return cast("dict[str, Any]", told) if isinstance(told, dict) else self._damaged()

    def _damaged(self) -> dict[str, Any]:
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
