"""Any record, any document, what is overdue, and the monitoring file of the LSP, for the commission that examines."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from telusur.kernel.accounts.context import context_of
from telusur.kernel.base.clock import clock_time, date_and_time
from telusur.kernel.commands.registry import ROLE_NAMES
from telusur.kernel.ui.components.lists import Saringan
from telusur.kernel.ui.components.tables import Sel
from telusur.lsp.manajemen.kunjungan import pemantauan, queries
from telusur.lsp.manajemen.kunjungan.tampilan import daftar_dari, halaman_daftar, pdf, zip_dari


@login_required
@require_safe
def rekaman(request: HttpRequest) -> HttpResponse:
    """Every record."""
    page = queries.rekaman(context_of(request), daftar=daftar_dari(request, "rekaman"))
    rows = [
        [
            Sel(one.definition.title, url=reverse("kunjungan:buka_rekaman", args=[one.pk]), kecil=one.label),
            Sel(one.code, kode=True, kecil=f"versi {one.version}"),
            Sel(date_and_time(one.created_at)),
            Sel(one.get_status_display()),
        ]
        for one in page
    ]
    intro = "Formulir yang pernah diajukan di LSP ini, dari kasus maupun dari lembaga. Yang terbaru di atas."
    return halaman_daftar(
        request, "Rekaman", intro, "Rekaman|Formulir|Dibuat|Keadaan", rows, page, search="kode atau perihal"
    )


@login_required
@require_safe
def buka_rekaman(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One record, as PDF."""
    row = queries.rekaman_dengan_id(pk)
    return pdf(queries.buka_rekaman(context_of(request), rekaman=row), f"{row.code} versi {row.version}.pdf")


@login_required
@require_safe
def dokumen(request: HttpRequest) -> HttpResponse:
    """Every document."""
    page = queries.dokumen(context_of(request), daftar=daftar_dari(request, "dokumen"))
    rows = [
        [
            Sel(one.kind_title, url=reverse("kunjungan:buka_dokumen", args=[one.pk]), kecil=one.title),
            Sel(one.number, kode=True, kecil=one.code),
            Sel(date_and_time(one.requested_at), kecil=one.signer_name),
        ]
        for one in page
    ]
    intro = "Surat, SK, berita acara, dan sertifikat yang diterbitkan LSP ini, seperti tersimpan. Yang terbaru di atas."
    return halaman_daftar(request, "Dokumen", intro, "Dokumen|Nomor|Diterbitkan", rows, page, search="judul atau nomor")


@login_required
@require_safe
def buka_dokumen(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One document."""
    row = queries.dokumen_dengan_id(pk)
    return pdf(queries.buka_dokumen(context_of(request), dokumen=row), f"{row}.pdf")


@login_required
@require_safe
def tenggat(request: HttpRequest) -> HttpResponse:
    """What is overdue at this moment."""
    ctx = context_of(request)
    page = queries.tenggat(ctx, daftar=daftar_dari(request, "lewat tenggat"))
    rows = [
        [
            Sel(one.title, kecil=one.detail),
            Sel(ROLE_NAMES.get(one.role, "Perorangan")),
            Sel(date_and_time(one.due_at) if one.due_at else "", tone="late"),
        ]
        for one in page
    ]
    intro = f"Yang seharusnya sudah dikerjakan LSP ini pada {clock_time(ctx.at)}, laporan termasuk. Yang paling lama di atas."
    look = {"search": "tugas atau perihal", "unit": "tugas", "icon": "clock", "empty": "Tidak ada yang lewat tenggat."}
    return halaman_daftar(request, "Lewat tenggat", intro, "Tugas|Pada|Tenggat", rows, page, **look)


@login_required
@require_safe
def berkas_pemantauan(request: HttpRequest) -> HttpResponse:
    """What the monitoring file holds for a period."""
    ctx = context_of(request)
    periode = pemantauan.periode(request.GET.get("periode", ""), ctx.today)
    berkas = queries.pemantauan(ctx, periode=periode)
    page = {
        "berkas": berkas,
        "saringan": [Saringan("periode", "Periode", pemantauan.pilihan(ctx.today), "Tahun ini")],
        "tabel": [(one, reverse(one.halaman) if one.halaman else "") for one in berkas.tabel],
    }
    return render(request, "kunjungan/pemantauan.html", page)


@login_required
@require_safe
def ekspor_pemantauan(request: HttpRequest) -> HttpResponse:
    """The monitoring file as a signed ZIP."""
    ctx = context_of(request)
    periode = pemantauan.periode(request.GET.get("periode", ""), ctx.today)
    return zip_dari(queries.ekspor_pemantauan(ctx, periode=periode), pemantauan.nama_berkas(periode))
