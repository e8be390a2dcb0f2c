"""The public answers as JSON: ``/api/v1/``. The description (OpenAPI 3.1) is at ``/api/v1/openapi.json``.

There is no page of documentation beside it: the usual ones load scripts from elsewhere, which the site forbids.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from django.http import HttpRequest
from django.views.decorators.cache import never_cache
from ninja import Field, NinjaAPI, Schema, Status
from ninja.decorators import decorate_view

from telusur.kernel.accounts.context import context_of
from telusur.kernel.base import clock
from telusur.kernel.ui.institution import current_institution
from telusur.lsp.administrasi.skema import queries as skema
from telusur.lsp.manajemen.portal.batas import TEBAKAN
from telusur.lsp.manajemen.portal.hasil import KATA, jawab_kode, jawab_nomor
from telusur.lsp.sertifikasi.sertifikat.queries import JawabanPublik

api = NinjaAPI(
    title="Telusur LSP",
    version="1.0.0",
    description="Keaslian sertifikat dan skema yang dibuka. Terbuka untuk umum, hanya membaca, tanpa kunci.",
    urls_namespace="api-1",
    docs_url=None,
)

Keadaan = Literal["berlaku", "kedaluwarsa", "dibekukan", "dicabut"]
TERLALU_SERING = "Terlalu banyak pertanyaan dari alamat Anda dalam satu menit. Coba lagi satu menit kemudian."


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


class Pesan(Schema):
    """Why a question was not answered."""

    pesan: str


class Biaya(Schema):
    """A fee in whole rupiah."""

    nama: str
    jumlah: int


class SkemaTerbuka(Schema):
    """A skema open for application. ``total_biaya`` is what an accepted application is invoiced, in rupiah."""

    kode: str
    slug: str
    versi: int
    nama: str
    nama_en: str
    jenis: str
    acuan: str
    masa_berlaku_bulan: int
    jumlah_unit: int
    biaya: list[Biaya]
    total_biaya: int
    halaman: str


JAWABAN: Any = {200: Sertifikat, 404: TidakDikenal, 429: Pesan}
Balasan = Status[dict[str, Any]]


@api.get("/verifikasi/{kode}", response=JAWABAN, summary="Keadaan sertifikat menurut kode verifikasi")
@decorate_view(never_cache)
def verifikasi_kode(request: HttpRequest, kode: str) -> Balasan:
    """The state of the certificate with this code, as behind its QR."""
    if TEBAKAN.habis(request):
        return Status(429, {"pesan": TERLALU_SERING})
    jawaban = jawab_kode(kode, context_of(request).today)
    if jawaban.keadaan == "tidak_dikenal":
        TEBAKAN.catat(request)
    return _balasan(request, jawaban)


@api.get("/verifikasi", response=JAWABAN, summary="Keadaan sertifikat menurut nomor sertifikat atau nomor registrasi")
@decorate_view(never_cache)
def verifikasi_nomor(request: HttpRequest, nomor: str) -> Balasan:
    """The state of the certificate with this number."""
    if TEBAKAN.habis(request):
        return Status(429, {"pesan": TERLALU_SERING})
    TEBAKAN.catat(request)
    return _balasan(request, jawab_nomor(nomor, context_of(request).today))


@api.get("/skema", response=list[SkemaTerbuka], summary="Skema yang dibuka")
def skema_terbuka(request: HttpRequest) -> list[dict[str, Any]]:
    """The skema anybody may apply for, with their fees."""
    return [_skema(row) for row in skema.berlaku()]


def _balasan(request: HttpRequest, jawaban: JawabanPublik) -> Balasan:
    lembaga = current_institution()
    body: dict[str, Any] = {
        "keadaan": jawaban.keadaan,
        "berlaku": jawaban.keadaan == "berlaku",
        "lsp": {"nama": lembaga.nama, "lisensi": lembaga.lisensi},
        "diperiksa_pada": clock.local(context_of(request).at),
    }
    if jawaban.keadaan == "tidak_dikenal":
        return Status(404, {**body, "pesan": str(KATA["tidak_dikenal"].makna)})
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


def _skema(row: Any) -> dict[str, Any]:
    charged, total = skema.biaya_permohonan(row)
    return {
        **{name: getattr(row, name) for name in ("kode", "slug", "versi", "nama_en", "acuan", "masa_berlaku_bulan")},
        "nama": row.nama_id,
        "jenis": row.get_jenis_display(),
        "jumlah_unit": row.jumlah_unit,
        "biaya": [{"nama": fee.nama, "jumlah": fee.jumlah} for fee in charged],
        "total_biaya": total,
        "halaman": f"/skema/{row.slug}/",
    }
