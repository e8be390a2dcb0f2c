"""Cases as BNSP's officers read them: each page one query, each reading recorded."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from telusur.kernel.accounts.context import context_of
from telusur.kernel.archive.models import StoredFile
from telusur.kernel.archive.views import file_response
from telusur.kernel.base.clock import date_and_time
from telusur.kernel.commands.registry import why_not
from telusur.kernel.forms.models import Rekaman
from telusur.kernel.ui.components.lists import Saringan
from telusur.kernel.ui.components.tables import Sel
from telusur.kernel.ui.registers import (
    Act,
    Detail,
    Part,
    Row,
    detail_page,
    found,
)
from telusur.lsp.manajemen.kunjungan import ekspor, queries
from telusur.lsp.manajemen.kunjungan.catatan import baris_catatan
from telusur.lsp.manajemen.kunjungan.tampilan import daftar_dari, halaman_daftar, pdf, zip_dari
from telusur.lsp.sertifikasi.aplikasi.models import Permohonan
from telusur.lsp.sertifikasi.aplikasi.states import Tahap


@login_required
@require_safe
def kasus(request: HttpRequest) -> HttpResponse:
    """Applications."""
    stage = request.GET.get("tahap", "")
    stage = stage if stage in Tahap.values else ""
    page = queries.kasus(context_of(request), daftar=daftar_dari(request, "kasus", stage))
    rows = [
        [
            Sel(one.nama, url=reverse("kunjungan:buka_kasus", args=[one.pk]), kecil=one.skema_nama),
            Sel(one.nomor, kode=True),
            Sel(one.get_tahap_display()),
            Sel(one.get_status_display()),
        ]
        for one in page
    ]
    heads = "Asesi|Nomor permohonan|Tahap|Keadaan"
    filters = [Saringan("tahap", "Tahap", Tahap.choices)]
    return halaman_daftar(request, "Kasus", "Permohonan yang diajukan di LSP ini.", heads, rows, page, filters=filters)


@login_required
@require_safe
def buka_kasus(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One case: forms, documents, and the way to its trail and its monitoring file."""
    ctx, case = context_of(request), queries.kasus_dengan_id(pk)
    files = queries.buka_kasus(ctx, permohonan=case)
    forms = [
        Row(
            row.definition.title,
            f"{row.code} · versi {row.version}",
            "mute",
            row.get_status_display(),
            reverse("kunjungan:rekaman", args=[case.pk, row.pk]),
        )
        for row in queries.rekaman_dari(case)
    ]
    papers = [
        Row(str(file), f"{date_and_time(file.created_at)} · {file.captured_by}", url=_berkas(case, file))
        for file in files
    ]
    export = Act(
        "Ekspor berkas pemantauan",
        reverse("kunjungan:ekspor", args=[pk]),
        icon="download",
        main=True,
        why=why_not(queries.ekspor_kasus, ctx, case),
    )
    detail = Detail(
        title=f"{case.nama}",
        intro=f"{case.nomor} · {case.skema_nama}",
        tone="info",
        badge=case.get_status_display(),
        back=("Kasus", reverse("kunjungan:kasus")),
        facts=[
            ("Tahap", case.get_tahap_display()),
            ("Skema", case.skema_kode),
            ("Diajukan", date_and_time(case.diajukan_pada) if case.diajukan_pada else "belum"),
            ("Edisi formulir", case.edisi),
        ],
        parts=[Part("Formulir", forms), Part("Dokumen dan berkas", papers)],
        acts=[export, Act("Jejak lengkap", reverse("kunjungan:jejak", args=[pk]), icon="timeline-event")],
    )
    return detail_page(request, detail)


def _berkas(case: Permohonan, file: StoredFile) -> str:
    return f"{reverse('kunjungan:berkas', args=[case.pk, file.pk])}?lihat=1"


@login_required
@require_safe
def jejak(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The timeline of one case."""
    case = queries.kasus_dengan_id(pk)
    stages = queries.buka_jejak(context_of(request), permohonan=case)
    return render(request, "kunjungan/jejak.html", {"permohonan": case, "tahap": stages})


@login_required
@require_safe
def rekaman(request: HttpRequest, pk: UUID, rekaman_id: UUID) -> HttpResponse:
    """One form of a case, as PDF."""
    case = queries.kasus_dengan_id(pk)
    row: Rekaman | None = next((one for one in queries.rekaman_dari(case) if one.pk == rekaman_id), None)
    row = found(row, "Formulir itu bukan bagian kasus ini.")
    return pdf(queries.buka_rekaman(context_of(request), rekaman=row), f"{row.code} versi {row.version}.pdf")


@login_required
@require_safe
def berkas(request: HttpRequest, pk: UUID, file_id: UUID) -> HttpResponse:
    """One file of a case."""
    case = queries.kasus_dengan_id(pk)
    file = next((one for one in queries.berkas_dari(case) if one.pk == file_id), None)
    file = found(file, "Berkas itu bukan bagian kasus ini.")
    return file_response(file, queries.buka_berkas(context_of(request), file=file), in_place="lihat" in request.GET)


@login_required
@require_safe
def ekspor_berkas(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The monitoring file."""
    case = queries.kasus_dengan_id(pk)
    made = queries.ekspor_kasus(context_of(request), permohonan=case)
    return zip_dari(made, ekspor.nama_berkas(case))


@login_required
@require_safe
def saya(request: HttpRequest) -> HttpResponse:
    """What the officer opened here."""
    page = queries.kunjungan_saya(context_of(request), daftar=daftar_dari(request, "kunjungan saya"))
    intro = "Yang Anda buka di LSP ini. LSP membaca catatan yang sama."
    return halaman_daftar(request, "Kunjungan saya", intro, "Tindakan|Petugas|Waktu|Hasil", baris_catatan(page), page)
