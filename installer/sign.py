"""Sign programs and libraries for Windows: ``python installer/sign.py FILES...``.

With ``osslsigncode`` on Linux and ``signtool`` on Windows. The certificate is named by
variables of the environment (``installer/README.md``); without one, this says so and does
nothing. What its maker has signed keeps that signature.
"""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

PFX = "TRIAGE_SIGN_PFX"
"""A PKCS#12 file with certificate and key."""
PASSWORD_FILE = "TRIAGE_SIGN_PASSWORD_FILE"  # noqa: S105  the name of a variable
"""A file with the password of the PKCS#12 file; left out where it has none."""
THUMBPRINT = "TRIAGE_SIGN_THUMBPRINT"
"""On Windows instead of a file: a certificate of the system's store, or of a token."""
TIMESTAMP = "TRIAGE_SIGN_TIMESTAMP"
"""Address of a time stamp server: without it, signatures end with the certificate."""

_DESCRIPTION = "Forensic Triage"
_LIMIT_S = 120


class SignError(Exception):
    """Something was to be signed and is not."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """What is signed with, and what says when."""

    pfx: str = ""
    password_file: str = ""
    thumbprint: str = ""
    timestamp: str = ""


def main() -> int:
    """Sign the files of the command line."""
    try:
        print(sign([Path(word) for word in sys.argv[1:]]))
    except SignError as error:
        print(f"not signed: {error}", file=sys.stderr)
        return 1
    return 0


def sign(files: Iterable[Path], environment: Mapping[str, str] = os.environ) -> str:
    """Sign those that nobody has signed; what was done, in words. Raises SignError."""
    certificate = certificate_of(environment)
    if certificate is None:
        return f"not signed: neither {PFX} nor {THUMBPRINT} names a certificate"
    files = list(files)
    open_ones = [path for path in files if not is_signed(path)]
    for path in open_ones:
        if sys.platform == "win32":
            _run(_signtool(path, certificate), path)
        else:
            _sign_on_linux(path, certificate)
    kept = len(files) - len(open_ones)
    return f"signed: {len(open_ones)} files; {kept} keep the signature of their maker"


def certificate_of(environment: Mapping[str, str]) -> Certificate | None:
    """What the environment names, or None where it names none."""
    found = Certificate(
        environment.get(PFX, ""),
        environment.get(PASSWORD_FILE, ""),
        environment.get(THUMBPRINT, ""),
        environment.get(TIMESTAMP, ""),
    )
    return found if found.pfx or found.thumbprint else None


def is_signed(path: Path) -> bool:
    """Whether a program or library bears a signature: its fifth directory is then not empty."""
    with path.open("rb") as file:
        head = file.read(4096)
    try:
        (start,) = struct.unpack_from("<I", head, 0x3C)
        (magic,) = struct.unpack_from("<H", head, start + 24)
        directories = start + 24 + (112 if magic == 0x20B else 96)
        offset, size = struct.unpack_from("<II", head, directories + 4 * 8)
    except struct.error as error:
        raise SignError(f"{path.name} is no program for Windows") from error
    if head[start : start + 4] != b"PE\0\0":
        raise SignError(f"{path.name} is no program for Windows")
    return bool(offset and size)


def _sign_on_linux(path: Path, certificate: Certificate) -> None:
    if not certificate.pfx:
        raise SignError(f"{THUMBPRINT} is for Windows: name a file by {PFX}")
    signed = path.with_name(f"{path.name}.signed")
    command = ["osslsigncode", "sign", "-pkcs12", certificate.pfx, "-h", "sha256"]
    if certificate.password_file:
        command += ["-readpass", certificate.password_file]
    if certificate.timestamp:
        command += ["-ts", certificate.timestamp]
    command += ["-n", _DESCRIPTION, "-in", str(path), "-out", str(signed)]
    try:
        _run(command, path)
        shutil.copymode(path, signed)
        signed.replace(path)
    finally:
        signed.unlink(missing_ok=True)


def _signtool(path: Path, certificate: Certificate) -> list[str]:
    command = ["signtool", "sign", "/q", "/fd", "SHA256", "/d", _DESCRIPTION]
    if certificate.thumbprint:
        command += ["/sha1", certificate.thumbprint]
    else:
        command += ["/f", certificate.pfx]
        if certificate.password_file:
            # signtool takes it no other way; a certificate of the store needs none.
            command += ["/p", Path(certificate.password_file).read_text(encoding="utf-8").strip()]
    if certificate.timestamp:
        command += ["/tr", certificate.timestamp, "/td", "SHA256"]
    return [*command, str(path)]


def _run(command: list[str], path: Path) -> None:
    try:
        done = subprocess.run(command, capture_output=True, check=False, timeout=_LIMIT_S)
    except FileNotFoundError as error:
        raise SignError(f"{command[0]} is missing, and a certificate is named") from error
    except subprocess.TimeoutExpired as error:
        raise SignError(f"{command[0]} did not end within {_LIMIT_S} s for {path.name}") from error
    if done.returncode:
        said = (done.stderr + done.stdout).decode("utf-8", "replace").strip()[-600:]
        raise SignError(f"{command[0]} ended with {done.returncode} for {path.name}: {said}")


if __name__ == "__main__":
    sys.exit(main())
