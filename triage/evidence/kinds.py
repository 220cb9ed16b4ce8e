"""What a file is by its content, and what is done with files of that kind."""

from __future__ import annotations

from dataclasses import dataclass

from triage.core.records import Reason


@dataclass(frozen=True, slots=True)
class Kind:
    """``formats``: names of the Pillow plugins that may open it; none where nothing decodes it.

    ``reason``: why it is not decoded, NONE where it is.
    """

    media_type: str
    formats: tuple[str, ...] = ()
    reason: Reason = Reason.NONE


def picture(media_type: str, *formats: str) -> Kind:
    """A kind that is decoded by these Pillow plugins."""
    return Kind(media_type, formats)


def unsupported(media_type: str) -> Kind:
    """A picture, a video or a container that is not decoded."""
    return Kind(media_type, reason=Reason.UNSUPPORTED_FORMAT)


def no_image(media_type: str) -> Kind:
    """A file that shows nothing."""
    return Kind(media_type, reason=Reason.NOT_AN_IMAGE)


EMPTY = Kind("inode/x-empty", reason=Reason.EMPTY)
UNKNOWN = no_image("application/octet-stream")
JPEG = picture("image/jpeg", "JPEG")
PNG = picture("image/png", "PNG")
GIF = picture("image/gif", "GIF")
BMP = picture("image/bmp", "BMP")
TIFF = picture("image/tiff", "TIFF")
WEBP = picture("image/webp", "WEBP")
HEIC = picture("image/heic", "HEIF")
HEIF = picture("image/heif", "HEIF")
AVIF = picture("image/avif", "AVIF")
JP2 = picture("image/jp2", "JPEG2000")
J2K = picture("image/x-jp2-codestream", "JPEG2000")
PSD = picture("image/vnd.adobe.photoshop", "PSD")
ICO = picture("image/vnd.microsoft.icon", "ICO")
QOI = picture("image/qoi", "QOI")
TGA = picture("image/x-tga", "TGA")
PCX = picture("image/x-pcx", "PCX")
