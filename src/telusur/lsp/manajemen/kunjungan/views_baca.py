"""The pages of BNSP's officers: each one query, each reading recorded."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from telusur.kernel.accounts.context import context_of
from telusur.kernel.archive.models import StoredFile
from telusur.kernel.archive.views import file_response
from telusur.kernel.base.clock import date_and_time, long_date
from telusur.kernel.base.errors import NotFound
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.registry import why_not, why_not_by_role
from telusur.kernel.forms.models import Rekaman
from telusur.kernel.ui.components.lists import PAGE, Saringan
from telusur.kernel.ui.components.tables import Kolom, Sel
from telusur.kernel.ui.registers import (
    Act,
    Detail,
    Part,
    Register,
    Row,
    detail_page,
    found,
    list_page,
    words_of,
)
from telusur.lsp.administrasi.tuk.models import Tuk
from telusur.lsp.administrasi.umum.queries import keadaan_lisensi
from telusur.lsp.manajemen.kunjungan import ekspor, queries
from telusur.lsp.manajemen.kunjungan.catatan import baris_catatan
from telusur.lsp.manajemen.kunjungan.queries import Daftar
from telusur.lsp.sertifikasi.aplikasi.models import Permohonan
from telusur.lsp.sertifikasi.aplikasi.states import Tahap
from telusur.lsp.sertifikasi.jadwal.models import Jadwal

TONES = {"berlaku": "ok", "kedaluwarsa": "mute", "dibekukan": "wait", "dicabut": "late"}


def _daftar(request: HttpRequest, nama: str, saringan: str = "") -> Daftar:
    return Daftar(nama, words_of(request), saringan, request.GET.get(PAGE, "1"))


def _list(
    request: HttpRequest, title: str, intro: str, columns: str, rows: list[list[Sel]], page: Page[Any], **more: Any
) -> HttpResponse:
    look = {"search": "nama atau nomor", "unit": "baris", "icon": "list-search", "empty": "LSP ini belum mencatatnya."}
    heads = [Kolom(one) for one in columns.split("|")]
    return list_page(
        request, Register(title=title, intro=intro, columns=heads, rows=rows, page=page, **{**look, **more})
    )


@login_required
@require_safe
def ringkasan(request: HttpRequest) -> HttpResponse:
    """Home of an officer: the figures of this moment."""
    ctx = context_of(request)
    figures = queries.ringkasan(ctx, daftar=Daftar("ringkasan"))
    return render(request, "kunjungan/ringkasan.html", {"angka": figures, "pada": ctx.at})


@login_required
@require_safe
def lisensi(request: HttpRequest) -> HttpResponse:
    """Licence and scope."""
    ctx = context_of(request)
    licences, scope = queries.lisensi(ctx, daftar=Daftar("lisensi dan lingkup"))
    if not licences:
        raise NotFound("LSP ini belum mencatat lisensinya.")
    words, tone = keadaan_lisensi(ctx.today)
    now = licences[0]
    detail = Detail(
        title="Lisensi dan lingkup",
        intro="Seperti tercatat di sistem LSP ini saat ini.",
        tone=tone,
        badge=words,
        back=("Ringkasan", reverse("kunjungan:ringkasan")),
        facts=[
            ("Nomor lisensi", now.nomor),
            ("SK lisensi", now.nomor_sk, long_date(now.tanggal_sk)),
            ("Berlaku", f"{long_date(now.berlaku_dari)} sampai {long_date(now.berlaku_sampai)}"),
        ],
        parts=[
            Part(
                "Lingkup",
                [
                    Row(
                        one.skema_nama,
                        f"{one.skema_kode} · sejak {long_date(one.sejak)}",
                        "mute",
                        one.get_status_display(),
                    )
                    for one in scope
                ],
            ),
            Part("Lisensi terdahulu", [Row(one.nomor, one.nomor_sk) for one in licences[1:]], "Tidak ada."),
        ],
    )
    return detail_page(request, detail)


@login_required
@require_safe
def skema(request: HttpRequest) -> HttpResponse:
    """Skema."""
    page = queries.skema(context_of(request), daftar=_daftar(request, "skema"))
    rows = [
        [
            Sel(one.nama_id, kecil=one.get_jenis_display()),
            Sel(one.kode, kode=True),
            Sel(f"{one.acuan_nomor} Tahun {one.acuan_tahun}", kecil=one.acuan_judul),
            Sel(f"versi {one.versi}", kecil=one.get_status_display()),
        ]
        for one in page
    ]
    return _list(request, "Skema", "Skema LSP ini dan standar acuannya.", "Skema|Nomor|Standar acuan|Versi", rows, page)


@login_required
@require_safe
def asesor(request: HttpRequest) -> HttpResponse:
    """Assessors."""
    page = queries.asesor(context_of(request), daftar=_daftar(request, "asesor"))
    rows = [
        [
            Sel(one.orang.name),
            Sel(one.no_reg, kode=True),
            Sel(", ".join(sorted({scope.skema_kode for scope in one.lingkup.all()})) or "belum ada"),
            Sel(long_date(one.berlaku_sampai)),
            Sel(one.get_status_display()),
        ]
        for one in page
    ]
    heads = "Asesor|Nomor registrasi|Lingkup skema|Berlaku sampai|Keadaan"
    return _list(request, "Asesor", "Asesor kompetensi LSP ini.", heads, rows, page)


@login_required
@require_safe
def tuk(request: HttpRequest) -> HttpResponse:
    """Places of assessment."""
    page = queries.tuk(context_of(request), daftar=_daftar(request, "TUK"))
    rows = [
        [
            Sel(one.nama, url=reverse("kunjungan:buka_tuk", args=[one.pk]), kecil=one.get_jenis_display()),
            Sel(one.kode, kode=True),
            Sel(one.kota),
            Sel("Aktif" if one.aktif else "Tidak aktif"),
        ]
        for one in page
    ]
    return _list(request, "TUK", "Tempat uji kompetensi LSP ini.", "TUK|Kode|Kota|Keadaan", rows, page)


@login_required
@require_safe
def buka_tuk(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One place with its verifications."""
    place = found(Tuk.objects.filter(pk=pk).first(), "TUK itu tidak ada.")
    checks = queries.buka_tuk(context_of(request), tempat=place)
    rows = [
        Row(one.skema.nama_id, f"{long_date(one.tanggal)} · {one.verifikator}", "mute", one.get_status_display())
        for one in checks
    ]
    detail = Detail(
        title=place.nama,
        intro=place.get_jenis_display(),
        tone="ok" if place.aktif else "mute",
        badge="Aktif" if place.aktif else "Tidak aktif",
        back=("TUK", reverse("kunjungan:tuk")),
        facts=[("Kode", place.kode), ("Alamat", f"{place.alamat}, {place.kota}"), ("Kapasitas", place.kapasitas)],
        parts=[Part("Verifikasi", rows)],
    )
    return detail_page(request, detail)


@login_required
@require_safe
def jadwal(request: HttpRequest) -> HttpResponse:
    """Schedules."""
    page = queries.jadwal(context_of(request), daftar=_daftar(request, "jadwal"))
    rows = [
        [
            Sel(one.nomor, url=reverse("kunjungan:buka_jadwal", args=[one.pk]), kecil=one.skema.nama_id),
            Sel(long_date(one.tanggal), kecil=f"{one.jam_mulai:%H.%M} sampai {one.jam_selesai:%H.%M}"),
            Sel(one.tuk.nama),
            Sel(one.asesor.orang.name),
            Sel(one.get_status_display(), kecil=one.bnsp_nomor),
        ]
        for one in page
    ]
    return _list(request, "Jadwal", "Jadwal asesmen LSP ini.", "Jadwal|Hari|TUK|Asesor|Keadaan", rows, page)


@login_required
@require_safe
def buka_jadwal(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One schedule with those on it."""
    row = found(
        Jadwal.objects.select_related("asesor__orang", "tuk", "skema").filter(pk=pk).first(), "Jadwal itu tidak ada."
    )
    ctx = context_of(request)
    people = queries.buka_jadwal(ctx, sesi=row)
    detail = Detail(
        title=row.nomor,
        intro=row.skema.nama_id,
        tone="info",
        badge=row.get_status_display(),
        back=("Jadwal", reverse("kunjungan:jadwal")),
        facts=[
            ("Hari", long_date(row.tanggal), f"{row.jam_mulai:%H.%M} sampai {row.jam_selesai:%H.%M}"),
            ("TUK", row.tuk.nama, row.tuk.kota),
            ("Asesor", row.asesor.orang.name, row.asesor.no_reg),
            ("Nomor pencatatan BNSP", row.bnsp_nomor or "belum ada"),
        ],
        parts=[
            Part(
                "Asesi",
                [
                    Row(
                        one.permohonan.nama,
                        one.permohonan.nomor,
                        "mute",
                        one.get_kehadiran_display(),
                        _ke_kasus(ctx, one.permohonan_id),
                    )
                    for one in people
                ],
            )
        ],
    )
    return detail_page(request, detail)


def _ke_kasus(ctx: Context, pk: UUID) -> str:
    """The address of a case for whoever may open it."""
    return "" if why_not_by_role(queries.buka_kasus, ctx) else reverse("kunjungan:buka_kasus", args=[pk])


@login_required
@require_safe
def sertifikat(request: HttpRequest) -> HttpResponse:
    """Certificates issued."""
    ctx = context_of(request)
    page = queries.sertifikat(ctx, daftar=_daftar(request, "sertifikat"))
    rows = []
    for one in page:
        state, case = one.keadaan(ctx.today), _ke_kasus(ctx, one.permohonan_id)
        rows.append(
            [
                Sel(one.nama, url=case, kecil=one.skema_nama),
                Sel(one.nomor, kode=True, kecil=one.nomor_registrasi),
                Sel(long_date(one.tanggal_terbit)),
                Sel(long_date(one.berlaku_sampai)),
                Sel(state.capitalize(), tone=TONES.get(state, "mute")),
            ]
        )
    heads = "Pemegang|Nomor|Terbit|Berlaku sampai|Keadaan"
    return _list(request, "Sertifikat", "Sertifikat yang sudah terbit di LSP ini.", heads, rows, page)


@login_required
@require_safe
def kasus(request: HttpRequest) -> HttpResponse:
    """Applications."""
    stage = request.GET.get("tahap", "")
    stage = stage if stage in Tahap.values else ""
    page = queries.kasus(context_of(request), daftar=_daftar(request, "kasus", stage))
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
    return _list(request, "Kasus", "Permohonan yang diajukan di LSP ini.", heads, rows, page, filters=filters)


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
    return _pdf(queries.buka_rekaman(context_of(request), rekaman=row), f"{row.code} versi {row.version}.pdf")


def _pdf(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = content_disposition_header(False, name) or "inline"
    answer["Cache-Control"] = "private, no-store"
    return answer


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
    answer = HttpResponse(made.content, content_type="application/zip")
    answer["Content-Disposition"] = content_disposition_header(True, ekspor.nama_berkas(case)) or "attachment"
    answer["Cache-Control"] = "private, no-store"
    return answer


@login_required
@require_safe
def saya(request: HttpRequest) -> HttpResponse:
    """What the officer opened here."""
    page = queries.kunjungan_saya(context_of(request), daftar=_daftar(request, "kunjungan saya"))
    intro = "Yang Anda buka di LSP ini. LSP membaca catatan yang sama."
    return _list(request, "Kunjungan saya", intro, "Tindakan|Petugas|Waktu|Hasil", baris_catatan(page), page)
