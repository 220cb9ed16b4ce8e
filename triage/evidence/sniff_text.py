"""Kinds of text: plain, HTML, XML, SVG, e-mail; by what the first bytes say."""

from __future__ import annotations

import re
from typing import Final

from triage.evidence.kinds import Kind, no_image, unsupported

SAMPLE: Final = 4096
_CONTROLS: Final = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
_MAIL: Final = re.compile(
    rb"(?:From|Received|Return-Path|MIME-Version|Delivered-To|Message-ID|Date|Subject|To|"
    rb"Content-Type|X-[A-Za-z-]+):? ",
    re.IGNORECASE,
)
_WEB_PAGE: Final = re.compile(
    rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body|script)", re.IGNORECASE | re.DOTALL
)
_SVG: Final = re.compile(rb"<(?:[A-Za-z]+:)?svg[\s>]")
_BOMS: Final = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


def sniff_text(head: bytes) -> Kind | None:
    """The kind of text that the head holds, None where it is no text."""
    sample = _plain(head[:SAMPLE])
    if sample is None:
        return None
    if _SVG.search(sample) and sample.lstrip().startswith(b"<"):
        return unsupported("image/svg+xml")
    if _WEB_PAGE.match(sample):
        return no_image("text/html")
    if sample.lstrip().startswith(b"<?xml"):
        return no_image("text/xml")
    lines = sample.splitlines()[:12]
    if lines and _MAIL.match(lines[0]) and sum(bool(_MAIL.match(line)) for line in lines) >= 3:
        if b"multipart/related" in sample:
            return no_image("multipart/related")
        return unsupported("message/rfc822")
    return no_image("text/plain")


def _plain(sample: bytes) -> bytes | None:
    """The sample as UTF-8 or a single-byte code without controls; None where it is binary."""
    for mark, code in _BOMS:
        if sample.startswith(mark):
            body = sample[len(mark) :]
            decoded = body[: len(body) // 2 * 2 if code != "utf-8" else None]
            text = decoded.decode(code, "replace").encode("utf-8")
            return None if _CONTROLS.search(text) else text
    if _CONTROLS.search(sample):
        return None
    try:
        sample.decode("utf-8")
    except UnicodeDecodeError as error:
        cut_at_end = error.start >= len(sample) - 3 and len(sample) == SAMPLE
        strange = sum(byte >= 0x80 for byte in sample)
        if not cut_at_end and strange * 5 > len(sample):
            return None
    return sample
