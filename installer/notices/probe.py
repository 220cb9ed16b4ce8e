"""Run by the Python that is frozen: prints, as JSON, what it and its libraries say of themselves.

A library that is not there, or that does not tell, is left out.
"""

from __future__ import annotations

import json
import platform
import re
import sys
import sysconfig
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


def main() -> None:
    """Print it."""
    print(json.dumps({"search": sys.path, "versions": versions(), "licence": _licence()}))


def versions() -> dict[str, str]:
    """Versions of libraries by our names for them."""
    found: dict[str, str] = {"CPython": platform.python_version()}
    for name, ask in _ASKED.items():
        try:
            told = ask()
        except (ImportError, AttributeError, KeyError, TypeError):
            continue
        if told and (number := re.search(r"\d+(\.\d+)+[a-z]?", str(told))):
            found[name] = number[0]
    return found


def _licence() -> str:
    for place in (Path(sysconfig.get_path("stdlib")), Path(sys.base_prefix)):
        for name in ("LICENSE.txt", "LICENSE"):
            if (place / name).is_file():
                return (place / name).read_text(encoding="utf-8", errors="replace")
    return ""


def _of(module: str, attribute: str) -> Callable[[], Any]:
    return lambda: getattr(import_module(module), attribute)


def _told_by(module: str, function: str) -> Callable[[], Any]:
    def ask() -> str:
        return str(getattr(import_module(module), function)())

    return ask


def _pillow(feature: str) -> Callable[[], Any]:
    return lambda: import_module("PIL.features").version(feature)


def _libde265() -> str:
    return import_module("pi_heif").libheif_info()["decoders"]["libde265"]


def _openblas() -> str:
    return import_module("numpy").show_config("dicts")["Build Dependencies"]["blas"]["version"]


_ASKED: dict[str, Callable[[], Any]] = {
    "Qt": _told_by("PySide6.QtCore", "qVersion"),
    "libheif": _told_by("pi_heif", "libheif_version"),
    "libde265": _libde265,
    "libavif": _pillow("avif"),
    "libwebp": _pillow("webp"),
    "libjpeg-turbo": _pillow("libjpeg_turbo"),
    "OpenJPEG": _pillow("jpg_2000"),
    "libtiff": _pillow("libtiff"),
    "FreeType": _pillow("freetype2"),
    "HarfBuzz": _pillow("harfbuzz"),
    "Raqm": _pillow("raqm"),
    "Little CMS": _pillow("littlecms2"),
    "zlib-ng": _pillow("zlib_ng"),
    "OpenBLAS": _openblas,
    "ONNX Runtime": _of("onnxruntime", "__version__"),
    "OpenSSL": _of("ssl", "OPENSSL_VERSION"),
    "SQLite": _of("sqlite3", "sqlite_version"),
    "Expat": _of("pyexpat", "EXPAT_VERSION"),
    "zlib": _of("zlib", "ZLIB_RUNTIME_VERSION"),
    "PyInstaller": _of("PyInstaller", "__version__"),
}


if __name__ == "__main__":
    main()
