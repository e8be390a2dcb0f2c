"""Pages of Komisi Harmonisasi dan Kelembagaan: branches, standards, harmonisation."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from telusur.bnsp.harmonisasi.kelembagaan import commands, queries
from telusur.bnsp.harmonisasi.kelembagaan.forms import CabangForm, HarmonisasiForm, StandarForm
from telusur.bnsp.harmonisasi.kelembagaan.models import Cabang, Harmonisasi, Standar
from telusur.bnsp.harmonisasi.kelembagaan.states import (
    TONES_CABANG,
    TONES_STANDAR,
    BentukHarmonisasi,
    JenisStandar,
    StatusCabang,
    StatusStandar,
)
from telusur.bnsp.isian import AlasanForm, baris_kode
from telusur.bnsp.sertifikasi_lisensi.lisensi import queries as lisensi
from telusur.kernel.accounts.context import context_of
from telusur.kernel.base.clock import long_date
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

KOLOM_CABANG = (Kolom("Cabang"), Kolom("LSP"), Kolom("Kota"), Kolom("Skema", kanan=True), Kolom("Keadaan"))
KOLOM_STANDAR = (Kolom("Standar"), Kolom("Jenis"), Kolom("Bidang"), Kolom("Ditetapkan"), Kolom("Keadaan"))
KOLOM_HARMONISASI = (Kolom("Pokok bahasan"), Kolom("Dengan"), Kolom("Bentuk"), Kolom("Tanggal"))
GET_POST = require_http_methods(["GET", "HEAD", "POST"])
CABANG, STANDAR, HARMONISASI = "Cabang LSP", "Standar kompetensi", "Harmonisasi"


def _ke(nama: str, row: Any = None) -> str:
    return reverse(f"kelembagaan:{nama}", args=[row.pk] if row is not None else [])


def _cabang(pk: UUID) -> Cabang:
    return found(queries.cabang_dengan_id(pk), "Cabang itu tidak tercatat.")


def _standar(pk: UUID) -> Standar:
    return found(queries.standar_dengan_id(pk), "Standar itu tidak terdaftar.")


@login_required
@require_safe
def cabang(request: HttpRequest) -> HttpResponse:
    """Branches of every LSP."""
    ctx = context_of(request)
    page = page_of(request, queries.cabang(ctx, cari=words_of(request), status=request.GET.get("status", "")))
    register = Register(
        title=CABANG,
        intro="Cabang LSP dengan lokasi dan skema yang diujikannya.",
        columns=KOLOM_CABANG,
        rows=[
            [
                Sel(row.nama, url=_ke("rinci_cabang", row)),
                Sel(row.lsp.nama),
                Sel(row.kota, kecil=row.provinsi),
                Sel(len(row.skema)),
                Sel(row.get_status_display(), tone=TONES_CABANG[StatusCabang(row.status)]),
            ]
            for row in page
        ],
        search="cabang, LSP, kota, atau provinsi",
        unit="cabang",
        icon="hierarchy",
        empty="Catat cabang yang pertama.",
        page=page,
        filters=[Saringan("status", "Keadaan", StatusCabang.choices)],
        acts=act(ctx, commands.catat_cabang, "Catat cabang", _ke("cabang_baru"), icon="plus", main=True),
    )
    return list_page(request, register)


@login_required
@require_safe
def rinci_cabang(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One branch."""
    ctx, row = context_of(request), _cabang(pk)
    queries.cabang(ctx, cari="")
    detail = Detail(
        title=row.nama,
        intro=row.lsp.nama,
        tone=TONES_CABANG[StatusCabang(row.status)],
        badge=row.get_status_display(),
        back=(CABANG, _ke("cabang")),
        facts=[
            ("LSP", row.lsp.nama, row.lsp.nomor_lisensi),
            ("Alamat", f"{row.alamat}, {row.kota}, {row.provinsi}"),
            ("Dibuka sejak", long_date(row.sejak)),
        ],
        parts=[Part("Skema", [Row(kode) for kode in row.skema])],
        acts=act(
            ctx, commands.tutup_cabang, "Catat penutupan", _ke("tutup_cabang", row), row, icon="circle-x", danger=True
        ),
    )
    return detail_page(request, detail)


def _bersih(data: dict[str, Any]) -> dict[str, Any]:
    clean = {**data}
    if "lsp" in data:
        clean.update(lsp=lisensi.dengan_id(data["lsp"]), skema=baris_kode(data["skema"]))
    for name in ("standar", "menggantikan"):
        if name in data:
            clean[name] = queries.standar_dengan_id(data[name]) if data[name] else None
    return clean


@login_required
@GET_POST
def cabang_baru(request: HttpRequest) -> HttpResponse:
    """Enter a branch."""
    return act_page(
        request,
        commands.catat_cabang,
        CabangForm(request.POST or None, lsp=lisensi.semua()),
        title="Catat cabang",
        button="Catat cabang",
        success="Cabang tercatat.",
        back=(CABANG, _ke("cabang")),
        next=lambda row: _ke("rinci_cabang", row),
        clean=_bersih,
    )


@login_required
@GET_POST
def tutup_cabang(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Close a branch."""
    row = _cabang(pk)
    back = _ke("rinci_cabang", row)
    return act_page(
        request,
        commands.tutup_cabang,
        AlasanForm(request.POST or None),
        title="Catat penutupan cabang",
        button="Catat penutupan",
        success="Penutupan tercatat.",
        back=(row.nama, back),
        next=back,
        danger=True,
        cabang=row,
    )


@login_required
@require_safe
def standar(request: HttpRequest) -> HttpResponse:
    """Standards of competency."""
    ctx, get = context_of(request), request.GET
    rows = queries.standar(ctx, cari=words_of(request), jenis=get.get("jenis", ""), status=get.get("status", ""))
    page = page_of(request, rows)
    register = Register(
        title=STANDAR,
        intro="SKKNI, standar khusus, dan standar internasional yang menjadi acuan skema.",
        columns=KOLOM_STANDAR,
        rows=[
            [
                Sel(row.kode, url=_ke("rinci_standar", row), kecil=row.judul),
                Sel(row.get_jenis_display()),
                Sel(row.bidang),
                Sel(long_date(row.tanggal)),
                Sel(row.get_status_display(), tone=TONES_STANDAR[StatusStandar(row.status)]),
            ]
            for row in page
        ],
        search="kode, judul, atau bidang",
        unit="standar",
        icon="books",
        empty="Daftarkan standar yang pertama.",
        page=page,
        filters=[
            Saringan("jenis", "Jenis", JenisStandar.choices),
            Saringan("status", "Keadaan", StatusStandar.choices),
        ],
        acts=act(ctx, commands.daftarkan_standar, "Daftarkan standar", _ke("standar_baru"), icon="plus", main=True),
    )
    return list_page(request, register)


@login_required
@require_safe
def rinci_standar(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One standard and what was harmonised about it."""
    ctx, row = context_of(request), _standar(pk)
    queries.standar(ctx, cari="")
    detail = Detail(
        title=row.kode,
        intro=row.judul,
        tone=TONES_STANDAR[StatusStandar(row.status)],
        badge=row.get_status_display(),
        back=(STANDAR, _ke("standar")),
        facts=[
            ("Jenis", row.get_jenis_display()),
            ("Bidang", row.bidang),
            ("Keputusan", row.nomor_keputusan, long_date(row.tanggal)),
            ("Digantikan oleh", str(row.pengganti) if row.pengganti else ""),
        ],
        parts=[Part("Harmonisasi", [_baris(one) for one in queries.harmonisasi_tentang(row)])],
        acts=act(
            ctx,
            commands.cabut_standar,
            "Catat pencabutan",
            _ke("cabut_standar", row),
            row,
            icon="circle-x",
            danger=True,
        ),
    )
    return detail_page(request, detail)


def _baris(one: Harmonisasi) -> Row:
    return Row(one.pokok, f"{one.pihak} · {long_date(one.tanggal)}", url=_ke("rinci_harmonisasi", one))


@login_required
@GET_POST
def standar_baru(request: HttpRequest) -> HttpResponse:
    """Enter a standard."""
    return act_page(
        request,
        commands.daftarkan_standar,
        StandarForm(request.POST or None, standar=queries.pilihan_standar()),
        title="Daftarkan standar",
        button="Daftarkan standar",
        success="Standar terdaftar.",
        back=(STANDAR, _ke("standar")),
        next=lambda row: _ke("rinci_standar", row),
        clean=_bersih,
    )


@login_required
@GET_POST
def cabut_standar(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Record that a standard is in force no more."""
    row = _standar(pk)
    back = _ke("rinci_standar", row)
    return act_page(
        request,
        commands.cabut_standar,
        AlasanForm(request.POST or None),
        title="Catat pencabutan standar",
        button="Catat pencabutan",
        success="Pencabutan tercatat.",
        back=(row.kode, back),
        next=back,
        danger=True,
        standar=row,
    )


@login_required
@require_safe
def harmonisasi(request: HttpRequest) -> HttpResponse:
    """What was harmonised with whom."""
    ctx = context_of(request)
    page = page_of(request, queries.harmonisasi(ctx, cari=words_of(request), bentuk=request.GET.get("bentuk", "")))
    register = Register(
        title=HARMONISASI,
        intro="Pengakuan, kerja sama, dan penyelarasan dengan lembaga lain.",
        columns=KOLOM_HARMONISASI,
        rows=[
            [
                Sel(row.pokok, url=_ke("rinci_harmonisasi", row), kecil=row.nomor_dokumen),
                Sel(row.pihak),
                Sel(row.get_bentuk_display()),
                Sel(long_date(row.tanggal)),
            ]
            for row in page
        ],
        search="pihak atau pokok bahasan",
        unit="catatan",
        icon="world",
        empty="Catat harmonisasi yang pertama.",
        page=page,
        filters=[Saringan("bentuk", "Bentuk", BentukHarmonisasi.choices)],
        acts=act(ctx, commands.catat_harmonisasi, "Catat harmonisasi", _ke("harmonisasi_baru"), icon="plus", main=True),
    )
    return list_page(request, register)


@login_required
@require_safe
def rinci_harmonisasi(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One record."""
    queries.harmonisasi(context_of(request), cari="")
    row = found(queries.harmonisasi_dengan_id(pk), "Catatan itu tidak ada.")
    detail = Detail(
        title=row.pokok,
        intro=row.pihak,
        tone="info",
        badge=row.get_bentuk_display(),
        back=(HARMONISASI, _ke("harmonisasi")),
        facts=[
            ("Tanggal", long_date(row.tanggal)),
            ("Dokumen", row.nomor_dokumen),
            ("Standar", str(row.standar) if row.standar else ""),
            ("Hasil", row.hasil),
        ],
    )
    return detail_page(request, detail)


@login_required
@GET_POST
def harmonisasi_baru(request: HttpRequest) -> HttpResponse:
    """Write one down."""
    return act_page(
        request,
        commands.catat_harmonisasi,
        HarmonisasiForm(request.POST or None, standar=queries.pilihan_standar()),
        title="Catat harmonisasi",
        button="Catat harmonisasi",
        success="Harmonisasi tercatat.",
        back=(HARMONISASI, _ke("harmonisasi")),
        next=lambda row: _ke("rinci_harmonisasi", row),
        clean=_bersih,
    )
