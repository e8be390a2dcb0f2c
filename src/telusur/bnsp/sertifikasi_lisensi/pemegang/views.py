"""Pages of the register of certificates."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from telusur.bnsp.sertifikasi_lisensi.blanko.models import cetak
from telusur.bnsp.sertifikasi_lisensi.lisensi import queries as lisensi
from telusur.bnsp.sertifikasi_lisensi.pemegang import commands, queries
from telusur.bnsp.sertifikasi_lisensi.pemegang.forms import BlankoForm, DasarForm, SertifikatForm
from telusur.bnsp.sertifikasi_lisensi.pemegang.models import SertifikatTerdaftar
from telusur.bnsp.sertifikasi_lisensi.pemegang.states import TONES, StatusSertifikat
from telusur.kernel.accounts.context import context_of
from telusur.kernel.base.clock import long_date
from telusur.kernel.ui.components.lists import Saringan, with_values
from telusur.kernel.ui.components.tables import Kolom, Sel
from telusur.kernel.ui.registers import Detail, Register, act, act_page, detail_page, found, list_page, words_of

KOLOM = (Kolom("Pemegang"), Kolom("Nomor"), Kolom("Skema"), Kolom("LSP"), Kolom("Berlaku sampai"), Kolom("Keadaan"))
GET_POST = require_http_methods(["GET", "HEAD", "POST"])
SESUDAH = "sesudah"


def _sertifikat(pk: UUID) -> SertifikatTerdaftar:
    return found(queries.dengan_id(pk), "Sertifikat itu tidak ada di register.")


def alamat(row: SertifikatTerdaftar) -> str:
    """Where one certificate is shown."""
    return reverse("pemegang:rinci", args=[row.pk])


@login_required
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """The register, the latest entries first."""
    ctx, get = context_of(request), request.GET
    lsp = lisensi.dengan_nomor(get["lsp"]) if get.get("lsp") else None
    found_rows = queries.register(
        ctx, cari=words_of(request), lsp=lsp, status=get.get("status", ""), sesudah=get.get(SESUDAH, "")
    )
    register = Register(
        title="Pemegang sertifikat",
        intro="Register nasional sertifikat kompetensi. Nomor dicari lengkap; nama dicari dari awalnya.",
        columns=KOLOM,
        rows=[
            [
                Sel(row.nama, url=alamat(row)),
                Sel(row.nomor, kode=True, kecil=row.nomor_registrasi),
                Sel(row.skema_nama),
                Sel(row.lsp.nama),
                Sel(long_date(row.berlaku_sampai)),
                Sel(row.keadaan(ctx.today).label, tone=TONES[row.keadaan(ctx.today)]),
            ]
            for row in found_rows.rows
        ],
        search="nomor, registrasi, kode, blanko, atau awal nama",
        unit="sertifikat",
        icon="certificate",
        empty="Sertifikat masuk lewat sistem LSP, atau dicatat operator.",
        next_url=with_values(get, **{SESUDAH: found_rows.sesudah}) if found_rows.sesudah else "",
        filters=[Saringan("status", "Keadaan", StatusSertifikat.choices)],
        acts=act(ctx, commands.catat, "Catat sertifikat", reverse("pemegang:baru"), icon="plus", main=True),
    )
    return list_page(request, register)


@login_required
@require_safe
def rinci(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One certificate."""
    ctx = context_of(request)
    row = queries.buka(ctx, sertifikat=_sertifikat(pk))
    keadaan = row.keadaan(ctx.today)

    def ke(name: str) -> str:
        return reverse(f"pemegang:{name}", args=[row.pk])

    detail = Detail(
        title=row.nomor,
        intro=f"{row.nama} · {row.skema_nama}",
        tone=TONES[keadaan],
        badge=keadaan.label,
        back=("Pemegang sertifikat", reverse("pemegang:daftar")),
        facts=[
            ("Pemegang", row.nama),
            ("Nomor registrasi", row.nomor_registrasi),
            ("LSP", row.lsp.nama, row.lsp.nomor_lisensi),
            ("Skema", row.skema_nama, row.skema_kode),
            ("Terbit", long_date(row.tanggal_terbit)),
            ("Berlaku sampai", long_date(row.berlaku_sampai)),
            ("Blanko", cetak(row.nomor_blanko)),
            ("Kode verifikasi", row.kode),
            ("Dasar keadaan", row.dasar_status),
        ],
        acts=[
            *act(ctx, commands.pulihkan, "Pulihkan", ke("pulihkan"), row, icon="player-play", main=True),
            *act(ctx, commands.bekukan, "Bekukan", ke("bekukan"), row, icon="player-pause", danger=True),
            *act(ctx, commands.cabut, "Cabut", ke("cabut"), row, icon="ban", danger=True),
            *act(ctx, commands.ganti_blanko, "Ganti blanko", ke("ganti_blanko"), row, icon="transfer"),
        ],
    )
    return detail_page(request, detail)


def _bersih(data: dict[str, Any]) -> dict[str, Any]:
    return {**data, "lsp": lisensi.dengan_id(data["lsp"])}


@login_required
@GET_POST
def baru(request: HttpRequest) -> HttpResponse:
    """Enter a certificate for an LSP whose system does not."""
    return act_page(
        request,
        commands.catat,
        SertifikatForm(request.POST or None, lsp=lisensi.tanpa_sambungan()),
        title="Catat sertifikat",
        button="Catat sertifikat",
        success="Sertifikat tercatat dan dapat diperiksa publik.",
        back=("Pemegang sertifikat", reverse("pemegang:daftar")),
        next=alamat,
        clean=_bersih,
    )


TINDAKAN: dict[str, tuple[Any, Any, str, bool]] = {
    "bekukan": (commands.bekukan, DasarForm, "Bekukan sertifikat", True),
    "pulihkan": (commands.pulihkan, DasarForm, "Pulihkan sertifikat", False),
    "cabut": (commands.cabut, DasarForm, "Cabut sertifikat", True),
    "ganti_blanko": (commands.ganti_blanko, BlankoForm, "Ganti blanko sertifikat", False),
}


@login_required
@GET_POST
def tindakan(request: HttpRequest, pk: UUID, nama: str) -> HttpResponse:
    """The form of an act on one certificate."""
    row = _sertifikat(pk)
    command, form, title, danger = TINDAKAN[nama]
    return act_page(
        request,
        command,
        form(request.POST or None),
        title=title,
        button=title,
        success="Tersimpan; pemeriksaan publik langsung memakainya.",
        back=(row.nomor, alamat(row)),
        next=alamat(row),
        intro=f"{row.nama}, {row.skema_nama}",
        danger=danger,
        sertifikat=row,
    )
