"""The display adapters as Windows keeps them in its registry."""

from __future__ import annotations

import sys
import winreg

assert sys.platform == "win32"

_CLASS = r"SYSTEM\CurrentControlSet\Control\Class\{4d36e968-e325-11ce-bfc1-08002be10318}"
"""The setup class of display adapters ("System-Defined Device Setup Classes", Microsoft)."""


def registered() -> list[str]:
    """Name and driver version of each adapter, in the order of the registry."""
    found: list[str] = []
    try:
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, _CLASS) as adapters:
            for number in range(winreg.QueryInfoKey(adapters)[0]):
                name = winreg.EnumKey(adapters, number)
                if name.isdigit():
                    found += _one(adapters, name)
    except OSError:
        return found
    return list(dict.fromkeys(found))


def _one(adapters: winreg.HKEYType, name: str) -> list[str]:
    try:
        with winreg.OpenKey(adapters, name) as adapter:
            told = str(winreg.QueryValueEx(adapter, "DriverDesc")[0])
            try:
                version = str(winreg.QueryValueEx(adapter, "DriverVersion")[0])
            except OSError:
                return [told]
    except OSError:
        return []
    return [f"{told} (driver {version})"]
