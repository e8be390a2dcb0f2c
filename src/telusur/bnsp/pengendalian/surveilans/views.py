"""Pages of surveillance and findings."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from telusur.bnsp.isian import AlasanForm, baris_kode
from telusur.bnsp.pengendalian.pengaduan import queries as pengaduan
from telusur.bnsp.pengendalian.surveilans import commands, queries
from telusur.bnsp.pengendalian.surveilans.forms import (
    KosongForm,
    LaporanForm,
    PerbaikanForm,
    RencanaForm,
    TemuanForm,
    TemuanLepasForm,
    VerifikasiForm,
)
from telusur.bnsp.pengendalian.surveilans.models import Surveilans, Temuan
from telusur.bnsp.pengendalian.surveilans.states import (
    TONES,
    TONES_TEMUAN,
    JenisSurveilans,
    Kategori,
    StatusSurveilans,
    StatusTemuan,
)
from telusur.bnsp.sertifikasi_lisensi.berkas_lsp.queries import berkas_dari
from telusur.bnsp.sertifikasi_lisensi.berkas_lsp.tampilan import bagian
from telusur.bnsp.sertifikasi_lisensi.lisensi import queries as lisensi
from telusur.contract.from_lsp import BERKAS_JAWABAN
from telusur.kernel.accounts.context import context_of
from telusur.kernel.base.clock import date_and_time, day_of, long_date
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

KOLOM = (Kolom("LSP"), Kolom("Cara"), Kolom("Rencana"), Kolom("Temuan terbuka", kanan=True), Kolom("Keadaan"))
KOLOM_TEMUAN = (Kolom("Nomor"), Kolom("LSP"), Kolom("Klausul"), Kolom("Kategori"), Kolom("Keadaan"))
GET_POST = require_http_methods(["GET", "HEAD", "POST"])
JUDUL = "Surveilans LSP"


def _surveilans(pk: UUID) -> Surveilans:
    return found(queries.dengan_id(pk), "Surveilans itu tidak ada.")


def _temuan(pk: UUID) -> Temuan:
    return found(queries.temuan_dengan_id(pk), "Temuan itu tidak ada.")


def alamat(row: Surveilans) -> str:
    """Where one surveillance is shown."""
    return reverse("surveilans:rinci", args=[row.pk])


def alamat_temuan(row: Temuan) -> str:
    """Where one finding is shown."""
    return reverse("surveilans:rinci_temuan", args=[row.pk])


@login_required
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """Every surveillance."""
    ctx, get = context_of(request), request.GET
    rows = queries.daftar(ctx, cari=words_of(request), status=get.get("status", ""), jenis=get.get("jenis", ""))
    page = page_of(request, rows)
    register = Register(
        title=JUDUL,
        intro="Rencana, pelaksanaan, dan temuan surveilans BNSP atas LSP.",
        columns=KOLOM,
        rows=[
            [
                Sel(row.lsp.nama, url=alamat(row), kecil=row.nomor_spt),
                Sel(row.get_jenis_display()),
                Sel(long_date(row.rencana)),
                Sel(row.terbuka),  # type: ignore[attr-defined]  # counted by the query
                Sel(row.get_status_display(), tone=TONES[StatusSurveilans(row.status)]),
            ]
            for row in page
        ],
        search="LSP atau nomor SPT",
        unit="surveilans",
        icon="eye",
        empty="Rencanakan surveilans yang pertama.",
        page=page,
        filters=[
            Saringan("status", "Keadaan", StatusSurveilans.choices),
            Saringan("jenis", "Cara", JenisSurveilans.choices),
        ],
        acts=act(ctx, commands.rencanakan, "Rencanakan", reverse("surveilans:baru"), icon="plus", main=True),
    )
    return list_page(request, register)


def _baris(row: Temuan) -> Row:
    tone = TONES_TEMUAN[StatusTemuan(row.status)]
    meta = f"{row.klausul} · {row.get_kategori_display()}"
    return Row(row.nomor, meta, tone, row.get_status_display(), url=alamat_temuan(row))


@login_required
@require_safe
def rinci(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One surveillance."""
    ctx, row = context_of(request), _surveilans(pk)
    queries.daftar(ctx, cari="")

    def ke(name: str) -> str:
        return reverse(f"surveilans:{name}", args=[row.pk])

    dilaporkan = row.status == StatusSurveilans.DILAPORKAN
    detail = Detail(
        title=row.lsp.nama,
        intro=f"{row.get_jenis_display()}, {long_date(row.rencana)}",
        tone=TONES[StatusSurveilans(row.status)],
        badge=row.get_status_display(),
        back=(JUDUL, reverse("surveilans:daftar")),
        facts=[
            ("LSP", row.lsp.nama, row.lsp.nomor_lisensi),
            ("SPT", row.nomor_spt),
            ("Petugas", ", ".join(row.petugas)),
            ("Dilaksanakan", long_date(row.dilaksanakan) if row.dilaksanakan else ""),
            ("Laporan", row.laporan),
        ],
        parts=[Part("Temuan", [_baris(one) for one in queries.temuan_dari(row)], empty="Tidak ada temuan.")],
        acts=[
            *act(ctx, commands.laporkan, "Laporkan pelaksanaan", ke("laporkan"), row, icon="report", main=True),
            *(act(ctx, commands.catat, "Catat temuan", ke("temuan"), icon="flag") if dilaporkan else []),
            *act(ctx, commands.selesaikan, "Selesaikan", ke("selesaikan"), row, icon="check"),
            *act(ctx, commands.batalkan, "Batalkan", ke("batalkan"), row, icon="circle-x", danger=True),
        ],
    )
    return detail_page(request, detail)


def _bersih(data: dict[str, Any]) -> dict[str, Any]:
    clean = {**data}
    if "lsp" in data:
        clean["lsp"] = lisensi.dengan_id(data["lsp"])
    if "petugas" in data:
        clean["petugas"] = baris_kode(data["petugas"])
    return clean


@login_required
@GET_POST
def baru(request: HttpRequest) -> HttpResponse:
    """Plan one."""
    return act_page(
        request,
        commands.rencanakan,
        RencanaForm(request.POST or None, lsp=lisensi.semua()),
        title="Rencanakan surveilans",
        button="Rencanakan",
        success="Surveilans direncanakan.",
        back=(JUDUL, reverse("surveilans:daftar")),
        next=alamat,
        clean=_bersih,
    )


TINDAKAN: dict[str, tuple[Any, Any, str, str]] = {
    "laporkan": (
        commands.laporkan,
        LaporanForm,
        "Laporkan pelaksanaan",
        "Laporan tersimpan. Catat temuannya bila ada.",
    ),
    "selesaikan": (commands.selesaikan, KosongForm, "Selesaikan surveilans", "Surveilans selesai."),
    "batalkan": (commands.batalkan, AlasanForm, "Batalkan surveilans", "Surveilans dibatalkan."),
}


@login_required
@GET_POST
def tindakan(request: HttpRequest, pk: UUID, nama: str) -> HttpResponse:
    """What is done with a surveillance."""
    row = _surveilans(pk)
    command, form, title, success = TINDAKAN[nama]
    return act_page(
        request,
        command,
        form(request.POST if request.method == "POST" else None),
        title=title,
        button=title,
        success=success,
        back=(row.lsp.nama, alamat(row)),
        next=alamat(row),
        intro=f"{row.lsp.nama}, {long_date(row.rencana)}",
        danger=nama == "batalkan",
        surveilans=row,
    )


@login_required
@GET_POST
def catat_temuan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Open a nonconformity sheet in a surveillance."""
    row = _surveilans(pk)
    return act_page(
        request,
        commands.catat,
        TemuanForm(request.POST or None),
        title="Catat temuan",
        button="Catat temuan",
        success="Temuan tercatat; LSP diberi tahu lewat surel dan sistemnya.",
        back=(row.lsp.nama, alamat(row)),
        next=alamat(row),
        intro=f"{row.lsp.nama}, {long_date(row.rencana)}",
        lsp=row.lsp,
        surveilans=row,
    )


@login_required
@require_safe
def daftar_temuan(request: HttpRequest) -> HttpResponse:
    """Every finding."""
    ctx, get = context_of(request), request.GET
    rows = queries.temuan(ctx, cari=words_of(request), status=get.get("status", ""), kategori=get.get("kategori", ""))
    page = page_of(request, rows)
    register = Register(
        title="Temuan",
        intro="Lembar ketidaksesuaian (LKS) dari surveilans dan pengaduan, sampai perbaikannya terverifikasi.",
        columns=KOLOM_TEMUAN,
        rows=[
            [
                Sel(row.nomor, url=alamat_temuan(row), kode=True),
                Sel(row.lsp.nama),
                Sel(row.klausul),
                Sel(row.get_kategori_display()),
                Sel(row.get_status_display(), tone=TONES_TEMUAN[StatusTemuan(row.status)]),
            ]
            for row in page
        ],
        search="nomor, LSP, atau klausul",
        unit="temuan",
        icon="flag",
        empty="Temuan dicatat pada halaman surveilansnya.",
        page=page,
        filters=[
            Saringan("status", "Keadaan", StatusTemuan.choices),
            Saringan("kategori", "Kategori", Kategori.choices),
        ],
        acts=act(ctx, commands.catat, "Catat temuan", reverse("surveilans:temuan_baru"), icon="plus", main=True),
    )
    return list_page(request, register)


@login_required
@GET_POST
def temuan_baru(request: HttpRequest) -> HttpResponse:
    """Open a nonconformity sheet outside a surveillance; ``?pengaduan=`` names the complaint that led to it."""
    asal = pengaduan.dengan_id(request.GET["pengaduan"]) if request.GET.get("pengaduan") else None
    first = {"lsp": str(asal.lsp_id or "")} if asal else {}
    return act_page(
        request,
        commands.catat,
        TemuanLepasForm(request.POST or None, lsp=lisensi.semua(), initial=first),
        title="Catat temuan",
        button="Catat temuan",
        success="Temuan tercatat; LSP diberi tahu lewat surel dan sistemnya.",
        back=("Temuan", reverse("surveilans:daftar_temuan")),
        next=alamat_temuan,
        intro=f"Dari pengaduan {asal.nomor}" if asal else "",
        clean=_bersih,
        pengaduan=asal,
    )


@login_required
@require_safe
def rinci_temuan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One finding."""
    ctx, row = context_of(request), _temuan(pk)
    queries.temuan(ctx, cari="")

    def ke(name: str) -> str:
        return reverse(f"surveilans:{name}", args=[row.pk])

    detail = Detail(
        title=row.nomor,
        intro=f"{row.lsp.nama} · {row.get_kategori_display()}",
        tone=TONES_TEMUAN[StatusTemuan(row.status)],
        badge=row.get_status_display(),
        back=("Temuan", reverse("surveilans:daftar_temuan")),
        facts=[
            ("LSP", row.lsp.nama, row.lsp.nomor_lisensi),
            ("Klausul", row.klausul),
            ("Ketidaksesuaian", row.uraian),
            ("Dibuka", long_date(day_of(row.dibuka_pada))),
            ("Tenggat perbaikan", long_date(day_of(row.tenggat))),
            ("Perbaikan", row.perbaikan, _dijawab(row)),
            *([("Dicatat dengan tangan", row.alasan_tangan)] if row.alasan_tangan else []),
            ("Verifikasi", row.verifikasi),
        ],
        parts=[
            *(
                [bagian(berkas_dari(row, ajuan=row.ajuan), BERKAS_JAWABAN, judul="Bukti perbaikan")]
                if row.ajuan
                else []
            ),
            *_yang_dahulu(row),
            Part("Asal", _asal(row), empty="Dicatat tersendiri."),
        ],
        acts=[
            *act(ctx, commands.tutup, "Tutup temuan", ke("tutup"), row, icon="check", main=True),
            *act(ctx, commands.kembalikan, "Belum memadai", ke("kembalikan"), row, icon="arrow-back-up"),
            *act(ctx, commands.catat_perbaikan, "Catat perbaikan dari kertas", ke("perbaikan"), row, icon="pencil"),
        ],
    )
    return detail_page(request, detail)


def _dijawab(row: Temuan) -> str:
    return f"{row.dijawab_oleh}, {date_and_time(row.dijawab_pada)}" if row.dijawab_pada else ""


def _yang_dahulu(row: Temuan) -> list[Part]:
    """Documents of answers that were sent back."""
    dahulu = [one for one in berkas_dari(row) if one.ajuan < row.ajuan]
    return [bagian(dahulu, BERKAS_JAWABAN, judul="Bukti pada jawaban sebelumnya")] if dahulu else []


def _asal(row: Temuan) -> list[Row]:
    rows = []
    if row.surveilans is not None:
        rows.append(Row("Surveilans", long_date(row.surveilans.rencana), url=alamat(row.surveilans)))
    if row.pengaduan is not None:
        rows.append(Row("Pengaduan", row.pengaduan.nomor, url=reverse("pengaduan:rinci", args=[row.pengaduan_id])))
    return rows


TINDAKAN_TEMUAN: dict[str, tuple[Any, Any, str, str]] = {
    "perbaikan": (
        commands.catat_perbaikan,
        PerbaikanForm,
        "Catat perbaikan dari kertas",
        "Perbaikan menunggu verifikasi.",
    ),
    "kembalikan": (commands.kembalikan, VerifikasiForm, "Perbaikan belum memadai", "Temuan terbuka lagi."),
    "tutup": (commands.tutup, VerifikasiForm, "Tutup temuan", "Temuan ditutup."),
}


@login_required
@GET_POST
def tindakan_temuan(request: HttpRequest, pk: UUID, nama: str) -> HttpResponse:
    """What is done with a finding."""
    row = _temuan(pk)
    command, form, title, success = TINDAKAN_TEMUAN[nama]
    return act_page(
        request,
        command,
        form(request.POST, request.FILES) if request.method == "POST" else form(),
        title=title,
        button=title,
        success=success,
        back=(row.nomor, alamat_temuan(row)),
        next=alamat_temuan(row),
        intro=f"{row.lsp.nama}, {row.klausul}",
        temuan=row,
    )
