"""One file of evidence, opened for reading only and read once where it is small."""

from __future__ import annotations

import hashlib
import io
import os
from typing import IO, Final

from triage.core.closing import Closing
from triage.evidence.opening import open_evidence

IN_MEMORY: Final = 64 << 20
"""Files up to this many bytes are read whole, once; larger ones are read in place."""
_BLOCK_BYTES: Final = 1 << 20


class EvidenceFile(Closing):
    """Random access to the bytes of one file; nothing here can write.

    ``source`` is a path, or a file that was opened before; that one is not closed here.
    Raises ``OSError`` where the file cannot be opened or read.
    """

    def __init__(self, source: str | io.FileIO) -> None:
        self._is_lent = not isinstance(source, str)
        self._file = open_evidence(source) if isinstance(source, str) else source
        self._streams: list[IO[bytes]] = []
        try:
            self.size = os.fstat(self._file.fileno()).st_size
            self._data = self._read_whole() if self.size <= IN_MEMORY else None
        except OSError:
            self.close()
            raise
        if self._data is not None:
            self.size = len(self._data)

    def _read_whole(self) -> bytes:
        data = self._file.read(self.size) or b""
        if len(data) < self.size:
            # An unbuffered read may stop early (network shares do); the rest follows.
            while more := self._file.read(self.size - len(data)):
                data += more
        return data

    def read_at(self, offset: int, length: int) -> bytes:
        """Up to ``length`` bytes from ``offset``; fewer, or none, where the file ends."""
        if offset < 0 or length <= 0 or offset >= self.size:
            return b""
        if self._data is not None:
            return self._data[offset : offset + length]
        self._file.seek(offset)
        return self._file.read(min(length, self.size - offset)) or b""

    def stream(self) -> IO[bytes]:
        """A stream from the first byte, for a decoder; closed with this file.

        Of a large file it shares the place in the file with :meth:`read_at`: use one at a time.
        """
        if self._data is not None:
            return io.BytesIO(self._data)
        copy = os.fdopen(os.dup(self._file.fileno()), "rb")
        self._streams.append(copy)
        copy.seek(0)
        return copy

    def sha256(self) -> bytes:
        """The digest of the bytes that decoders are given; a large file is read once more."""
        if self._data is not None:
            return hashlib.sha256(self._data).digest()
        digest = hashlib.sha256()
        self._file.seek(0)
        while block := self._file.read(_BLOCK_BYTES):
            digest.update(block)
        return digest.digest()

    def close(self) -> None:
        """Close the streams handed out, and the file that was opened here."""
        for stream in self._streams:
            stream.close()
        if not self._is_lent:
            self._file.close()
