"""Metadata in plain words: what a person asks of a picture, not how EXIF stores it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from triage.core.clock import from_ns
from triage.gui.looks import words

if TYPE_CHECKING:
    from triage.store.item_detail import ItemDetail

Metadata = dict[str, Any]

_TIMES = "\N{MULTIPLICATION SIGN}"
_ZONE = re.compile(r"(Z|[+-]\d\d:\d\d)$")
_TURNS = {
    2: "mirrored",
    3: "turned by 180°",
    4: "turned by 180° and mirrored",
    5: "turned by 90° to the left and mirrored",
    6: "turned by 90° to the right",
    7: "turned by 90° to the right and mirrored",
    8: "turned by 90° to the left",
}
_TEXTS = (
    ("Software", "Software"),
    ("Computer", "HostComputer"),
    ("Description", "ImageDescription"),
    ("Comment", "UserComment"),
    ("Artist", "Artist"),
    ("Copyright", "Copyright"),
    ("Owner", "OwnerName"),
    ("Serial number", "SerialNumber"),
    ("Lens serial", "LensSerialNumber"),
    ("Image ID", "ImageUniqueID"),
)


class Fact(NamedTuple):
    """One line: what it is, what the file says, and how it is copied where that differs."""

    title: str
    shown: str
    copied: str = ""

    @property
    def to_copy(self) -> str:
        """What goes to the clipboard."""
        return self.copied or self.shown


def in_plain_words(detail: ItemDetail) -> list[Fact]:
    """What the file itself says, in the order in which it is asked for."""
    found = detail.metadata
    rows = [
        Fact("Taken", moment(detail.taken)),
        Fact("Camera", _maker_and_model(found, "Make", "Model")),
        Fact("Lens", _maker_and_model(found, "LensMake", "LensModel")),
        Fact("Exposure", exposure(found)),
        Fact("Flash", _flash(found.get("Flash"))),
        place(detail),
        Fact("Altitude", _altitude(found.get("GPSAltitude"))),
        Fact("Direction", _direction(found.get("GPSImgDirection"))),
        *(Fact(title, _text(found.get(tag))) for title, tag in _TEXTS),
        Fact("Digitised", _unlike(found, "CreateDate", "DateTimeOriginal")),
        Fact("Changed", _unlike(found, "ModifyDate", "DateTimeOriginal")),
        Fact("Orientation", _TURNS.get(_whole(found.get("Orientation")), "")),
    ]
    return [row for row in rows if row.shown]


def of_the_file(detail: ItemDetail) -> list[Fact]:
    """What the file system and the container say: size and dates."""
    rows = [
        Fact("Size", size_line(detail)),
        Fact("Modified", moment(from_ns(detail.modified_ns))),
        Fact("Created", moment(from_ns(detail.created_ns))),
    ]
    return [row for row in rows if row.shown]


def moment(iso: str | None) -> str:
    """As it was written. Without an offset the words say so: two cameras may mean two hours."""
    if not iso:
        return ""
    told = words.moment(iso)
    return told if _ZONE.search(iso) else f"{told}, no time zone given"


def exposure(found: Metadata) -> str:
    """``f/1.9 · 1/60 s · ISO 412 · 24 mm (35 mm equivalent)``; what is missing is left out."""
    parts = [
        _plain("f/{}", found.get("FNumber")),
        _shutter(found.get("ExposureTime")),
        _plain("ISO {}", found.get("ISO")),
        _focal(found),
    ]
    return " · ".join(part for part in parts if part)


def place(detail: ItemDetail) -> Fact:
    """Coordinates as decimal degrees; copied with all digits, as other programs read them."""
    latitude, longitude = detail.latitude, detail.longitude
    if latitude is None or longitude is None:
        return Fact("Place", "")
    shown = f"{latitude:.5f}, {longitude:.5f}"
    return Fact("Place", shown, f"{_degrees(latitude)}, {_degrees(longitude)}")


def size_line(detail: ItemDetail) -> str:
    """Pixels, bytes, format: ``4,080 x 3,072 · 3.4 MB · JPEG`` with a real times sign."""
    parts: list[str] = []
    if detail.width and detail.height:
        parts.append(f"{words.count(detail.width)} {_TIMES} {words.count(detail.height)}")
    if detail.size is not None:
        parts.append(words.size(detail.size))
    parts.append(kind(detail.media_type))
    return " · ".join(part for part in parts if part)


def kind(media_type: str) -> str:
    """``image/jpeg`` as JPEG; what is no picture keeps its full name."""
    family, _, name = media_type.partition("/")
    if family != "image":
        return words.safe(media_type)
    plain = name.removeprefix("x-").removesuffix("+xml")
    return words.safe(plain.upper())


def _maker_and_model(found: Metadata, make_tag: str, model_tag: str) -> str:
    """The maker once: ``Canon EOS 5D`` for Canon and Canon EOS 5D."""
    make, model = _text(found.get(make_tag)), _text(found.get(model_tag))
    if model.casefold().startswith(make.casefold()):
        return model
    return f"{make} {model}".strip()


def _text(value: object) -> str:
    """Lines stay lines; every other character that is not for eyes becomes an escape."""
    if value is None:
        return ""
    lines = str(value).strip().splitlines()
    return "\n".join(words.safe(line) for line in lines)


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and value > 0 else None


def _whole(value: object) -> int:
    return int(value) if isinstance(value, int | float) else 0


def _plain(pattern: str, value: object) -> str:
    number = _number(value)
    return "" if number is None else pattern.format(f"{round(number, 2):g}")


def _shutter(value: object) -> str:
    seconds = _number(value)
    if seconds is None:
        return ""
    if seconds < 0.3:
        return f"1/{round(1 / seconds)} s"
    return f"{round(seconds, 1):g} s"


def _focal(found: Metadata) -> str:
    own = _plain("{} mm", found.get("FocalLength"))
    wide = _plain("{} mm", found.get("FocalLengthIn35mmFormat"))
    if own and wide and own != wide:
        return f"{own} (like {wide} on 35 mm film)"
    return own or wide


def _flash(value: object) -> str:
    """Bit 0 of EXIF's Flash says whether it fired; the rest is how the camera was set."""
    if not isinstance(value, int | float):
        return ""
    return "fired" if int(value) & 1 else "did not fire"


def _altitude(value: object) -> str:
    if not isinstance(value, int | float):
        return ""
    above = "above" if value >= 0 else "below"
    return f"{abs(value):.0f} m {above} sea level"


def _direction(value: object) -> str:
    return f"{value:.0f}°" if isinstance(value, int | float) else ""


def _degrees(value: float) -> str:
    return f"{value:.9f}".rstrip("0").rstrip(".")


def _unlike(found: Metadata, tag: str, other: str) -> str:
    """A second date only where it differs from the first: most often they are one moment."""
    value = _text(found.get(tag))
    return "" if value == _text(found.get(other)) else value
