"""The public answers as JSON: ``/api/v1/``. The description (OpenAPI 3.1) is at ``/api/v1/openapi.json``.

There is no page of documentation beside it: the usual ones load scripts from elsewhere, which the site forbids.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import NinjaAPI, Schema

from telusur.kernel.accounts.context import context_of
from telusur.kernel.verification.api import router
from telusur.lsp.administrasi.skema import queries as skema

api = NinjaAPI(
    title="Telusur LSP",
    version="1.0.0",
    description="Keaslian sertifikat dan skema yang dibuka. Terbuka untuk umum, hanya membaca, tanpa kunci.",
    urls_namespace="api-1",
    docs_url=None,
)
api.add_router("", router)


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


@api.get("/skema", response=list[SkemaTerbuka], summary="Skema yang dibuka")
def skema_terbuka(request: HttpRequest) -> list[dict[str, Any]]:
    """The skema anybody may apply for today, with their fees: licence and scope are in force for them (P508 9.5)."""
    return [_skema(row) for row in skema.terbuka(skema.berlaku(), context_of(request).today)[0]]


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
