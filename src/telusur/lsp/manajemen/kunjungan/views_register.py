"""The registers of the LSP as BNSP's officers read them: each page one query, each reading recorded."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from telusur.kernel.accounts.context import context_of
from telusur.kernel.base.clock import long_date
from telusur.kernel.base.errors import NotFound
from telusur.kernel.ui.components.tables import Sel
from telusur.kernel.ui.registers import (
    Detail,
    Part,
    Row,
    detail_page,
    found,
)
from telusur.lsp.administrasi.umum.models import LingkupLisensi
from telusur.lsp.administrasi.umum.queries import keadaan_lisensi
from telusur.lsp.administrasi.umum.states import JenisTangan, StatusLingkup
from telusur.lsp.administrasi.umum.tangan import bertanda, tangan_dari
from telusur.lsp.manajemen.kunjungan import queries
from telusur.lsp.manajemen.kunjungan.queries import Daftar
from telusur.lsp.manajemen.kunjungan.tampilan import TONES, daftar_dari, halaman_daftar, ke_kasus


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
    """The institution: profile, licence, scope, who holds which office."""
    ctx = context_of(request)
    now = queries.lisensi(ctx, daftar=Daftar("profil, lisensi, dan lingkup"))
    if not now.lisensi:
        raise NotFound("LSP ini belum mencatat lisensinya.")
    (words, tone), lembaga, berlaku = keadaan_lisensi(ctx.today), now.profil, now.lisensi[0]
    scope = [
        Row(one.skema_nama, f"{one.skema_kode} · sejak {long_date(one.sejak)}", _tone(one), one.get_status_display())
        for one in now.lingkup
    ]
    detail = Detail(
        title="Profil, lisensi, dan lingkup",
        intro="Seperti tercatat di sistem LSP ini saat ini.",
        tone=tone,
        badge=words,
        back=("Ringkasan", reverse("kunjungan:ringkasan")),
        facts=[
            ("LSP", lembaga.nama, f"{lembaga.get_jenis_display()} {lembaga.lembaga_induk}".strip()),
            ("Alamat", f"{lembaga.alamat}, {lembaga.kota}"),
            ("Hubungan", lembaga.email, lembaga.telepon),
            ("Nomor lisensi", berlaku.nomor),
            ("SK lisensi", berlaku.nomor_sk, long_date(berlaku.tanggal_sk)),
            ("Berlaku", f"{long_date(berlaku.berlaku_dari)} sampai {long_date(berlaku.berlaku_sampai)}"),
        ],
        parts=[
            Part("Lingkup", scope),
            Part("Pengelola", [Row(nama, peran) for nama, peran in now.pejabat]),
            Part("Lisensi terdahulu", [Row(one.nomor, one.nomor_sk) for one in now.lisensi[1:]], "Tidak ada."),
        ],
    )
    return detail_page(request, detail)


def _tone(lingkup: LingkupLisensi) -> str:
    return "ok" if lingkup.status == StatusLingkup.AKTIF else "wait"


@login_required
@require_safe
def skema(request: HttpRequest) -> HttpResponse:
    """Skema."""
    page = queries.skema(context_of(request), daftar=daftar_dari(request, "skema"))
    rows = [
        [
            Sel(one.nama_id, kecil=one.get_jenis_display()),
            Sel(one.kode, kode=True),
            Sel(f"{one.acuan_nomor} Tahun {one.acuan_tahun}", kecil=one.acuan_judul),
            Sel(f"versi {one.versi}", kecil=one.get_status_display()),
        ]
        for one in page
    ]
    return halaman_daftar(
        request, "Skema", "Skema LSP ini dan standar acuannya.", "Skema|Nomor|Standar acuan|Versi", rows, page
    )


@login_required
@require_safe
def asesor(request: HttpRequest) -> HttpResponse:
    """Assessors."""
    page = queries.asesor(context_of(request), daftar=daftar_dari(request, "asesor"))
    ditulis = tangan_dari(JenisTangan.ASESOR, {one.pk: one.sebagai_nilai for one in page})
    sampai = {one.pk: long_date(one.berlaku_sampai) if one.berlaku_sampai else "belum tercatat" for one in page}
    sampai |= {pk: f"{sampai[pk]} ({catatan.sebutan})" for pk, catatan in ditulis.items()}
    rows = [
        [
            Sel(one.orang.name),
            Sel(one.no_reg, kode=True),
            Sel(", ".join(sorted({scope.skema_kode for scope in one.lingkup.all()})) or "belum ada"),
            Sel(sampai[one.pk]),
            Sel(one.get_status_display()),
        ]
        for one in page
    ]
    heads = "Asesor|Nomor registrasi|Lingkup skema|Berlaku sampai|Keadaan"
    return halaman_daftar(request, "Asesor", "Asesor kompetensi LSP ini.", heads, rows, page)


@login_required
@require_safe
def tuk(request: HttpRequest) -> HttpResponse:
    """Places of assessment."""
    page = queries.tuk(context_of(request), daftar=daftar_dari(request, "TUK"))
    rows = [
        [
            Sel(one.nama, url=reverse("kunjungan:buka_tuk", args=[one.pk]), kecil=one.get_jenis_display()),
            Sel(one.kode, kode=True),
            Sel(one.kota),
            Sel("Aktif" if one.aktif else "Tidak aktif"),
        ]
        for one in page
    ]
    return halaman_daftar(request, "TUK", "Tempat uji kompetensi LSP ini.", "TUK|Kode|Kota|Keadaan", rows, page)


@login_required
@require_safe
def buka_tuk(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One place with its verifications."""
    place = found(queries.tuk_dengan_id(pk), "TUK itu tidak ada.")
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
    page = queries.jadwal(context_of(request), daftar=daftar_dari(request, "jadwal"))
    bnsp = bertanda(JenisTangan.JADWAL, {one.pk: one.bnsp_nomor for one in page})
    rows = [
        [
            Sel(one.nomor, url=reverse("kunjungan:buka_jadwal", args=[one.pk]), kecil=one.skema.nama_id),
            Sel(long_date(one.tanggal), kecil=one.rentang),
            Sel(one.tuk.nama),
            Sel(one.asesor.orang.name),
            Sel(one.get_status_display(), kecil=bnsp[one.pk]),
        ]
        for one in page
    ]
    return halaman_daftar(request, "Jadwal", "Jadwal asesmen LSP ini.", "Jadwal|Hari|TUK|Asesor|Keadaan", rows, page)


@login_required
@require_safe
def buka_jadwal(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One schedule with those on it."""
    row = found(queries.jadwal_dengan_id(pk), "Jadwal itu tidak ada.")
    ctx = context_of(request)
    people = queries.buka_jadwal(ctx, sesi=row)
    detail = Detail(
        title=row.nomor,
        intro=row.skema.nama_id,
        tone="info",
        badge=row.get_status_display(),
        back=("Jadwal", reverse("kunjungan:jadwal")),
        facts=[
            ("Hari", long_date(row.tanggal), row.rentang),
            ("TUK", row.tuk.nama, row.tuk.kota),
            ("Asesor", row.asesor.orang.name, row.asesor.no_reg),
            ("Nomor pencatatan BNSP", bertanda(JenisTangan.JADWAL, {row.pk: row.bnsp_nomor})[row.pk] or "belum ada"),
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
                        ke_kasus(ctx, one.permohonan_id),
                    )
                    for one in people
                ],
            )
        ],
    )
    return detail_page(request, detail)


@login_required
@require_safe
def sertifikat(request: HttpRequest) -> HttpResponse:
    """Certificates issued."""
    ctx = context_of(request)
    page = queries.sertifikat(ctx, daftar=daftar_dari(request, "sertifikat"))
    rows = []
    for one in page:
        state, case = one.keadaan(ctx.today), ke_kasus(ctx, one.permohonan_id)
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
    return halaman_daftar(request, "Sertifikat", "Sertifikat yang sudah terbit di LSP ini.", heads, rows, page)
