"""Pages of reports of LSP: what has arrived, one report in full, who is late, and the answer."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from telusur.bnsp.pengendalian.laporan_lsp import commands, queries
from telusur.bnsp.pengendalian.laporan_lsp.forms import KembalikanForm, TerimaForm
from telusur.bnsp.pengendalian.laporan_lsp.models import LaporanLsp
from telusur.bnsp.pengendalian.laporan_lsp.states import TONES, StatusLaporan
from telusur.bnsp.sertifikasi_lisensi.berkas_lsp.queries import berkas_dari
from telusur.bnsp.sertifikasi_lisensi.berkas_lsp.tampilan import bagian as dokumen
from telusur.bnsp.sertifikasi_lisensi.lisensi import queries as lisensi
from telusur.contract.from_lsp import BERKAS_LAPORAN, JENIS_LAPORAN, LAPORAN_SEMESTER
from telusur.kernel.accounts.context import context_of
from telusur.kernel.base.clock import date_and_time, day_of, long_date
from telusur.kernel.commands.context import Context
from telusur.kernel.reports.pages import AT_ONCE, part_named, table, tables
from telusur.kernel.ui.components.lists import PAGE, Saringan
from telusur.kernel.ui.components.tables import Kolom, Sel
from telusur.kernel.ui.registers import Act, Register, act, act_page, found, list_page, page_of, words_of

JUDUL = "Laporan LSP"
KOLOM = (Kolom("LSP"), Kolom("Laporan"), Kolom("Nomor"), Kolom("Tiba"), Kolom("Keadaan"))
KOLOM_BELUM = (Kolom("LSP"), Kolom("Nomor lisensi"), Kolom("Laporan"), Kolom("Tenggat"), Kolom("Keadaan"))
GET_POST = require_http_methods(["GET", "HEAD", "POST"])


def alamat(row: LaporanLsp) -> str:
    """Where one report is shown."""
    return reverse("laporan_lsp:rinci", args=[row.pk])


def _laporan(pk: UUID) -> LaporanLsp:
    return found(queries.dengan_id(pk), "Laporan itu tidak ada.")


def _periode(ctx: Context, akhir: str) -> queries.Periode:
    """The half-year that the address names by its last day, else the last one."""
    masa = queries.periode_terakhir(ctx.today)
    return next((one for one in masa if one.sampai.isoformat() == akhir), masa[0])


def _nama(periode: queries.Periode) -> str:
    return f"{long_date(periode.dari)} sampai {long_date(periode.sampai)}"


def _saringan_periode(ctx: Context, semua: str = "") -> Saringan:
    pilihan = [(one.sampai.isoformat(), _nama(one)) for one in queries.periode_terakhir(ctx.today)]
    return Saringan("periode", "Periode", pilihan, semua=semua or "Semua periode")


@login_required
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """Every report that arrived."""
    ctx, get = context_of(request), request.GET
    periode = get.get("periode", "")
    rows = queries.daftar(
        ctx,
        cari=words_of(request),
        status=get.get("status", ""),
        jenis=get.get("jenis", ""),
        sampai=_periode(ctx, periode).sampai if periode else None,
        lsp=_lsp_dikenal(get.get("lsp", "")),
    )
    page = page_of(request, rows)
    register = Register(
        title=JUDUL,
        intro="Laporan yang dikirim sistem LSP: angka dan barisnya, dan jawaban Komisi Pengendalian.",
        columns=KOLOM,
        rows=[_baris(row) for row in page],
        search="LSP, nomor lisensi, atau nomor laporan",
        unit="laporan",
        icon="report",
        empty="Laporan LSP muncul di sini begitu sistem LSP mengirimnya.",
        page=page,
        filters=[
            Saringan("status", "Keadaan", StatusLaporan.choices),
            Saringan("jenis", "Jenis", list(JENIS_LAPORAN.items())),
            _saringan_periode(ctx),
            Saringan("lsp", "LSP", lisensi.semua()),
        ],
        acts=[Act("Belum melapor", reverse("laporan_lsp:belum"), icon="clock")],
    )
    return list_page(request, register)


def _lsp_dikenal(pk: str) -> str:
    try:
        return str(UUID(pk)) if pk else ""
    except ValueError:
        return ""


def _baris(row: LaporanLsp) -> list[Sel]:
    return [
        Sel(row.lsp.nama, url=alamat(row), kecil=row.lsp.nomor_lisensi),
        Sel(row.judul),
        Sel(row.nomor, kode=True, kecil=f"Versi {row.versi}" if row.versi > 1 else ""),
        Sel(long_date(day_of(row.tiba_pada))),
        Sel(row.get_status_display(), tone=TONES[StatusLaporan(row.status)]),
    ]


@login_required
@require_safe
def belum(request: HttpRequest) -> HttpResponse:
    """LSP whose six-monthly report has not come (LAP 1.2)."""
    ctx, get = context_of(request), request.GET
    periode, jenis = _periode(ctx, get.get("periode", "")), _jenis(get.get("jenis", ""))
    page = page_of(request, queries.belum(ctx, periode=periode, jenis=jenis, cari=words_of(request)))
    keadaan = ("late", "Terlambat") if ctx.today > periode.tenggat else ("wait", "Belum melapor")
    register = Register(
        title="LSP yang belum melapor",
        intro=f"{LAPORAN_SEMESTER[jenis]}, {_nama(periode)}: ditunggu sampai {long_date(periode.tenggat)}.",
        columns=KOLOM_BELUM,
        rows=[
            [
                Sel(row.nama, url=reverse("lisensi:rinci", args=[row.pk]), kecil=row.kota),
                Sel(row.nomor_lisensi, kode=True),
                Sel(LAPORAN_SEMESTER[jenis]),
                Sel(long_date(periode.tenggat)),
                Sel(keadaan[1], tone=keadaan[0]),
            ]
            for row in page
        ],
        search="nama LSP, kota, atau nomor lisensi",
        unit="LSP",
        icon="circle-check",
        empty="Semua LSP yang lisensinya berlaku sudah melapor.",
        page=page,
        filters=[
            Saringan("jenis", "Jenis", list(LAPORAN_SEMESTER.items()), semua=LAPORAN_SEMESTER[jenis]),
            _saringan_periode(ctx, "Semester terakhir"),
        ],
        acts=[Act("Semua laporan", reverse("laporan_lsp:daftar"), icon="report")],
    )
    return list_page(request, register)


def _jenis(kode: str) -> str:
    return kode if kode in LAPORAN_SEMESTER else queries.JENIS_SEMESTER[0]


@login_required
@require_safe
def rinci(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One report with all its figures and rows."""
    ctx = context_of(request)
    row = queries.buka(ctx, laporan=_laporan(pk))
    page = {
        "laporan": row,
        "tone": TONES[StatusLaporan(row.status)],
        "bagian": tables(row.isi),
        "semua": f"{alamat(row)}bagian/",
        "fakta": _fakta(row),
        "dokumen": dokumen(berkas_dari(row), BERKAS_LAPORAN),
        "versi": queries.versi_lain(row),
        "tindakan": [
            *act(ctx, commands.terima, "Nyatakan diterima", _ke(row, "terima"), row, icon="check", main=True),
            *act(ctx, commands.kembalikan, "Minta perbaikan", _ke(row, "kembalikan"), row, icon="arrow-back-up"),
        ]
        if row.status == StatusLaporan.MENUNGGU
        else [],
    }
    return render(request, "laporan_lsp/rinci.html", page)


@login_required
@require_safe
def bagian(request: HttpRequest, pk: UUID, kode: str) -> HttpResponse:
    """Every row of one part, page by page."""
    ctx = context_of(request)
    row = queries.buka(ctx, laporan=_laporan(pk))
    part = part_named(row.isi, kode)
    page = Paginator(range(len(part["rows"])), AT_ONCE).get_page(request.GET.get(PAGE))
    content = {"laporan": row, "bagian": table(part, list(page)), "page": page}
    return render(request, "laporan_lsp/bagian.html", content)


def _ke(row: LaporanLsp, nama: str) -> str:
    return reverse("laporan_lsp:tindakan", args=[row.pk, nama])


def _masa(dari: date, sampai: date) -> str:
    return f"{long_date(dari)} sampai {long_date(sampai)}"


def _fakta(row: LaporanLsp) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = [
        ("LSP", row.lsp.nama, row.lsp.nomor_lisensi),
        ("Periode", _masa(row.dari, row.sampai)),
        ("Tanggal laporan", long_date(row.tanggal)),
        ("Penanggung jawab", row.penanggung_jawab),
        ("Tim penyusun", ", ".join(row.tim)),
        ("Tiba", date_and_time(row.tiba_pada)),
    ]
    if row.angkatan:
        found.insert(2, ("Permohonan blanko", row.angkatan))
    if row.catatan:
        found.append(("Catatan LSP", row.catatan))
    if row.diperiksa_pada:
        found.append(("Diperiksa", row.diperiksa_oleh, date_and_time(row.diperiksa_pada)))
    return found


TINDAKAN: dict[str, tuple[Any, Any, str, str]] = {
    "terima": (commands.terima, TerimaForm, "Nyatakan diterima", "Laporan diterima; LSP diberi tahu lewat sistemnya."),
    "kembalikan": (
        commands.kembalikan,
        KembalikanForm,
        "Minta perbaikan",
        "Laporan dikembalikan; LSP diberi tahu lewat sistemnya.",
    ),
}


@login_required
@GET_POST
def tindakan(request: HttpRequest, pk: UUID, nama: str) -> HttpResponse:
    """The commission's answer."""
    row = _laporan(pk)
    command, form, title, success = found(TINDAKAN.get(nama), "Tindakan itu tidak dikenal.")
    return act_page(
        request,
        command,
        form(request.POST if request.method == "POST" else None),
        title=title,
        button=title,
        success=success,
        back=(row.judul, alamat(row)),
        next=alamat(row),
        intro=f"{row.lsp.nama}, {row.nomor}",
        laporan=row,
    )
