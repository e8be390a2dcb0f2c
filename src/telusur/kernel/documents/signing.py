"""One door for electronic signatures on PDF (PAdES B-B), and for checking them.

``sign`` uses whatever ``signer()`` gives: a provider's PKCS#12 file (TELUSUR_PKCS12) or the institution's own key.
Another kind of provider is one more class with the method of ``Signer``.
"""

from __future__ import annotations

import asyncio
import io
import logging
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol, TypeVar, cast

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256, SHA384, SHA512
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.conf import settings
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

from telusur.kernel.base.clock import clock_time, day_of, long_date
from telusur.kernel.documents import keys
from telusur.kernel.documents.letterhead import letterhead
from telusur.kernel.documents.states import Finding

log = logging.getLogger(__name__)

T = TypeVar("T")

FIELD_NAME = "TandaTangan"
MARGIN = 3072  # bytes of a signature besides its certificates; 1.2 kB with RSA-4096
AS_CLAIMED = "Waktunya menurut penandatangan; belum ada cap waktu dari penyelenggara bersertifikat."
READABLE_FIELD_NAME = "Tanda tangan elektronik lembaga"
HASHES: dict[str, type[SHA256] | type[SHA384] | type[SHA512]] = {"sha256": SHA256, "sha384": SHA384, "sha512": SHA512}


class Signer(Protocol):
    """Anything that can put the institution's signature on a PDF."""

    def sign(self, pdf: bytes, *, signer_name: str, reason: str, place: str, at: datetime) -> bytes: ...

    @property
    def roots(self) -> tuple[x509.Certificate, ...]:
        """Certificates its signatures may be traced to."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check of a signed PDF found.

    ``finding``: the same in one word, for pages that say it in their own. ``ok``: signed by a known key, nothing changed or
    added since. ``covers_whole``: nothing was added after it. ``trusted``: the certificate leads to a root this institution
    knows. ``signed_at``: as claimed by the signer.
    """

    ok: bool
    signer: str
    signed_at: datetime | None
    covers_whole: bool
    trusted: bool
    finding: Finding
    sentence: str


class _KeyInMemory(signers.SimpleSigner):
    """pyHanko's own signer parses the private key anew for each signature; this one keeps it (RSA: 36 to 111 ms less)."""

    loaded: Any

    def sign_raw(self, data: bytes, digest_algorithm: str) -> bytes:
        algorithm = HASHES[digest_algorithm.lower()]()
        if isinstance(self.loaded, ec.EllipticCurvePrivateKey):
            return self.loaded.sign(data, ec.ECDSA(algorithm))
        if isinstance(self.loaded, rsa.RSAPrivateKey):
            return self.loaded.sign(data, padding.PKCS1v15(), algorithm)
        raise UnsupportedAlgorithm("the signing key must be EC or RSA")


class _MetadataKept(IncrementalPdfFileWriter):
    """Leaves the XMP metadata and the PDF version alone: pyHanko's rewrite of them breaks PDF/A-2, which is PDF 1.7."""

    def _update_meta(self) -> None:
        pass

    def ensure_output_version(self, version: Any) -> None:
        pass


class _AtMoment(signers.PdfSigner):
    """Signs with the time of the act instead of the time of the machine."""

    moment: datetime

    def init_signing_session(self, pdf_out: Any, existing_fields_only: bool = False) -> PdfSigningSession:
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self.moment
        return session


def _outside_loop(work: Callable[[], T]) -> T:
    """PyHanko starts an event loop of its own, which Python refuses where one already runs in the thread."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return work()
    with ThreadPoolExecutor(max_workers=1) as elsewhere:
        return elsewhere.submit(work).result()


class KeySigner:
    """Signs with a key that this process holds in memory."""

    def __init__(self, ring: keys.KeyRing) -> None:
        self._ring = ring
        self._signer = _in_memory(ring)
        # Without a number pyHanko signs twice, once only to learn the size. Two hexadecimal digits per byte.
        certificates = (ring.certificate, *ring.chain)
        self._reserved = 2 * (MARGIN + sum(len(item.public_bytes(Encoding.DER)) for item in certificates))

    @property
    def roots(self) -> tuple[x509.Certificate, ...]:
        return tuple(item for item in self._ring.chain if item.issuer == item.subject)

    def sign(self, pdf: bytes, *, signer_name: str, reason: str, place: str, at: datetime) -> bytes:
        """The same bytes with a signature appended (PAdES B-B, no visible mark); PDF/A stays PDF/A.

        The time claimed is that of the act, but never before the certificate began: what was done earlier (the very first
        act, loaded history) is signed as of the moment the key was made.
        """
        meta = signers.PdfSignatureMetadata(
            field_name=FIELD_NAME,
            md_algorithm="sha256",
            subfilter=fields.SigSeedSubFilter.PADES,
            name=signer_name or None,
            reason=reason or None,
            location=place or None,
        )
        spec = fields.SigFieldSpec(
            FIELD_NAME,
            readable_field_name=READABLE_FIELD_NAME,
            invis_sig_settings=fields.InvisSigSettings(box_out_of_bounds=True),
        )
        pdf_signer = _AtMoment(meta, self._signer, new_field_spec=spec)
        pdf_signer.moment = max(at, self._ring.certificate.not_valid_before_utc)
        out = io.BytesIO()
        _outside_loop(
            lambda: pdf_signer.sign_pdf(
                _MetadataKept(io.BytesIO(_line_ended(pdf))), output=out, bytes_reserved=self._reserved
            )
        )
        return out.getvalue()


def _line_ended(pdf: bytes) -> bytes:
    """What is appended begins on a line of its own: Typst ends without one, and ``%%EOF102 0 obj`` is no PDF/A."""
    return pdf if pdf.endswith((b"\n", b"\r")) else pdf + b"\n"


def _in_memory(ring: keys.KeyRing) -> _KeyInMemory:
    store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    store.register_multiple([_asn1(item) for item in ring.chain])
    der = ring.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    made = _KeyInMemory(
        signing_cert=_asn1(ring.certificate),
        signing_key=cast(Any, asn1_keys.PrivateKeyInfo.load(der)),
        cert_registry=store,
    )
    made.loaded = ring.key
    return made


def _asn1(certificate: x509.Certificate) -> asn1_x509.Certificate:
    return cast(asn1_x509.Certificate, asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER)))


def signer() -> Signer:
    """The institution's signer, read once per process."""
    if path := os.environ.get("TELUSUR_PKCS12"):
        return _of_provider(path, _passphrase())
    return _of_own(str(settings.DATA_FOLDER), letterhead().name)


def _passphrase() -> str:
    if path := os.environ.get("TELUSUR_PKCS12_PASSPHRASE_FILE"):
        return Path(path).read_text(encoding="utf-8").strip()
    return os.environ.get("TELUSUR_PKCS12_PASSPHRASE", "")


@lru_cache(maxsize=4)
def _of_provider(path: str, passphrase: str) -> KeySigner:
    return KeySigner(keys.from_pkcs12(Path(path), passphrase))


@lru_cache(maxsize=4)
def _of_own(folder: str, institution: str) -> KeySigner:
    return KeySigner(keys.own_key(Path(folder) / "kunci", institution))


def sign(pdf: bytes, *, signer_name: str, reason: str, place: str, at: datetime) -> bytes:
    """The PDF with the institution's signature. ``at``: the moment of the act (UTC). ``signer_name``: who acted."""
    return signer().sign(pdf, signer_name=signer_name, reason=reason, place=place, at=at)


def trusted_roots() -> list[x509.Certificate]:
    """Own roots, and those in the PEM file that TELUSUR_TRUSTED_ROOTS names (other institutions, the national root)."""
    extra = os.environ.get("TELUSUR_TRUSTED_ROOTS")
    others = x509.load_pem_x509_certificates(Path(extra).read_bytes()) if extra else []
    return [*signer().roots, *own_roots(), *others]


def own_roots() -> list[x509.Certificate]:
    """Roots that the signatures of this institution lead to, the one in use first; empty while nothing was signed yet."""
    in_use = signer().roots if os.environ.get("TELUSUR_PKCS12") else ()
    folder = Path(settings.DATA_FOLDER) / "kunci"
    own = KeySigner(keys.own_key(folder, "")).roots if (folder / keys.FILE_NAME).exists() else ()
    return list(dict.fromkeys([*in_use, *own]))


def verify(pdf: bytes) -> Verdict:
    """Check the last signature of a PDF. Never raises for bad input: the verdict says what is wrong."""
    try:
        embedded = PdfFileReader(io.BytesIO(pdf), strict=False).embedded_regular_signatures
    except (PdfError, ValueError, KeyError, TypeError, IndexError, RecursionError, OSError):
        return _no(
            Finding.UNREADABLE, "Berkas ini rusak atau bukan PDF, sehingga tanda tangannya tidak dapat diperiksa."
        )
    if not embedded:
        return _no(Finding.UNSIGNED, "PDF ini tidak memuat tanda tangan elektronik.")
    last = embedded[-1]
    try:
        # Our key may have run out since: what counts is the moment of signing. Nobody without our key can claim one.
        context = ValidationContext(
            trust_roots=[_asn1(root) for root in trusted_roots()],
            allow_fetching=False,
            moment=last.self_reported_timestamp,
        )
        status = _outside_loop(lambda: validate_pdf_signature(last, signer_validation_context=context))
    except Exception as problem:  # any malformed signature: the answer is that it is not valid
        log.debug("a signature cannot be read", exc_info=True)
        sentence = f"Tanda tangan elektronik pada PDF ini tidak dapat dibaca ({type(problem).__name__})."
        return _no(Finding.UNREADABLE, sentence)
    return _verdict(last, status)


def _verdict(embedded: Any, status: Any) -> Verdict:
    whole = bool(status.coverage is not None and status.coverage.name == "ENTIRE_FILE")
    ok = bool(status.intact and status.valid and status.docmdp_ok is not False)
    name = str(embedded.sig_object.get("/Name", "")) or str(status.signing_cert.subject.native.get("common_name", ""))
    signed_at = status.signer_reported_dt or embedded.self_reported_timestamp
    if not ok:
        finding = Finding.CHANGED
        sentence = "Isi berkas ini sudah diubah sesudah ditandatangani. Jangan gunakan; minta berkas aslinya."
    elif not whole:
        finding = Finding.ADDED
        sentence = "Tanda tangannya sah, tetapi ada yang ditambahkan sesudahnya. Minta berkas aslinya."
    elif not status.trusted:
        finding = Finding.STRANGER
        sentence = (
            "Penandatangan PDF ini tidak dikenal: tanda tangannya bukan milik lembaga ini. Jangan percaya namanya."
        )
    else:
        finding = Finding.VALID
        sentence = f"Ditandatangani secara elektronik oleh {name}{_when(signed_at)}; isinya tidak berubah sejak itu. {AS_CLAIMED}"
    trusted = bool(status.trusted)
    return Verdict(finding is Finding.VALID, name, signed_at, whole, trusted, finding, sentence)


def _when(moment: datetime | None) -> str:
    return f" pada {long_date(day_of(moment))} {clock_time(moment)}" if moment else ""


def _no(finding: Finding, sentence: str) -> Verdict:
    return Verdict(False, "", None, False, False, finding, sentence)
