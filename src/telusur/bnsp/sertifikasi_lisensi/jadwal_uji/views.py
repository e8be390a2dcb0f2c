"""Pages of announced schedules."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from telusur.bnsp.isian import AlasanForm, baris_kode
from telusur.bnsp.sertifikasi_lisensi.jadwal_uji import commands, queries
from telusur.bnsp.sertifikasi_lisensi.jadwal_uji.forms import JadwalForm
from telusur.bnsp.sertifikasi_lisensi.jadwal_uji.models import JadwalUji
from telusur.bnsp.sertifikasi_lisensi.jadwal_uji.states import TONES, StatusJadwal
from telusur.bnsp.sertifikasi_lisensi.lisensi import queries as lisensi
from telusur.kernel.accounts.context import context_of
from telusur.kernel.base.clock import date_and_time, long_date
from telusur.kernel.ui.components.lists import Saringan
from telusur.kernel.ui.components.tables import Kolom, Sel
from telusur.kernel.ui.registers import (
    Detail,
    Part,
    Register,
    Row,
    act,
    act_page,
    detail_page,
    found,
    list_page,
    page_of,
    words_of,
)

KOLOM = (
    Kolom("Nomor"),
    Kolom("LSP"),
    Kolom("Skema"),
    Kolom("TUK"),
    Kolom("Hari"),
    Kolom("Asesi", kanan=True),
    Kolom("Keadaan"),
)
GET_POST = require_http_methods(["GET", "HEAD", "POST"])


def _jadwal(pk: UUID) -> JadwalUji:
    return found(queries.dengan_id(pk), "Jadwal itu tidak ada di register.")


def alamat(jadwal: JadwalUji) -> str:
    """Where one schedule is shown."""
    return reverse("jadwal_uji:rinci", args=[jadwal.pk])


def _hari(row: JadwalUji) -> str:
    return (
        long_date(row.mulai) if row.mulai == row.selesai else f"{long_date(row.mulai)} sampai {long_date(row.selesai)}"
    )


@login_required
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """The register."""
    ctx, get = context_of(request), request.GET
    rows = queries.register(ctx, cari=words_of(request), waktu=get.get("waktu", ""), status=get.get("status", ""))
    page = page_of(request, rows)
    register = Register(
        title="Jadwal uji",
        intro="Uji yang diberitahukan LSP. Uji tanpa nomor BNSP tidak boleh dimulai.",
        columns=KOLOM,
        rows=[
            [
                Sel(row.nomor, url=alamat(row), kecil=row.nomor_lsp),
                Sel(row.lsp.nama),
                Sel(row.skema_nama),
                Sel(row.tuk.nama),
                Sel(_hari(row)),
                Sel(row.jumlah_asesi),
                Sel(row.get_status_display(), tone=TONES[StatusJadwal(row.status)]),
            ]
            for row in page
        ],
        search="nomor BNSP, LSP, atau skema",
        unit="jadwal",
        icon="calendar-event",
        empty="Jadwal masuk lewat sistem LSP, atau dicatat operator.",
        page=page,
        filters=[
            Saringan("waktu", "Waktu", list(queries.WAKTU.items()), "Semua waktu"),
            Saringan("status", "Keadaan", StatusJadwal.choices),
        ],
        acts=act(ctx, commands.catat, "Catat jadwal", reverse("jadwal_uji:baru"), icon="plus", main=True),
    )
    return list_page(request, register)


@login_required
@require_safe
def rinci(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One schedule with its asesor and asesi."""
    ctx = context_of(request)
    row = queries.buka(ctx, jadwal=_jadwal(pk))
    detail = Detail(
        title=row.nomor,
        intro=f"{row.skema_nama} · {_hari(row)}",
        tone=TONES[StatusJadwal(row.status)],
        badge=row.get_status_display(),
        back=("Jadwal uji", reverse("jadwal_uji:daftar")),
        facts=[
            ("LSP", row.lsp.nama),
            ("Nomor pada LSP", row.nomor_lsp),
            ("Nomor skema", row.skema_kode),
            ("TUK", f"{row.tuk.nama} ({row.tuk.get_jenis_display()})", f"{row.tuk.alamat}, {row.tuk.kota}"),
            ("Diterima", date_and_time(row.diterima_pada)),
        ],
        parts=[
            Part("Asesor", [Row(one.nama, one.nomor_registrasi) for one in row.asesor.all()]),
            Part(f"Asesi ({row.jumlah_asesi})", [Row(one["nama"], one["registrasi"]) for one in row.asesi]),
        ],
        acts=act(
            ctx, commands.batalkan, "Batalkan jadwal", reverse("jadwal_uji:batalkan", args=[row.pk]), row, danger=True
        ),
    )
    return detail_page(request, detail)


def _bersih(data: dict[str, Any]) -> dict[str, Any]:
    asesi = [{"nama": nama} for nama in baris_kode(data["asesi"])]
    return {**data, "lsp": lisensi.dengan_id(data["lsp"]), "asesor": baris_kode(data["asesor"]), "asesi": asesi}


@login_required
@GET_POST
def baru(request: HttpRequest) -> HttpResponse:
    """Enter a schedule for an LSP whose system does not."""
    return act_page(
        request,
        commands.catat,
        JadwalForm(request.POST or None, lsp=lisensi.tanpa_sambungan()),
        title="Catat jadwal uji",
        button="Catat jadwal",
        success="Jadwal tercatat dan bernomor.",
        back=("Jadwal uji", reverse("jadwal_uji:daftar")),
        next=alamat,
        clean=_bersih,
    )


@login_required
@GET_POST
def batalkan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Call it off."""
    row = _jadwal(pk)
    return act_page(
        request,
        commands.batalkan,
        AlasanForm(request.POST or None),
        title="Batalkan jadwal",
        button="Batalkan jadwal",
        success="Jadwal dibatalkan. Nomornya tidak dipakai lagi.",
        back=(row.nomor, alamat(row)),
        next=alamat(row),
        danger=True,
        jadwal=row,
    )
