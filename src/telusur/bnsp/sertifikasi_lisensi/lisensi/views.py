"""Pages of the register of LSP."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from telusur.bnsp.isian import KeputusanForm
from telusur.bnsp.roles import KOMISI
from telusur.bnsp.sertifikasi_lisensi.lisensi import commands, queries
from telusur.bnsp.sertifikasi_lisensi.lisensi.forms import (
    LingkupForm,
    LspForm,
    PerpanjanganForm,
    ProfilForm,
)
from telusur.bnsp.sertifikasi_lisensi.lisensi.models import Lingkup, Lsp
from telusur.bnsp.sertifikasi_lisensi.lisensi.states import (
    TONES,
    TONES_LINGKUP,
    JenisLsp,
    StatusLisensi,
)
from telusur.kernel.accounts.context import context_of
from telusur.kernel.base.clock import long_date
from telusur.kernel.commands.context import Context
from telusur.kernel.ui.components.lists import Saringan
from telusur.kernel.ui.components.tables import Kolom, Sel
from telusur.kernel.ui.registers import (
    Act,
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
    Kolom("LSP"),
    Kolom("Nomor lisensi"),
    Kolom("Kota"),
    Kolom("Skema", kanan=True),
    Kolom("Berlaku sampai"),
    Kolom("Lisensi"),
)
GET_POST = require_http_methods(["GET", "HEAD", "POST"])


def _lsp(pk: UUID) -> Lsp:
    return found(queries.dengan_id(pk), "LSP itu tidak ada di register.")


def alamat(lsp: Lsp) -> str:
    """Where one LSP is shown."""
    return reverse("lisensi:rinci", args=[lsp.pk])


@login_required
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """The register."""
    ctx, get = context_of(request), request.GET
    page = page_of(
        request,
        queries.register(ctx, cari=words_of(request), status=get.get("status", ""), jenis=get.get("jenis", "")),
    )
    register = Register(
        title="LSP",
        intro="Lembaga Sertifikasi Profesi berlisensi, lingkupnya, dan keadaan lisensinya hari ini.",
        columns=KOLOM,
        rows=[_baris(row, ctx) for row in page],
        search="nama, kota, nomor lisensi, atau skema",
        unit="LSP",
        icon="building-bank",
        empty="Daftarkan LSP yang sudah menerima SK lisensi.",
        page=page,
        filters=[Saringan("status", "Keadaan", StatusLisensi.choices), Saringan("jenis", "Jenis", JenisLsp.choices)],
        acts=act(ctx, commands.daftarkan, "Daftarkan LSP", reverse("lisensi:baru"), icon="plus", main=True),
    )
    return list_page(request, register)


def _baris(row: Any, ctx: Context) -> list[Sel]:
    keadaan = row.keadaan(ctx.today)
    return [
        Sel(row.nama, url=alamat(row), kecil=row.get_jenis_display()),
        Sel(row.nomor_lisensi, kode=True),
        Sel(row.kota),
        Sel(row.jumlah_skema),
        Sel(long_date(row.berlaku_sampai)),
        Sel(keadaan.label, tone=TONES[keadaan]),
    ]


@login_required
@require_safe
def rinci(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One LSP: licence, scope, keys, decisions, and what may be done."""
    ctx = context_of(request)
    lsp = queries.buka(ctx, lsp=_lsp(pk))
    keadaan = lsp.keadaan(ctx.today)
    detail = Detail(
        title=lsp.nama,
        intro=f"{lsp.get_jenis_display()} · {lsp.alamat}, {lsp.kota}",
        tone=TONES[keadaan],
        badge=keadaan.label,
        back=("LSP", reverse("lisensi:daftar")),
        facts=[
            ("Nomor lisensi", lsp.nomor_lisensi),
            ("SK lisensi", lsp.nomor_sk, long_date(lsp.tanggal_sk)),
            ("Berlaku", f"{long_date(lsp.berlaku_dari)} sampai {long_date(lsp.berlaku_sampai)}"),
            ("Surel", lsp.surel),
            ("Telepon", lsp.telepon),
            ("Situs", lsp.situs),
            ("Alamat sistem", queries.alamat_sistem(lsp)),
        ],
        parts=[_bagian_lingkup(lsp, ctx.today), _bagian_kunci(lsp, ctx), _bagian_keputusan(lsp)],
        acts=_tindakan(ctx, lsp),
    )
    return detail_page(request, detail)


def _bagian_lingkup(lsp: Lsp, pada: date) -> Part:
    rows = [
        Row(
            row.skema_nama,
            f"{row.skema_kode} · sejak {long_date(row.sejak)}",
            TONES_LINGKUP[row.keadaan(pada)],
            row.keadaan(pada).label,
            reverse("lisensi:lingkup", args=[row.pk]),
        )
        for row in queries.lingkup_dari(lsp)
    ]
    return Part("Lingkup", rows, "Belum ada skema dalam lingkup.")


def _bagian_kunci(lsp: Lsp, ctx: Context) -> Part:
    rows = [
        Row(
            row.kid,
            f"Sejak {long_date(row.valid_from)}{f' sampai {long_date(row.valid_until)}' if row.valid_until else ''}",
            "ok" if row.valid_at(ctx.at) else "mute",
            "Berlaku" if row.valid_at(ctx.at) else "Tidak berlaku",
        )
        for row in queries.kunci_dari(lsp)
    ]
    return Part("Kunci pertukaran", rows, "Belum menjadi mitra pertukaran; pesan LSP ini belum dapat diterima.")


def _bagian_keputusan(lsp: Lsp) -> Part:
    rows = [
        Row(
            f"{row.get_jenis_display()}{f': {row.lingkup.skema_nama}' if row.lingkup else ''}",
            f"{row.nomor_sk} · {long_date(row.tanggal_sk)} · {row.oleh} · {row.alasan}",
        )
        for row in queries.keputusan_dari(lsp)
    ]
    return Part("Keputusan", rows)


def _tindakan(ctx: Context, lsp: Lsp) -> list[Act]:
    def ke(name: str) -> str:
        return reverse(f"lisensi:{name}", args=[lsp.pk])

    return [
        *_ke_sistem(ctx, lsp),
        Act("Laporan LSP ini", f"{reverse('laporan_lsp:daftar')}?lsp={lsp.pk}", icon="report"),
        *act(ctx, commands.tambah_lingkup, "Tambah skema", ke("tambah_lingkup"), lsp, icon="plus", main=True),
        *act(ctx, commands.ubah_profil, "Ubah profil", ke("ubah_profil"), lsp, icon="edit"),
        *act(ctx, commands.perpanjang, "Perpanjang lisensi", ke("perpanjang"), lsp, icon="refresh"),
        *act(ctx, commands.pulihkan, "Pulihkan lisensi", ke("pulihkan"), lsp, icon="player-play"),
        *act(ctx, commands.bekukan, "Bekukan lisensi", ke("bekukan"), lsp, icon="player-pause", danger=True),
        *act(ctx, commands.cabut, "Cabut lisensi", ke("cabut"), lsp, icon="ban", danger=True),
    ]


def _ke_sistem(ctx: Context, lsp: Lsp) -> list[Act]:
    """A commission's way into the LSP's own system (P508 12.1.2)."""
    if not ctx.actor.has(*KOMISI):
        return []
    pintu = queries.pintu_sistem(lsp)
    why = None if pintu else "LSP ini belum mempunyai alamat sistem."
    return [Act("Buka sistem LSP", pintu, icon="external-link", why=why)]


@login_required
@GET_POST
def baru(request: HttpRequest) -> HttpResponse:
    """Enter an LSP."""
    return act_page(
        request,
        commands.daftarkan,
        LspForm(request.POST or None),
        title="Daftarkan LSP",
        button="Daftarkan LSP",
        success="LSP terdaftar. Tambahkan skema dalam lingkupnya.",
        back=("LSP", reverse("lisensi:daftar")),
        next=alamat,
    )


# Name of the address: command, form, title, word on the button, whether it takes something away.
TINDAKAN: dict[str, tuple[Callable[..., Any], type[forms.Form], str, str, bool]] = {
    "tambah_lingkup": (commands.tambah_lingkup, LingkupForm, "Tambah skema dalam lingkup", "Tambahkan skema", False),
    "perpanjang": (commands.perpanjang, PerpanjanganForm, "Perpanjang lisensi", "Tandatangani perpanjangan", False),
    "bekukan": (commands.bekukan, KeputusanForm, "Bekukan lisensi", "Tandatangani pembekuan", True),
    "pulihkan": (commands.pulihkan, KeputusanForm, "Pulihkan lisensi", "Tandatangani pemulihan", False),
    "cabut": (commands.cabut, KeputusanForm, "Cabut lisensi", "Tandatangani pencabutan", True),
}
TINDAKAN_LINGKUP: dict[str, tuple[Callable[..., Any], str, bool]] = {
    "bekukan": (commands.bekukan_lingkup, "Bekukan skema", True),
    "pulihkan": (commands.pulihkan_lingkup, "Pulihkan skema", False),
    "kurangi": (commands.kurangi_lingkup, "Keluarkan dari lingkup", True),
}


@login_required
@GET_POST
def tindakan(request: HttpRequest, pk: UUID, nama: str) -> HttpResponse:
    """The form of an act on one LSP."""
    lsp = _lsp(pk)
    command, form, title, button, danger = found(TINDAKAN.get(nama), "Tindakan itu tidak dikenal.")
    return act_page(
        request,
        command,
        form(request.POST or None),
        title=title,
        button=button,
        success="Tersimpan.",
        back=(lsp.nama, alamat(lsp)),
        next=alamat(lsp),
        intro=str(lsp),
        danger=danger,
        lsp=lsp,
    )


@login_required
@GET_POST
def ubah_profil(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Correct the profile."""
    lsp = _lsp(pk)
    awal = {name: getattr(lsp, name) for name in ProfilForm.base_fields}
    return act_page(
        request,
        commands.ubah_profil,
        ProfilForm(request.POST or None, initial=awal),
        title="Ubah profil LSP",
        button="Simpan profil",
        success="Profil LSP tersimpan.",
        back=(lsp.nama, alamat(lsp)),
        next=alamat(lsp),
        lsp=lsp,
    )


def _lingkup(pk: UUID) -> Lingkup:
    return found(Lingkup.objects.select_related("lsp").filter(pk=pk).first(), "Lingkup itu tidak ada di register.")


@login_required
@require_safe
def lingkup(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One skema of one LSP."""
    ctx, row = context_of(request), _lingkup(pk)
    queries.buka(ctx, lsp=row.lsp)
    acts = [
        one
        for nama, (command, label, danger) in TINDAKAN_LINGKUP.items()
        for one in act(
            ctx,
            command,
            label,
            reverse("lisensi:tindakan_lingkup", args=[row.pk, nama]),
            row,
            danger=danger,
            main=not danger,
        )
    ]
    keputusan = [one for one in queries.keputusan_dari(row.lsp) if one.lingkup_id == row.pk]
    detail = Detail(
        title=row.skema_nama,
        intro=row.lsp.nama,
        tone=TONES_LINGKUP[row.keadaan(ctx.today)],
        badge=row.keadaan(ctx.today).label,
        back=(row.lsp.nama, alamat(row.lsp)),
        facts=[("Nomor skema", row.skema_kode), ("Dalam lingkup sejak", long_date(row.sejak))],
        parts=[
            Part(
                "Keputusan",
                [
                    Row(one.get_jenis_display(), f"{one.nomor_sk} · {long_date(one.tanggal_sk)} · {one.alasan}")
                    for one in keputusan
                ],
            )
        ],
        acts=acts,
    )
    return detail_page(request, detail)


@login_required
@GET_POST
def tindakan_lingkup(request: HttpRequest, pk: UUID, nama: str) -> HttpResponse:
    """The form of an act on one skema of the scope."""
    row = _lingkup(pk)
    command, title, danger = found(TINDAKAN_LINGKUP.get(nama), "Tindakan itu tidak dikenal.")
    back = reverse("lisensi:lingkup", args=[row.pk])
    return act_page(
        request,
        command,
        KeputusanForm(request.POST or None),
        title=title,
        button=f"Tandatangani: {title.lower()}",
        success="Keputusan tercatat.",
        back=(row.skema_nama, back),
        next=back,
        intro=f"{row.skema_nama}, {row.lsp.nama}",
        danger=danger,
        lingkup=row,
    )
