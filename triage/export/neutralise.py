"""Text that a spreadsheet would run as a formula, made harmless.

After OWASP's "CSV Injection": a cell that begins with ``=``, ``+``, ``-``, ``@``, a tab or a
carriage return is a formula to Excel and LibreOffice, and so are the full-width forms of the
signs in East Asian locales. A leading apostrophe makes it text. Blanks before the sign are
looked through, since some importers trim them.
"""

from __future__ import annotations

from triage.core import names

_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def cell(text: str) -> str:
    r"""``text`` for a cell: nothing to run, nothing invisible (:func:`triage.core.names.safe`).

    >>> cell("=1+1")
    "'=1+1"
    >>> cell("a\tb")
    'a\\x09b'
    """
    shown = names.safe(text)
    if text.startswith(_STARTS) or text.lstrip().startswith(_STARTS):
        return "'" + shown
    return shown
