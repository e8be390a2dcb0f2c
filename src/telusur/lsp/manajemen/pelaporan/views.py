"""Pages of reports: what is due, one report with everything it was counted from, and each act on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from telusur.contract.from_lsp import LAPORAN
from telusur.kernel.accounts.context import context_of
from telusur.kernel.base.clock import day_of, long_date
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.grants import grants_read_once
from telusur.kernel.exchange.queries import standing
from telusur.kernel.reports.pages import AT_ONCE, behind, part_named, table, tables
from telusur.kernel.reports.sheets import CONTENT_TYPE, workbook
from telusur.kernel.ui.acts import perform
from telusur.kernel.ui.components.lists import PAGE, Saringan
from telusur.kernel.ui.components.tables import Kolom, Sel
from telusur.kernel.ui.registers import Act, Register, act, act_page, list_page, page_of, words_of
from telusur.lsp.administrasi.umum.states import JenisTangan
from telusur.lsp.administrasi.umum.tangan import tangan
from telusur.lsp.manajemen.pelaporan import commands, documents, queries
from telusur.lsp.manajemen.pelaporan.forms import AlasanForm, JawabanForm, KosongForm, SemesterForm, SusunForm
from telusur.lsp.manajemen.pelaporan.jenis import JENIS
from telusur.lsp.manajemen.pelaporan.models import Laporan
from telusur.lsp.manajemen.pelaporan.periode import Semester, semester_dari
from telusur.lsp.manajemen.pelaporan.states import BELUM_DIKIRIM, JAWABAN, SUDAH_FINAL, TONES, StatusLaporan

GET_POST = require_http_methods(["GET", "HEAD", "POST"])
JUDUL = "Laporan ke BNSP"
KOLOM = (Kolom("Laporan"), Kolom("Nomor"), Kolom("Tenggat"), Kolom("Dikirim"), Kolom("Keadaan"))
SEMESTER_DITAWARKAN = 4


def alamat(laporan: Laporan) -> str:
    """Where one report is shown."""
    return reverse("pelaporan:rinci", args=[laporan.pk])


def _terlambat(ctx: Context, row: Laporan) -> bool:
    return row.status in BELUM_DIKIRIM and row.tenggat < ctx.at


@login_required
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """Every report with the day it is due; what is late says so."""
    ctx, get = context_of(request), request.GET
    rows = queries.daftar(ctx, cari=words_of(request), jenis=get.get("jenis", ""), status=get.get("keadaan", ""))
    page = page_of(request, rows)
    register = Register(
        title=JUDUL,
        intro="Laporan enam bulanan (Januari dan Juli) dan laporan tiap penerbitan sertifikat.",
        columns=KOLOM,
        rows=[_baris(ctx, row) for row in page],
        search="nomor laporan atau permohonan blanko",
        unit="laporan",
        icon="report",
        empty="Laporan disiapkan sendiri setelah semester berakhir atau sertifikat satu SK terbit semua.",
        page=page,
        filters=[
            Saringan("jenis", "Jenis", [(kode, one.nama) for kode, one in JENIS.items()]),
            Saringan("keadaan", "Keadaan", [(queries.TERLAMBAT, "Terlambat"), *StatusLaporan.choices]),
        ],
        acts=act(ctx, commands.siapkan_semester, "Buat laporan", reverse("pelaporan:baru"), icon="plus", main=True),
    )
    return list_page(request, register)


def _baris(ctx: Context, row: Laporan) -> list[Sel]:
    keadaan = Sel(row.get_status_display(), tone=TONES[StatusLaporan(row.status)])
    if _terlambat(ctx, row):
        keadaan = Sel("Terlambat", tone="late", kecil=row.get_status_display())
    return [
        Sel(row.judul, url=alamat(row), kecil=f"Versi {row.versi}" if row.versi > 1 else ""),
        Sel(row.nomor or "belum", kode=bool(row.nomor)),
        Sel(long_date(day_of(row.tenggat))),
        Sel(long_date(day_of(row.dikirim_pada)) if row.dikirim_pada else "belum"),
        keadaan,
    ]


@login_required
@require_safe
def rinci(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One report: its figures and rows, who made it, how it stands at BNSP, and what can be done."""
    ctx, row = context_of(request), queries.dengan_id(pk)
    isi = queries.buka(ctx, laporan=row)

    def angka_di(bagian: str, baris: int, kolom: int) -> str:
        return reverse("pelaporan:angka", args=[row.pk, bagian, baris, kolom])

    with grants_read_once():
        page = {
            "laporan": row,
            "tone": TONES[StatusLaporan(row.status)],
            "terlambat": _terlambat(ctx, row),
            "terkunci": row.status in SUDAH_FINAL,
            "fakta": documents.fakta(row),
            "bagian": [one for one in tables(isi, angka_di) if one.code in _tercetak(isi)],
            "semua": f"{alamat(row)}bagian/",
            "jenis": JENIS[row.jenis],
            "pedoman": queries.pedoman_laporan(),
            "kiriman": standing(to=settings.BNSP_CODE, kind=LAPORAN.kind, key=str(row.pk)) if row.kiriman else None,
            "versi": queries.versi_lain(row),
            "tangan": tangan(JenisTangan.LAPORAN, row.pk, JAWABAN.get(row.status, "")) if row.dijawab_pada else None,
            "tindakan": _tindakan(ctx, row),
        }
        return render(request, "pelaporan/rinci.html", page)


def _tercetak(isi: dict[str, Any]) -> set[str]:
    return {part["code"] for part in queries.tercetak(isi)}


def _tindakan(ctx: Context, row: Laporan) -> list[Act]:
    """What can be done with it in its state; the rest of its life is not offered."""

    def ke(nama: str) -> str:
        return reverse(f"pelaporan:{nama}", args=[row.pk])

    if row.status == StatusLaporan.DRAF:
        ada = bool(row.tim)
        return [
            *act(ctx, commands.susun, "Tim dan catatan", ke("susun"), row, icon="users", main=not ada),
            *act(ctx, commands.finalkan, "Finalkan", ke("finalkan"), row, icon="signature", main=ada),
            *(act(ctx, commands.batalkan, "Batalkan draf", ke("batalkan"), row, icon="circle-x", danger=True)),
        ]
    if row.status == StatusLaporan.PERLU_PERBAIKAN:
        return act(ctx, commands.perbaiki, "Buat versi baru", ke("perbaiki"), row, icon="refresh", main=True)
    if row.status == StatusLaporan.FINAL:
        return act(ctx, commands.kirim, "Kirim ke BNSP", ke("kirim"), row, icon="send", main=True)
    if row.status == StatusLaporan.TERKIRIM:
        lagi = act(ctx, commands.kirim, "Kirim lagi", ke("kirim"), row, icon="send")
        jawab = act(ctx, commands.catat_jawaban, "Catat jawaban BNSP", ke("jawaban"), row, icon="pencil")
        return [one for one in (*lagi, *jawab) if one.why is None]
    return []


@login_required
@require_safe
def angka(request: HttpRequest, pk: UUID, bagian: str, baris: int, kolom: int) -> HttpResponse:
    """The rows one figure was counted from (LAP 1)."""
    ctx, row = context_of(request), queries.dengan_id(pk)
    judul, part, nomor = behind(queries.buka(ctx, laporan=row), bagian, baris, kolom)
    return _baris_bagian(request, row, judul, f"Angka {len(nomor)} dihitung dari baris di bawah ini.", part, nomor)


@login_required
@require_safe
def bagian(request: HttpRequest, pk: UUID, kode: str) -> HttpResponse:
    """Every row of one part, page by page."""
    ctx, row = context_of(request), queries.dengan_id(pk)
    part = part_named(queries.buka(ctx, laporan=row), kode)
    return _baris_bagian(request, row, part["title"], "Semua baris bagian ini.", part, range(len(part["rows"])))


def _baris_bagian(
    request: HttpRequest, row: Laporan, judul: str, kalimat: str, part: dict[str, Any], nomor: Sequence[int]
) -> HttpResponse:
    page = Paginator(nomor, AT_ONCE).get_page(request.GET.get(PAGE))
    tampil = table(part, list(page), lambda *tempat: reverse("pelaporan:angka", args=[row.pk, *tempat]))
    content = {"laporan": row, "judul": judul, "kalimat": kalimat, "bagian": tampil, "page": page}
    return render(request, "pelaporan/angka.html", content)


@login_required
@require_safe
def lembar_kerja(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The report as a spreadsheet; who took it along is recorded."""
    ctx, row = context_of(request), queries.dengan_id(pk)
    isi = queries.unduh(ctx, laporan=row)
    data = workbook(
        title=str(row), at=row.difinalkan_pada or ctx.at, facts=documents.fakta(row), parts=queries.tercetak(isi)
    )
    name = f"{slugify(row.nomor or 'draf')}-{slugify(str(row))}.xlsx"
    return HttpResponse(
        data,
        content_type=CONTENT_TYPE,
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"},
    )


def _semester_ditawarkan(ctx: Context) -> list[Semester]:
    found = [semester_dari(ctx.today)]
    while len(found) < SEMESTER_DITAWARKAN:
        found.append(found[-1].sebelumnya)
    return found[1:]


@login_required
@GET_POST
def baru(request: HttpRequest) -> HttpResponse:
    """Begin a six-monthly report by hand."""
    pilihan = _semester_ditawarkan(context_of(request))
    akhir = {one.sampai.isoformat(): one.sampai for one in pilihan}
    return act_page(
        request,
        commands.siapkan_semester,
        SemesterForm(request.POST or None, semester=pilihan),
        title="Buat laporan",
        button="Siapkan draf",
        success="Draf disiapkan dari data sertifikat. Periksa angkanya, lalu tetapkan tim penyusun.",
        back=(JUDUL, reverse("pelaporan:daftar")),
        next=alamat,
        clean=lambda data: {"jenis": data["jenis"], "hari": akhir[data["semester"]]},
    )


@login_required
@GET_POST
def susun(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The drafting team and a note."""
    ctx, row = context_of(request), queries.dengan_id(pk)
    orang = [(str(one.pk), one.name) for one in queries.calon_tim(ctx)]
    awal = {"tim": [one["id"] for one in row.tim] or [ctx.actor.id], "catatan": row.catatan}
    return _halaman(
        request,
        row,
        commands.susun,
        SusunForm(request.POST or None, orang=orang, initial=awal),
        title="Tim dan catatan",
        button="Simpan",
        success="Tersimpan. Laporan dapat difinalkan.",
    )


@login_required
@GET_POST
def finalkan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Lock and sign."""
    return _halaman(
        request,
        queries.dengan_id(pk),
        commands.finalkan,
        _kosong(request),
        title="Finalkan laporan",
        success="Laporan final. PDF-nya sedang dibuat; sesudah itu laporan dapat dikirim.",
        intro="Angka dihitung sekali lagi, lalu laporan dikunci, diberi nomor, dan Anda tandatangani.",
    )


@login_required
@require_POST
def kirim(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Send it."""
    row = queries.dengan_id(pk)
    return perform(request, commands.kirim, laporan=row, success="Laporan dikirim ke BNSP.", next=alamat(row))


@login_required
@GET_POST
def jawaban(request: HttpRequest, pk: UUID) -> HttpResponse:
    """BNSP's answer, written down while its system is not connected."""
    return _halaman(
        request,
        queries.dengan_id(pk),
        commands.catat_jawaban,
        JawabanForm(request.POST or None, request.FILES or None),
        title="Catat jawaban BNSP",
        success="Jawaban BNSP tercatat.",
        clean=lambda data: {
            "diterima": data["keputusan"] == "diterima",
            **{name: data[name] for name in ("catatan", "alasan", "bukti")},
        },
    )


@login_required
@require_POST
def perbaiki(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The next version."""
    row = queries.dengan_id(pk)
    return perform(request, commands.perbaiki, laporan=row, success="Versi baru disiapkan sebagai draf.", next=alamat)


@login_required
@GET_POST
def batalkan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Drop a draft."""
    return _halaman(
        request,
        queries.dengan_id(pk),
        commands.batalkan,
        AlasanForm(request.POST or None),
        title="Batalkan draf",
        success="Draf dibatalkan.",
        danger=True,
    )


def _kosong(request: HttpRequest) -> KosongForm:
    return KosongForm(request.POST if request.method == "POST" else None)


def _halaman(request: HttpRequest, row: Laporan, command: Any, form: Any, **look: Any) -> HttpResponse:
    look = {"button": look["title"], "intro": str(row), **look}
    return act_page(request, command, form, back=(row.judul, alamat(row)), next=alamat(row), laporan=row, **look)
