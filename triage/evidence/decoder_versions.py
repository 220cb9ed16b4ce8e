"""Which libraries decode pictures here, for whoever compares two machines."""

from __future__ import annotations

from typing import Final

import pi_heif
import PIL
from PIL import features

_LIBRARIES: Final = (
    ("libjpeg_turbo", "libjpeg-turbo"),
    ("webp", "libwebp"),
    ("avif", "libavif"),
    ("jpg_2000", "OpenJPEG"),
    ("libtiff", "libtiff"),
    ("zlib", "zlib"),
)


def decoder_versions() -> dict[str, str]:
    """Version by name; what is not there is left out."""
    told = {"Pillow": PIL.__version__, "libheif": pi_heif.libheif_version()}
    for feature, name in _LIBRARIES:
        version = features.version(feature)
        if version:
            told[name] = str(version)
    return told
