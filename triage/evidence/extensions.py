"""Usual file name extensions of a media type, for the flag ``extension-mismatch``."""

from __future__ import annotations

from typing import Final

_ISO_MEDIA: Final = "mp4 m4v mov qt 3gp 3gpp 3g2 m4a m4b f4v heic heif insv lrv thm"
_TIFFS: Final = (
    "tif tiff btf tf8 dng nef nrw arw sr2 srf cr2 pef srw 3fr iiq erf dcr kdc mef mos raw"
)

_USUAL: Final = {
    "image/jpeg": "jpg jpeg jpe jfif jif jfi mpo jps thm insp",
    "image/png": "png apng",
    "image/gif": "gif",
    "image/bmp": "bmp dib rle",
    "image/tiff": "tif tiff btf tf8 gtiff fax ptif",
    "image/webp": "webp",
    "image/heic": "heic heif heics heifs hif",
    "image/heif": "heic heif heics heifs hif avci avcs avif",
    "image/avif": "avif avifs avis heif",
    "image/jp2": "jp2 jpx jpf jpm j2k j2c jpc mj2 jph",
    "image/x-jp2-codestream": "j2k j2c jpc jp2 jhc",
    "image/vnd.adobe.photoshop": "psd psb psdt",
    "image/vnd.microsoft.icon": "ico icon cur",
    "image/x-win-cursor": "cur ico",
    "image/qoi": "qoi",
    "image/x-tga": "tga icb vda vst tpic",
    "image/x-pcx": "pcx pcc",
    "image/x-portable-bitmap": "pbm pnm",
    "image/x-portable-graymap": "pgm pnm",
    "image/x-portable-pixmap": "ppm pnm",
    "image/jxl": "jxl",
    "image/svg+xml": "svg",
    "image/x-adobe-dng": _TIFFS,
    "image/x-canon-cr2": _TIFFS,
    "image/x-nikon-nef": _TIFFS,
    "image/x-sony-arw": _TIFFS,
    "image/x-pentax-pef": _TIFFS,
    "image/x-samsung-srw": _TIFFS,
    "image/x-hasselblad-3fr": _TIFFS + " fff",
    "image/x-phaseone-iiq": _TIFFS,
    "image/x-epson-erf": _TIFFS,
    "image/x-kodak-dcr": _TIFFS,
    "image/x-canon-cr3": "cr3",
    "image/x-canon-crw": "crw",
    "image/x-fuji-raf": "raf",
    "image/x-panasonic-rw2": "rw2 rwl raw",
    "image/x-olympus-orf": "orf ori",
    "image/x-sigma-x3f": "x3f",
    "image/x-minolta-mrw": "mrw",
    "image/x-eps": "eps epsf ai",
    "image/wmf": "wmf",
    "image/emf": "emf",
    "video/mp4": _ISO_MEDIA,
    "video/quicktime": _ISO_MEDIA,
    "video/3gpp": _ISO_MEDIA,
    "video/x-msvideo": "avi divx",
    "video/webm": "webm mkv",
    "video/x-matroska": "mkv mka mks mk3d webm",
    "video/x-ms-asf": "asf wmv wma",
    "video/mpeg": "mpg mpeg mpe vob m2p ps dat m1v m2v mod",
    "video/mp2t": "ts m2ts mts",
    "video/x-flv": "flv",
    "application/pdf": "pdf ai",
    "application/x-7z-compressed": "7z",
    "application/vnd.rar": "rar cbr",
    "application/gzip": "gz tgz svgz emz wmz",
    "application/x-tar": "tar ova",
}
_SETS: Final = {media_type: frozenset(text.split()) for media_type, text in _USUAL.items()}
_PICTURE_NAMES: Final = frozenset(
    name for kind, names in _SETS.items() if kind.startswith(("image/", "video/")) for name in names
)


def mismatch(name: str, media_type: str) -> bool:
    """Whether the name's extension is unusual for the content.

    A name without extension claims nothing. A picture or video must bear one of its own
    extensions; any other content must not bear the extension of a picture or video.
    """
    stem, dot, extension = name.rpartition(".")
    extension = extension.strip().lower()
    if not dot or not stem or not extension:
        return False
    usual = _SETS.get(media_type)
    if usual is not None:
        return extension not in usual
    return extension in _PICTURE_NAMES and media_type != "inode/x-empty"
