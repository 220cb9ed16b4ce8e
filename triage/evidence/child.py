"""The child's main: it reads untrusted files, and may be ended at any moment.

The main thread reads questions from the pipe and ends the process when the pipe closes; other
threads examine. Nothing is written anywhere but answers.
"""

from __future__ import annotations

import argparse
import json
import os
import struct
from typing import BinaryIO, NoReturn

from triage.evidence import sandbox

_BUG = 70
_WORDS_MOST = 300


def _own_pipes() -> tuple[BinaryIO, BinaryIO]:
    """The two pipes under new numbers; the old numbers lead nowhere.

    A C library that prints cannot damage an answer then.
    """
    incoming, outgoing = os.dup(0), os.dup(1)
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return open(incoming, "rb"), open(outgoing, "wb")  # noqa: PTH123  descriptors are no paths


def main(arguments: list[str] | None = None) -> NoReturn:
    """Serve until the pipe closes, then end the process. ``arguments``: without its name."""
    parser = argparse.ArgumentParser(prog="triage --triage-child")
    parser.add_argument("--triage-child", action="store_true", help="as a frozen program is told")
    parser.add_argument("--parent", type=int, required=True)
    parser.add_argument("--hook", default="")
    options = parser.parse_args(arguments)
    sandbox.settle(options.parent)
    incoming, out = _own_pipes()
    try:
        # Only now: loading decoders takes a while, and by now the process ends with its parent.
        from triage.evidence.bench import serve  # noqa: PLC0415  see above

        status = serve(incoming, out, options.hook)
    except BaseException as error:  # noqa: BLE001  told to the program, where there is a reader
        _last_words(out, error)
        status = _BUG
    # At once: a thread may be deep in a decoder.
    os._exit(status)


def _last_words(out: BinaryIO, error: BaseException) -> None:
    """A frame by hand: the module that writes frames may be the one that does not load."""
    words = f"{type(error).__name__}: {error}"[:_WORDS_MOST]
    text = json.dumps({"say": "unable", "why": words, "blobs": []}).encode("ascii")
    try:
        out.write(struct.pack("<I", len(text)) + text)
        out.flush()
    except OSError:
        # The program is gone: nobody is left to be told.
        return


if __name__ == "__main__":
    main()
