"""Pages of the register of TUK."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from telusur.bnsp.isian import AlasanForm, baris_kode
from telusur.bnsp.sertifikasi_lisensi.lisensi import queries as lisensi
from telusur.bnsp.sertifikasi_lisensi.tempat_uji import commands, queries
from telusur.bnsp.sertifikasi_lisensi.tempat_uji.forms import TukBaruForm, TukForm
from telusur.bnsp.sertifikasi_lisensi.tempat_uji.models import TempatUji
from telusur.bnsp.sertifikasi_lisensi.tempat_uji.states import JenisTuk
from telusur.kernel.accounts.context import context_of
from telusur.kernel.base.clock import long_date
from telusur.kernel.ui.components.lists import Saringan
from telusur.kernel.ui.components.tables import Kolom, Sel
from telusur.kernel.ui.registers import (
    Detail,
    Register,
    act,
    act_page,
    detail_page,
    found,
    list_page,
    page_of,
    words_of,
)

KOLOM = (Kolom("TUK"), Kolom("LSP"), Kolom("Jenis"), Kolom("Kota"), Kolom("Kapasitas", kanan=True), Kolom("Keadaan"))
GET_POST = require_http_methods(["GET", "HEAD", "POST"])


def _tuk(pk: UUID) -> TempatUji:
    return found(queries.dengan_id(pk), "TUK itu tidak ada di register.")


def alamat(tuk: TempatUji) -> str:
    """Where one TUK is shown."""
    return reverse("tempat_uji:rinci", args=[tuk.pk])


def _bersih(data: dict[str, Any]) -> dict[str, Any]:
    lsp = {"lsp": lisensi.dengan_id(data["lsp"])} if "lsp" in data else {}
    return {**data, "skema": baris_kode(data["skema"]), **lsp}


def _keadaan(row: TempatUji) -> Sel:
    return Sel("Aktif", tone="ok") if row.aktif else Sel("Nonaktif", tone="mute")


@login_required
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """The register."""
    ctx, get = context_of(request), request.GET
    page = page_of(
        request, queries.register(ctx, cari=words_of(request), jenis=get.get("jenis", ""), lsp=get.get("lsp", ""))
    )
    rows = [
        [
            Sel(row.nama, url=alamat(row), kecil=row.kode),
            Sel(row.lsp.nama),
            Sel(row.get_jenis_display()),
            Sel(row.kota),
            Sel(row.kapasitas),
            _keadaan(row),
        ]
        for row in page
    ]
    register = Register(
        title="TUK",
        intro="Tempat Uji Kompetensi menurut laporan LSP yang memverifikasinya.",
        columns=KOLOM,
        rows=rows,
        search="nama, kode, kota, atau LSP",
        unit="TUK",
        icon="building",
        empty="TUK masuk lewat sistem LSP, atau didaftarkan operator.",
        page=page,
        filters=[Saringan("jenis", "Jenis", JenisTuk.choices)],
        acts=act(ctx, commands.daftarkan, "Daftarkan TUK", reverse("tempat_uji:baru"), icon="plus", main=True),
    )
    return list_page(request, register)


@login_required
@require_safe
def rinci(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One TUK."""
    ctx = context_of(request)
    row = queries.buka(ctx, tuk=_tuk(pk))
    keadaan = _keadaan(row)
    detail = Detail(
        title=row.nama,
        intro=f"{row.alamat}, {row.kota}",
        tone=keadaan.tone,
        badge=keadaan.isi,
        back=("TUK", reverse("tempat_uji:daftar")),
        facts=[
            ("LSP", row.lsp.nama),
            ("Kode", row.kode),
            ("Jenis", row.get_jenis_display()),
            ("Kapasitas", f"{row.kapasitas} asesi"),
            ("Skema terverifikasi", ", ".join(row.skema)),
            ("Berlaku sampai", long_date(row.berlaku_sampai) if row.berlaku_sampai else "Tidak berjangka"),
        ],
        acts=[
            *act(
                ctx, commands.ubah, "Ubah data", reverse("tempat_uji:ubah", args=[row.pk]), row, icon="edit", main=True
            ),
            *act(
                ctx,
                commands.ubah_keaktifan,
                "Nonaktifkan" if row.aktif else "Aktifkan",
                reverse("tempat_uji:keaktifan", args=[row.pk]),
                row,
                danger=row.aktif,
            ),
        ],
    )
    return detail_page(request, detail)


@login_required
@GET_POST
def baru(request: HttpRequest) -> HttpResponse:
    """Enter a TUK."""
    return act_page(
        request,
        commands.daftarkan,
        TukBaruForm(request.POST or None, lsp=lisensi.tanpa_sambungan()),
        title="Daftarkan TUK",
        button="Daftarkan TUK",
        success="TUK terdaftar.",
        back=("TUK", reverse("tempat_uji:daftar")),
        next=alamat,
        clean=_bersih,
    )


@login_required
@GET_POST
def ubah(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Correct what is known."""
    row = _tuk(pk)
    awal = {name: getattr(row, name) for name in TukForm.base_fields}
    return act_page(
        request,
        commands.ubah,
        TukForm(request.POST or None, initial={**awal, "skema": "\n".join(row.skema)}),
        title="Ubah data TUK",
        button="Simpan",
        success="Data TUK tersimpan.",
        back=(row.nama, alamat(row)),
        next=alamat(row),
        clean=_bersih,
        tuk=row,
    )


@login_required
@GET_POST
def keaktifan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Out of use, or back."""
    row = _tuk(pk)
    kata = "Nonaktifkan TUK" if row.aktif else "Aktifkan TUK"
    return act_page(
        request,
        commands.ubah_keaktifan,
        AlasanForm(request.POST or None),
        title=kata,
        button=kata,
        success="Keaktifan TUK tercatat.",
        back=(row.nama, alamat(row)),
        next=alamat(row),
        danger=row.aktif,
        tuk=row,
        aktif=not row.aktif,
    )
