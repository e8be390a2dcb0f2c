"""The institution's signing key: a certified provider's PKCS#12 file, or a key of one's own made on first use."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
    pkcs12,
)
from cryptography.x509.oid import NameOID

from telusur.kernel.base import clock

YEARS = timedelta(days=3652)
FILE_NAME = "tanda-tangan.pem"


@dataclass(frozen=True, slots=True)
class KeyRing:
    """A private key, its certificate and the certificates above it, the root last."""

    key: PrivateKeyTypes
    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...]


def fingerprint(certificate: x509.Certificate) -> str:
    """SHA-256 in pairs, as programs that read PDF show it: ``A1:B2:...``."""
    return certificate.fingerprint(hashes.SHA256()).hex(":").upper()


def from_pkcs12(path: Path, passphrase: str) -> KeyRing:
    """The key of a certified provider. Raises ValueError when the file or the passphrase is wrong."""
    key, certificate, others = pkcs12.load_key_and_certificates(path.read_bytes(), passphrase.encode() or None)
    if key is None or certificate is None:
        raise ValueError(f"{path} holds no key with its certificate")
    return KeyRing(key, certificate, tuple(others))


def own_key(folder: Path, institution: str) -> KeyRing:
    """The key kept in ``folder``; made with its own root if it is not there. Two processes starting at once agree."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / FILE_NAME
    if not path.exists():
        _place(path, _pem(_made(institution)))
    return _from_pem(path.read_bytes())


def _place(path: Path, content: bytes) -> None:
    """Put the file there in one step, unless another process was first; its file then counts."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.{os.urandom(4).hex()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def _made(institution: str) -> KeyRing:
    now = clock.now()  # validity begins here: no signature can claim a day on which this key did not exist
    root_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    root_name = _name(institution, "Akar Tanda Tangan Elektronik")
    root = (
        _builder(root_name, root_name, root_key.public_key(), now)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(certificates=True), critical=True)
        .sign(root_key, hashes.SHA256())
    )
    certificate = (
        _builder(_name(institution, institution), root_name, key.public_key(), now)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(certificates=False), critical=True)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key()), critical=False)
        .sign(root_key, hashes.SHA256())
    )
    return KeyRing(key, certificate, (root,))


def _builder(
    subject: x509.Name, issuer: x509.Name, public: ec.EllipticCurvePublicKey, now: datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now)
        .not_valid_after(now + YEARS)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
    )


def _name(institution: str, common: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "ID"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, institution[:64]),
            x509.NameAttribute(NameOID.COMMON_NAME, common[:64]),
        ]
    )


def _usage(*, certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not certificates,
        content_commitment=not certificates,
        key_cert_sign=certificates,
        crl_sign=certificates,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _pem(ring: KeyRing) -> bytes:
    key = ring.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return key + b"".join(item.public_bytes(Encoding.PEM) for item in (ring.certificate, *ring.chain))


def _from_pem(content: bytes) -> KeyRing:
    certificate, *chain = x509.load_pem_x509_certificates(content)
    return KeyRing(load_pem_private_key(content, None), certificate, tuple(chain))
