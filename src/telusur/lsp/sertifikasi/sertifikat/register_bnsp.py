"""The national register beside our own answer: where BNSP checks a certificate, and what it says of one (P508 9.4.7).

BNSP's address is that of the partner. Nothing of this waits for BNSP: our own answer is drawn first.
"""

from __future__ import annotations

import json
import logging
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.core.cache import cache

from telusur.kernel.exchange.models import Partner
from telusur.lsp.administrasi.umum.queries import setelan
from telusur.lsp.administrasi.umum.setelan import daftarkan
from telusur.lsp.sertifikasi.sertifikat.models import Sertifikat

log = logging.getLogger("telusur.sertifikat")

QR_KE_BNSP = "sertifikat.qr_ke_bnsp"
daftarkan(QR_KE_BNSP, "Kode QR sertifikat membuka register BNSP, bukan laman LSP", False)
LONGEST = 64 * 1024  # bytes of an answer
KEPT_SECONDS = 60
STATES = frozenset({"berlaku", "kedaluwarsa", "dibekukan", "dicabut", "tidak_dikenal"})


@dataclass(frozen=True, slots=True)
class JawabanBnsp:
    """``keadaan``: as BNSP's register says, ``tidak_dikenal`` for none, empty when BNSP could not be asked."""

    keadaan: str = ""
    berlaku_sampai: str = ""


def alamat_bnsp() -> str:
    """Address of BNSP's system as it is recorded for the connection; empty while there is none."""
    found = Partner.objects.filter(code=settings.BNSP_CODE).values_list("address", flat=True).first()
    return str(found or "").rstrip("/")


def laman_nomor(nomor: str) -> str:
    """BNSP's own check with the number filled in; empty without a connection."""
    alamat = alamat_bnsp()
    return f"{alamat}/verifikasi/?nomor={quote(nomor)}" if alamat else ""


def alamat_qr(kode: str) -> str:
    """Where the QR code of a certificate leads when it shall be BNSP's register; empty for our own page."""
    alamat = alamat_bnsp() if setelan(QR_KE_BNSP) else ""
    return f"{alamat}/verifikasi/{kode}/" if alamat else ""


def tanya(nomor: str) -> JawabanBnsp:
    """What BNSP says of a certificate of ours, within ``settings.BNSP_ANSWER_SECONDS``. Never raises for BNSP's sake."""
    kode = Sertifikat.objects.filter(nomor=nomor).values_list("kode", flat=True).first()
    alamat = alamat_bnsp()
    if not kode or not alamat or urlsplit(alamat).scheme not in {"http", "https"}:
        return JawabanBnsp()
    key = f"register-bnsp-{kode}"
    kept: JawabanBnsp | None = cache.get(key)
    if kept is None:
        kept = _terbaca(_isi(f"{alamat}/api/v1/verifikasi/{kode}"))
        cache.set(key, kept, KEPT_SECONDS)
    return kept


def _isi(url: str) -> Any:
    asked = urllib.request.Request(url, headers={"Accept": "application/json"})  # noqa: S310  (http or https, see above)
    try:
        with urllib.request.urlopen(asked, timeout=settings.BNSP_ANSWER_SECONDS) as answer:  # noqa: S310
            return json.loads(answer.read(LONGEST))
    except urllib.error.HTTPError as said:
        try:
            return json.loads(said.read(LONGEST)) if said.code == 404 else None
        except (ValueError, OSError):
            return None
    except (OSError, ValueError) as silent:
        log.info("BNSP's register gave no answer: %s", silent)
        return None


def _terbaca(isi: Any) -> JawabanBnsp:
    keadaan = isi.get("keadaan") if isinstance(isi, dict) else None
    if keadaan not in STATES:
        return JawabanBnsp()
    return JawabanBnsp(keadaan, str(isi.get("berlaku_sampai") or "")[:10])
