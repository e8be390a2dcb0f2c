"""Pages of the register of asesor."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from telusur.bnsp.isian import baris_kode
from telusur.bnsp.sertifikasi_lisensi.asesor_kompetensi import commands, queries
from telusur.bnsp.sertifikasi_lisensi.asesor_kompetensi.forms import AsesorForm, DataForm, SertifikatForm, StatusForm
from telusur.bnsp.sertifikasi_lisensi.asesor_kompetensi.models import AsesorKompetensi
from telusur.bnsp.sertifikasi_lisensi.asesor_kompetensi.states import TONES, Keberlakuan
from telusur.bnsp.sertifikasi_lisensi.lisensi import queries as lisensi
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

KOLOM = (
    Kolom("Asesor"),
    Kolom("Nomor registrasi"),
    Kolom("LSP"),
    Kolom("Bidang"),
    Kolom("Sertifikat sampai"),
    Kolom("Keadaan"),
)
GET_POST = require_http_methods(["GET", "HEAD", "POST"])


def _asesor(pk: UUID) -> AsesorKompetensi:
    return found(queries.dengan_id(pk), "Asesor itu tidak ada di register.")


def alamat(asesor: AsesorKompetensi) -> str:
    """Where one asesor is shown."""
    return reverse("asesor_kompetensi:rinci", args=[asesor.pk])


def _bersih(data: dict[str, Any]) -> dict[str, Any]:
    lsp = lisensi.dengan_id(data["lsp"]) if data["lsp"] else None
    return {**data, "bidang": baris_kode(data["bidang"]), "lsp": lsp}


@login_required
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """The register."""
    ctx = context_of(request)
    page = page_of(request, queries.register(ctx, cari=words_of(request), keadaan=request.GET.get("keadaan", "")))
    rows = [
        [
            Sel(row.nama, url=alamat(row)),
            Sel(row.nomor_registrasi, kode=True),
            Sel(row.lsp.nama if row.lsp else "Tidak terikat"),
            Sel(", ".join(row.bidang)),
            Sel(long_date(row.berlaku_sampai)),
            Sel(row.keadaan(ctx.today).label, tone=TONES[row.keadaan(ctx.today)]),
        ]
        for row in page
    ]
    register = Register(
        title="Asesor kompetensi",
        intro="Hanya asesor yang terdaftar dan berlaku pada hari uji dapat dijadwalkan oleh LSP.",
        columns=KOLOM,
        rows=rows,
        search="nama, nomor registrasi, atau LSP",
        unit="asesor",
        icon="user-check",
        empty="Daftarkan asesor yang sudah menerima sertifikat asesor.",
        page=page,
        filters=[Saringan("keadaan", "Keadaan", Keberlakuan.choices)],
        acts=act(
            ctx, commands.daftarkan, "Daftarkan asesor", reverse("asesor_kompetensi:baru"), icon="plus", main=True
        ),
    )
    return list_page(request, register)


@login_required
@require_safe
def rinci(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One asesor."""
    ctx = context_of(request)
    row = queries.buka(ctx, asesor=_asesor(pk))
    keadaan = row.keadaan(ctx.today)

    def ke(name: str) -> str:
        return reverse(f"asesor_kompetensi:{name}", args=[row.pk])

    detail = Detail(
        title=row.nama,
        intro=row.nomor_registrasi,
        tone=TONES[keadaan],
        badge=keadaan.label,
        back=("Asesor kompetensi", reverse("asesor_kompetensi:daftar")),
        facts=[
            ("Nomor registrasi", row.nomor_registrasi),
            ("Nomor sertifikat", row.nomor_sertifikat),
            ("Berlaku", f"{long_date(row.berlaku_dari)} sampai {long_date(row.berlaku_sampai)}"),
            ("LSP", row.lsp.nama if row.lsp else "Tidak terikat"),
            ("Bidang teknis", ", ".join(row.bidang)),
        ],
        acts=[
            *act(ctx, commands.perpanjang, "Catat sertifikat baru", ke("perpanjang"), row, icon="refresh", main=True),
            *act(ctx, commands.ubah_data, "Ubah data", ke("ubah"), row, icon="edit"),
            *act(ctx, commands.tetapkan_status, "Tetapkan status", ke("status"), row, icon="gavel"),
        ],
    )
    return detail_page(request, detail)


@login_required
@GET_POST
def baru(request: HttpRequest) -> HttpResponse:
    """Enter an asesor."""
    return act_page(
        request,
        commands.daftarkan,
        AsesorForm(request.POST or None, lsp=lisensi.semua()),
        title="Daftarkan asesor",
        button="Daftarkan asesor",
        success="Asesor terdaftar.",
        back=("Asesor kompetensi", reverse("asesor_kompetensi:daftar")),
        next=alamat,
        clean=_bersih,
    )


def _tindakan(
    request: HttpRequest, row: AsesorKompetensi, command: Any, form: Any, judul: str, **more: Any
) -> HttpResponse:
    return act_page(
        request,
        command,
        form,
        title=judul,
        button="Simpan",
        success="Tersimpan.",
        back=(row.nama, alamat(row)),
        next=alamat(row),
        intro=str(row),
        asesor=row,
        **more,
    )


@login_required
@GET_POST
def perpanjang(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Record a renewed certificate."""
    form = SertifikatForm(request.POST or None)
    return _tindakan(request, _asesor(pk), commands.perpanjang, form, "Catat sertifikat baru")


@login_required
@GET_POST
def ubah(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Correct the data."""
    row = _asesor(pk)
    awal = {"nama": row.nama, "bidang": "\n".join(row.bidang), "lsp": str(row.lsp_id or "")}
    form = DataForm(request.POST or None, lsp=lisensi.semua(), initial=awal)
    return _tindakan(request, row, commands.ubah_data, form, "Ubah data asesor", clean=_bersih)


@login_required
@GET_POST
def status(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Suspend, restore, withdraw."""
    form = StatusForm(request.POST or None)
    return _tindakan(request, _asesor(pk), commands.tetapkan_status, form, "Tetapkan status asesor")
