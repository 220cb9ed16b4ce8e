"""First bytes that tell a file's kind without a doubt."""

from __future__ import annotations

from typing import Final

from triage.evidence.kinds import (
    GIF,
    J2K,
    JP2,
    JPEG,
    PNG,
    PSD,
    QOI,
    Kind,
    no_image,
    unsupported,
)

SIGNATURES: Final[tuple[tuple[int, bytes, Kind], ...]] = (
    (0, b"\xff\xd8\xff", JPEG),
    (0, b"\x89PNG\r\n\x1a\n", PNG),
    (0, b"GIF87a", GIF),
    (0, b"GIF89a", GIF),
    (0, b"\0\0\0\x0cjP  \r\n\x87\n", JP2),
    (0, b"\xff\x4f\xff\x51", J2K),
    (0, b"8BPS\0\x01", PSD),
    (0, b"qoif", QOI),
    # Pictures that nothing here decodes.
    (0, b"8BPS\0\x02", unsupported("image/vnd.adobe.photoshop")),
    (0, b"\xff\x0a", unsupported("image/jxl")),
    (0, b"\0\0\0\x0cJXL \r\n\x87\n", unsupported("image/jxl")),
    (0, b"FUJIFILMCCD-RAW", unsupported("image/x-fuji-raf")),
    (0, b"II\x1a\0\0\0HEAPCCDR", unsupported("image/x-canon-crw")),
    (0, b"FOVb", unsupported("image/x-sigma-x3f")),
    (0, b"\0MRM", unsupported("image/x-minolta-mrw")),
    (0, b"IIU\0", unsupported("image/x-panasonic-rw2")),
    (0, b"IIRO", unsupported("image/x-olympus-orf")),
    (0, b"IIRS", unsupported("image/x-olympus-orf")),
    (0, b"MMOR", unsupported("image/x-olympus-orf")),
    (0, b"II\xbc\x01", unsupported("image/jxr")),
    (0, b"\x8aMNG\r\n\x1a\n", unsupported("video/x-mng")),
    (0, b"\x8bJNG\r\n\x1a\n", unsupported("image/x-jng")),
    (0, b"\xc5\xd0\xd3\xc6", unsupported("image/x-eps")),
    (0, b"%!PS-Adobe-", unsupported("application/postscript")),
    (0, b"\xd7\xcd\xc6\x9a", unsupported("image/wmf")),
    (40, b" EMF", unsupported("image/emf")),
    (0, b"SIMPLE  =", unsupported("image/fits")),
    (0, b"DDS |", unsupported("image/vnd-ms.dds")),
    (0, b"\x76\x2f\x31\x01", unsupported("image/x-exr")),
    (0, b"#?RADIANCE", unsupported("image/vnd.radiance")),
    (0, b"#?RGBE", unsupported("image/vnd.radiance")),
    (0, b"\x59\xa6\x6a\x95", unsupported("image/x-sun-raster")),
    (0, b"gimp xcf", unsupported("image/x-xcf")),
    (0, b"/* XPM */", unsupported("image/x-xpixmap")),
    (0, b"AT&TFORM", unsupported("image/vnd.djvu")),
    (0, b"BPG\xfb", unsupported("image/bpg")),
    (0, b"FLIF", unsupported("image/flif")),
    (0, b"icns", unsupported("image/icns")),
    (0, b"BLP1", unsupported("image/x-blp")),
    (0, b"BLP2", unsupported("image/x-blp")),
    (0, b"\xabKTX ", unsupported("image/ktx")),
    (0, b"SDPX", unsupported("image/x-dpx")),
    (0, b"XPDS", unsupported("image/x-dpx")),
    (0, b"Paint Shop Pro Image File", unsupported("image/x-paintshoppro")),
    (128, b"DICM", unsupported("application/dicom")),
    (0, b"\0\0\x02\0\x01\0", unsupported("image/x-win-cursor")),
    # Videos and containers, which may hold pictures.
    (0, b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", unsupported("video/x-ms-asf")),
    (0, b"FLV\x01", unsupported("video/x-flv")),
    (0, b".RMF", unsupported("application/vnd.rn-realmedia")),
    (0, b"\0\0\x01\xba", unsupported("video/mpeg")),
    (0, b"\0\0\x01\xb3", unsupported("video/mpeg")),
    (0, b"7z\xbc\xaf\x27\x1c", unsupported("application/x-7z-compressed")),
    (0, b"Rar!\x1a\x07", unsupported("application/vnd.rar")),
    (0, b"\x1f\x8b", unsupported("application/gzip")),
    (4, b"1AY&SY", unsupported("application/x-bzip2")),
    (0, b"\xfd7zXZ\0", unsupported("application/x-xz")),
    (0, b"\x28\xb5\x2f\xfd", unsupported("application/zstd")),
    (0, b"\x04\x22\x4d\x18", unsupported("application/x-lz4")),
    (257, b"ustar", unsupported("application/x-tar")),
    (0, b"MSCF", unsupported("application/vnd.ms-cab-compressed")),
    (0, b"%PDF-", unsupported("application/pdf")),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", unsupported("application/x-ole-storage")),
    # Files that show nothing.
    (0, b"\xff\x01Exiv2", no_image("application/octet-stream")),
    (0, b"{\\rtf", no_image("application/rtf")),
    (0, b"\x7fELF", no_image("application/x-elf")),
    (0, b"\xfe\xed\xfa\xce", no_image("application/x-mach-binary")),
    (0, b"\xfe\xed\xfa\xcf", no_image("application/x-mach-binary")),
    (0, b"\xce\xfa\xed\xfe", no_image("application/x-mach-binary")),
    (0, b"\xcf\xfa\xed\xfe", no_image("application/x-mach-binary")),
    (0, b"\xca\xfe\xba\xbe", no_image("application/java-vm")),
    (0, b"SQLite format 3\0", no_image("application/vnd.sqlite3")),
    (0, b"ID3", no_image("audio/mpeg")),
    (0, b"fLaC", no_image("audio/flac")),
    (0, b"MThd", no_image("audio/midi")),
)


def by_signature(head: bytes) -> Kind | None:
    """The kind whose signature the head bears, None where no signature fits."""
    for offset, mark, kind in SIGNATURES:
        if head.startswith(mark, offset):
            return kind
    return None
