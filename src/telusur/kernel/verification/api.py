"""The public answer about one certificate as JSON; each product adds ``router`` to its API."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from django.http import HttpRequest
from django.views.decorators.cache import never_cache
from ninja import Field, Router, Schema, Status
from ninja.decorators import decorate_view

from telusur.kernel.accounts.context import context_of
from telusur.kernel.base import clock
from telusur.kernel.base.client import waiting
from telusur.kernel.ui.institution import current_institution
from telusur.kernel.verification.answers import JawabanPublik, jawab_kode, jawab_nomor, kata
from telusur.kernel.verification.limits import TEBAKAN

router = Router()

Keadaan = Literal["berlaku", "kedaluwarsa", "dibekukan", "dicabut"]
TERLALU_SERING = "Terlalu banyak pertanyaan dari alamat Anda dalam satu menit. Coba lagi {} detik lagi."


class SkemaRingkas(Schema):
    """Which skema a certificate is for."""

    kode: str
    nama: str


class Lembaga(Schema):
    """Who issued it."""

    nama: str
    lisensi: str


class Sertifikat(Schema):
    """A certificate: all that anybody may learn about it."""

    keadaan: Keadaan
    berlaku: bool = Field(description="true hanya bila keadaan = berlaku")
    nama: str
    nomor: str
    nomor_registrasi: str
    skema: SkemaRingkas
    lsp: Lembaga
    tanggal_terbit: date
    berlaku_sampai: date
    diperiksa_pada: datetime


class TidakDikenal(Schema):
    """Nothing of that code or number was issued here."""

    keadaan: Literal["tidak_dikenal"]
    berlaku: Literal[False]
    pesan: str
    lsp: Lembaga
    diperiksa_pada: datetime


class TidakDipastikan(Schema):
    """What is on record does not agree with its trail: nothing is said until it was looked into, neither yes nor no."""

    keadaan: Literal["tidak_dipastikan"]
    berlaku: None = Field(description="null: tidak dinyatakan berlaku, tidak pula dinyatakan palsu")
    pesan: str
    lsp: Lembaga
    diperiksa_pada: datetime


class Pesan(Schema):
    """Why a question was not answered."""

    pesan: str


JAWABAN: Any = {200: Sertifikat, 404: TidakDikenal, 429: Pesan, 503: TidakDipastikan}
Balasan = Status[dict[str, Any]]


@router.get("/verifikasi/{kode}", response=JAWABAN, summary="Keadaan sertifikat menurut kode verifikasi")
@decorate_view(never_cache)
def verifikasi_kode(request: HttpRequest, kode: str) -> Balasan:
    """The state of the certificate with this code, as behind its QR."""
    if TEBAKAN.habis(request):
        return Status(429, {"pesan": TERLALU_SERING.format(waiting(request))})
    jawaban = jawab_kode(kode, context_of(request).today)
    if jawaban.keadaan == "tidak_dikenal":
        TEBAKAN.catat(request)
    return _balasan(request, jawaban)


@router.get(
    "/verifikasi", response=JAWABAN, summary="Keadaan sertifikat menurut nomor sertifikat atau nomor registrasi"
)
@decorate_view(never_cache)
def verifikasi_nomor(request: HttpRequest, nomor: str) -> Balasan:
    """The state of the certificate with this number."""
    if TEBAKAN.habis(request):
        return Status(429, {"pesan": TERLALU_SERING.format(waiting(request))})
    TEBAKAN.catat(request)
    return _balasan(request, jawab_nomor(nomor, context_of(request).today))


def _balasan(request: HttpRequest, jawaban: JawabanPublik) -> Balasan:
    lembaga = current_institution()
    body: dict[str, Any] = {
        "keadaan": jawaban.keadaan,
        "berlaku": jawaban.keadaan == "berlaku",
        "lsp": {"nama": jawaban.lsp_nama or lembaga.nama, "lisensi": jawaban.lsp_lisensi or lembaga.lisensi},
        "diperiksa_pada": clock.local(context_of(request).at),
    }
    if jawaban.keadaan == "tidak_dikenal":
        return Status(404, {**body, "pesan": str(kata(jawaban).makna)})
    if jawaban.keadaan == "tidak_dipastikan":
        return Status(503, {**body, "berlaku": None, "pesan": str(kata(jawaban).makna)})
    found = {
        **body,
        "nama": jawaban.nama,
        "nomor": jawaban.nomor,
        "nomor_registrasi": jawaban.nomor_registrasi,
        "skema": {"kode": jawaban.skema_kode, "nama": jawaban.skema},
        "tanggal_terbit": jawaban.tanggal_terbit,
        "berlaku_sampai": jawaban.berlaku_sampai,
    }
    return Status(200, found)
