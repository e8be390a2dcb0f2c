"""PAdES signatures: valid for others, PDF/A kept, one changed byte found."""

from __future__ import annotations

import io
import multiprocessing
import stat
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509.oid import NameOID

from telusur.kernel.base import clock
from telusur.kernel.documents import keys, signing
from telusur.kernel.documents.render import render
from telusur.kernel.documents.signing import own_roots, sign, signer, verify
from tests.kernel.archive.inside import NOW
from tests.kernel.documents.sample import DATA, frame

pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def letter() -> bytes:
    return render("kernel/surat.typ", DATA, frame())


def signed(pdf: bytes, name: str = "Bayu Mahendra") -> bytes:
    return sign(pdf, signer_name=name, reason="Surat Keterangan · kode dokumen 7K4M-92QF-XW3A", place="Bandung", at=NOW)


def test_other_programs_call_the_signature_valid(letter: bytes, tool: Any) -> None:
    report = tool(signed(letter), "pdfsig")
    assert "Signature is Valid." in report
    assert "ETSI.CAdES.detached" in report
    assert "Total document signed" in report
    assert "LSP Contoh Nusantara" in report


def test_own_check_says_who_when_and_that_all_is_covered(letter: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    verdict = verify(signed(letter))
    assert (verdict.ok, verdict.covers_whole, verdict.trusted) == (True, True, True)
    assert (verdict.signer, verdict.signed_at) == ("Bayu Mahendra", NOW)
    assert verdict.sentence.startswith(
        "Ditandatangani secara elektronik oleh Bayu Mahendra pada 20 November 2026 10.42 WIB"
    )


def test_signature_is_appended_and_leaves_pdf_a_alone(letter: bytes) -> None:
    result = signed(letter)
    assert result.startswith(letter)
    with pikepdf.open(io.BytesIO(letter)) as before, pikepdf.open(io.BytesIO(result)) as after:
        assert after.Root.Metadata.read_bytes() == before.Root.Metadata.read_bytes()
        assert after.Root.Metadata.objgen == before.Root.Metadata.objgen
        assert after.pdf_version == before.pdf_version == "1.7"
        assert "/Version" not in after.Root
        assert after.Root.AcroForm.Fields[0].TU


def test_one_changed_byte_anywhere_is_found(letter: bytes) -> None:
    whole = signed(letter)
    for place in (200, len(letter) // 2, len(letter) - 40):
        changed = bytearray(whole)
        changed[place] ^= 1
        assert not verify(bytes(changed)).ok


def test_addition_after_the_signature_is_found(letter: bytes) -> None:
    once = signed(letter)
    assert not verify(once + b"\n% tambahan").ok


@pytest.mark.parametrize("content", [b"", b"abc", b"%PDF-1.7\n" + b"x" * 500, b"\x89PNG"])
def test_what_is_no_pdf_gets_a_verdict_not_an_error(content: bytes) -> None:
    assert not verify(content).ok


def test_unsigned_pdf_is_said_to_be_unsigned(letter: bytes) -> None:
    assert "tidak memuat tanda tangan" in verify(letter).sentence


def test_signature_of_a_stranger_is_not_accepted_whatever_name_it_bears(
    letter: bytes, place: Path, settings: Any
) -> None:
    settings.DATA_FOLDER = place / "lain"
    foreign = signed(letter)
    settings.DATA_FOLDER = place
    verdict = verify(foreign)
    assert (verdict.ok, verdict.trusted) == (False, False)
    assert "tidak dikenal" in verdict.sentence


def test_key_is_made_once_kept_private_and_read_once(
    letter: bytes, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    signed(letter)
    path = place / "kunci" / keys.FILE_NAME
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [item.name for item in path.parent.iterdir()] == [keys.FILE_NAME]
    before = signer()
    monkeypatch.setattr(keys, "load_pem_private_key", lambda *_: pytest.fail("the key was parsed again"))
    signed(letter)
    signed(letter)
    assert signer() is before


def test_processes_that_start_at_once_agree_on_the_key(place: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from telusur.kernel.documents.keys import own_key;"
        "print(own_key(Path(sys.argv[1]), 'LSP Contoh').certificate.serial_number)"
    )
    started = [
        subprocess.Popen([sys.executable, "-c", code, str(place / "bersama")], stdout=subprocess.PIPE, text=True)
        for _ in range(min(4, multiprocessing.cpu_count() + 1))
    ]
    serials = {process.communicate()[0].strip() for process in started}
    assert len(serials) == 1
    assert serials != {""}


def test_key_of_a_certified_provider_is_used_when_configured(
    letter: bytes, place: Path, monkeypatch: pytest.MonkeyPatch, tool: Any
) -> None:
    key = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Penyelenggara Sertifikasi Contoh")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(now - timedelta(days=4000))
        .not_valid_after(now + timedelta(days=365))
        .add_extension(keys._usage(certificates=False), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = place / "penyedia.p12"
    path.write_bytes(
        pkcs12.serialize_key_and_certificates(b"x", key, certificate, None, BestAvailableEncryption(b"rahasia"))
    )
    monkeypatch.setenv("TELUSUR_PKCS12", str(path))
    monkeypatch.setenv("TELUSUR_PKCS12_PASSPHRASE", "rahasia")
    (place / "akar.pem").write_bytes(certificate.public_bytes(Encoding.PEM))
    monkeypatch.setenv("TELUSUR_TRUSTED_ROOTS", str(place / "akar.pem"))
    result = signed(letter)
    assert "Signature is Valid." in tool(result, "pdfsig")
    assert "Penyelenggara Sertifikasi Contoh" in tool(result, "pdfsig")
    assert verify(result).ok
    assert verify(result).trusted


def test_key_is_valid_from_its_making_and_no_signature_claims_an_earlier_time(
    letter: bytes, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An earlier act (loaded history) is signed as of the making; who claims more with our key is not believed."""
    made = NOW + timedelta(days=3)
    monkeypatch.setattr(clock, "now", lambda: made)
    honest = signed(letter)
    (root,) = own_roots()
    assert root.not_valid_before_utc == made.replace(microsecond=0)
    assert (verify(honest).ok, verify(honest).signed_at) == (True, made)
    long_ago = made - timedelta(days=365)
    monkeypatch.setattr(signing, "max", lambda *_: long_ago, raising=False)
    backdated = signed(letter)
    verdict = verify(backdated)
    assert (verdict.signed_at, verdict.trusted, verdict.ok) == (long_ago, False, False)


def test_verdict_says_that_the_time_is_only_claimed(letter: bytes) -> None:
    assert "Waktunya menurut penandatangan" in verify(signed(letter)).sentence
