"""Signing, with a certificate that is made here and trusted by nobody else."""

from __future__ import annotations

import shutil
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from installer.sign import PASSWORD_FILE, PFX, THUMBPRINT, SignError, is_signed, sign

PASSWORD = "made for a test"


def tiny_program(path: Path) -> Path:
    """A 64-bit program of one empty section: headers as Windows describes them."""
    optional = struct.pack("<HBBIIIII", 0x20B, 14, 0, 512, 0, 0, 0x1000, 0x1000)
    optional += struct.pack(
        "<QIIHHHHHHIIIIHH", 1 << 30, 4096, 512, *[6, 0, 0, 0, 6, 0], 0, 8192, 512, 0, 3, 0
    )
    optional += struct.pack("<QQQQII", 1 << 20, 4096, 1 << 20, 4096, 0, 16) + bytes(16 * 8)
    coff = struct.pack("<HHIIIHH", 0x8664, 1, 0, 0, 0, len(optional), 0x22)
    section = struct.pack("<8sIIIIIIHHI", b".text", 512, 4096, 512, 512, 0, 0, 0, 0, 0x60000020)
    dos = b"MZ" + bytes(0x3A) + struct.pack("<I", 64)
    head = dos + b"PE\0\0" + coff + optional + section
    path.write_bytes(head.ljust(512, b"\0") + b"\xc3".ljust(512, b"\0"))
    return path


@pytest.fixture
def signing(tmp_path: Path) -> dict[str, str]:
    """The variables that name a certificate of our own."""
    if sys.platform == "win32":
        pytest.skip("signtool is no part of a Windows without its development kit")
    for tool in ("openssl", "osslsigncode"):
        if shutil.which(tool) is None:
            pytest.skip(f"{tool} is not installed")
    key, certificate, pfx = (str(tmp_path / name) for name in ("key.pem", "cert.pem", "c.pfx"))
    password = tmp_path / "password"
    password.write_text(PASSWORD)
    request = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    request += ["-subj", "/CN=A test", "-addext", "extendedKeyUsage=codeSigning"]
    subprocess.run([*request, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    export = ["openssl", "pkcs12", "-export", "-inkey", key, "-in", certificate, "-out", pfx]
    subprocess.run([*export, "-passout", f"file:{password}"], check=True, capture_output=True)
    return {PFX: pfx, PASSWORD_FILE: str(password)}


def verified(program: Path, certificate: Path) -> bool:
    command = ["osslsigncode", "verify", "-CAfile", str(certificate), "-in", str(program)]
    return subprocess.run(command, check=False, capture_output=True).returncode == 0


def test_without_a_certificate_it_says_so_and_touches_nothing(tmp_path: Path):
    program = tiny_program(tmp_path / "a.exe")
    before = program.read_bytes()
    said = sign([program], {})
    assert said.startswith("not signed")
    assert PFX in said
    assert program.read_bytes() == before


def test_a_signed_program_is_verified(tmp_path: Path, signing: dict[str, str]):
    program = tiny_program(tmp_path / "a.exe")
    assert not is_signed(program)
    assert not verified(program, tmp_path / "cert.pem")
    assert sign([program], signing).startswith("signed: 1 file")
    assert is_signed(program)
    assert verified(program, tmp_path / "cert.pem")


def test_a_program_changed_after_signing_is_not_verified(tmp_path: Path, signing: dict[str, str]):
    program = tiny_program(tmp_path / "a.exe")
    sign([program], signing)
    content = bytearray(program.read_bytes())
    content[600] ^= 1
    program.write_bytes(content)
    assert not verified(program, tmp_path / "cert.pem")


def test_the_signature_of_a_maker_is_kept(tmp_path: Path, signing: dict[str, str]):
    program = tiny_program(tmp_path / "a.exe")
    sign([program], signing)
    before = program.read_bytes()
    assert "1 keep the signature" in sign([program], signing)
    assert program.read_bytes() == before


def test_a_wrong_password_fails_and_leaves_the_program(tmp_path: Path, signing: dict[str, str]):
    program = tiny_program(tmp_path / "a.exe")
    before = program.read_bytes()
    Path(signing[PASSWORD_FILE]).write_text("another")
    with pytest.raises(SignError, match="osslsigncode ended with"):
        sign([program], signing)
    assert program.read_bytes() == before
    assert not list(tmp_path.glob("*.signed"))


def test_a_named_certificate_without_its_tool_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("PATH", str(tmp_path))
    program = tiny_program(tmp_path / "a.exe")
    with pytest.raises(SignError, match="is missing"):
        sign([program], {PFX: "c.pfx"})


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has such a store")
def test_a_thumbprint_needs_the_store_of_windows(tmp_path: Path):
    with pytest.raises(SignError, match=PFX):
        sign([tiny_program(tmp_path / "a.exe")], {THUMBPRINT: "00"})


def test_what_is_no_program_is_refused(tmp_path: Path):
    text = tmp_path / "a.exe"
    text.write_text("no program")
    with pytest.raises(SignError, match="no program for Windows"):
        is_signed(text)
