"""Pages of those who keep the list of LSP systems."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from telusur.bnsp.isian import AlasanForm
from telusur.bnsp.manajemen.penyedia import commands, queries
from telusur.bnsp.manajemen.penyedia.forms import SistemForm
from telusur.bnsp.manajemen.penyedia.models import SistemLsp
from telusur.bnsp.roles import KOMISI, NAMES
from telusur.bnsp.sertifikasi_lisensi.lisensi.models import Lsp
from telusur.kernel.accounts.context import context_of
from telusur.kernel.audit.models import Outcome
from telusur.kernel.audit.queries import outcome_of
from telusur.kernel.base.clock import date_and_time
from telusur.kernel.commands.registry import role_list
from telusur.kernel.ui.acts import attempt, require
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

KOLOM_KUNJUNGAN = (Kolom("Petugas"), Kolom("Sistem"), Kolom("Waktu"), Kolom("Hasil"))
KOLOM = (Kolom("Sistem"), Kolom("Kode klien"), Kolom("Alamat"), Kolom("Masuk"))
GET_POST = require_http_methods(["GET", "HEAD", "POST"])


@login_required
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """The systems that BNSP's officers may enter."""
    ctx = require(request, commands.hentikan)
    page = page_of(request, queries.sistem_terdaftar(ctx, cari=words_of(request)))
    register = Register(
        title="Sistem LSP",
        intro="Sistem LSP yang dapat dimasuki petugas BNSP dengan akun BNSP. LSP yang menentukan siapa boleh membaca apa.",
        columns=KOLOM,
        rows=[_baris(row) for row in page],
        search="nama LSP",
        unit="sistem",
        icon="key",
        empty="Daftarkan sistem LSP pertama, lalu serahkan rahasianya kepada pengelola sistem LSP itu.",
        page=page,
        acts=act(ctx, commands.hentikan, "Daftarkan sistem", reverse("penyedia:baru"), icon="plus", main=True),
    )
    return list_page(request, register)


def _baris(row: SistemLsp) -> list[Sel]:
    return [
        Sel(row.lsp.nama, url=reverse("penyedia:rinci", args=[row.pk])),
        Sel(row.kode, kode=True),
        Sel(row.alamat),
        Sel("Dibuka" if row.aktif else "Dihentikan", tone="ok" if row.aktif else "mute"),
    ]


@login_required
@GET_POST
@never_cache
def baru(request: HttpRequest) -> HttpResponse:
    """Register a system; the answer shows its secret, once."""
    require(request, commands.hentikan)
    form = SistemForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        shown = _daftarkan(request, form.cleaned_data["lsp"])
        if isinstance(shown, HttpResponse):
            return shown
        shown.put_into(form)
    page = {
        "form": form,
        "judul": "Daftarkan sistem LSP",
        "kata": "Daftarkan dan buat rahasia",
        "kembali": ("Sistem LSP", reverse("penyedia:daftar")),
        "penjelasan": "Rahasianya tampil satu kali. Serahkan kepada pengelola sistem LSP itu lewat jalan yang aman.",
    }
    return render(request, "ui/isian.html", page, status=422 if form.is_bound else 200)


def _daftarkan(request: HttpRequest, lsp: Lsp) -> Any:
    """The page with the secret, or the refusal."""
    result = attempt(request, commands.daftarkan, lsp=lsp)
    if not result.ok or result.value is None:
        return result
    sistem, secret = result.value
    return render(
        request, "penyedia/rahasia.html", {"sistem": sistem, "rahasia": secret, "penyedia": settings.BASE_URL}
    )


def _sistem(pk: UUID) -> SistemLsp:
    return found(queries.dengan_id(pk), "Sistem LSP itu tidak terdaftar.")


@login_required
@require_safe
def rinci(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One system."""
    sistem = _sistem(pk)
    require(request, commands.hentikan, sistem)
    ctx = context_of(request)
    hentikan = act(
        ctx, commands.hentikan, "Hentikan masuk", reverse("penyedia:hentikan", args=[pk]), sistem, danger=True
    )
    detail = Detail(
        title=sistem.lsp.nama,
        intro="Sistem yang dapat dimasuki petugas BNSP.",
        tone="ok" if sistem.aktif else "mute",
        badge="Dibuka" if sistem.aktif else "Dihentikan",
        back=("Sistem LSP", reverse("penyedia:daftar")),
        facts=[
            ("Kode klien", sistem.kode),
            ("Alamat sistem", sistem.alamat),
            ("Dicatat", date_and_time(sistem.dicatat_pada)),
            ("Alasan dihentikan", sistem.alasan),
        ],
        acts=[
            *act(ctx, commands.daftarkan, "Buat rahasia baru", reverse("penyedia:rahasia", args=[pk]), sistem.lsp),
            *(hentikan if sistem.aktif else []),
        ],
    )
    return detail_page(request, detail)


@login_required
@GET_POST
@never_cache
def rahasia(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A new secret in place of the old one."""
    sistem = _sistem(pk)
    require(request, commands.daftarkan, sistem.lsp)
    if request.method == "POST":
        shown = _daftarkan(request, sistem.lsp)
        if isinstance(shown, HttpResponse):
            return shown
        raise shown.error
    return render(request, "penyedia/rahasia_baru.html", {"sistem": sistem})


@login_required
@require_safe
def kunjungan(request: HttpRequest) -> HttpResponse:
    """Who went to the system of which LSP (P508 12.1.3, 12.3.3, 12.4.3, 12.5.3)."""
    ctx = context_of(request)
    page = page_of(request, queries.kunjungan(ctx, cari=words_of(request), komisi=request.GET.get("komisi", "")))
    register = Register(
        title="Kunjungan ke LSP",
        intro="Siapa memasuki sistem LSP mana dan kapan. Yang dibuka di sana tercatat pada jejak LSP itu, di Kunjungan BNSP.",
        columns=KOLOM_KUNJUNGAN,
        rows=[
            [
                Sel(one.actor_name, kecil=role_list(one.actor_roles.split())),
                Sel(one.subject_label, kecil=one.reason),
                Sel(date_and_time(one.at), kecil=f"Entri {one.pk}"),
                Sel(outcome_of(one), tone="late" if one.outcome == Outcome.REFUSED else "mute"),
            ]
            for one in page
        ],
        search="petugas atau LSP",
        unit="kunjungan",
        icon="eye",
        empty="Belum ada petugas yang memasuki sistem LSP.",
        page=page,
        filters=[Saringan("komisi", "Komisi", [(str(role), NAMES[role]) for role in KOMISI])],
    )
    return list_page(request, register)


@login_required
@GET_POST
def hentikan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """End the sign-in at one system."""
    sistem = _sistem(pk)
    back = reverse("penyedia:rinci", args=[pk])
    return act_page(
        request,
        commands.hentikan,
        AlasanForm(request.POST or None),
        title="Hentikan masuk ke sistem LSP",
        button="Hentikan",
        success="Dihentikan. Rahasia sistem itu tidak berlaku lagi.",
        back=(sistem.lsp.nama, back),
        next=back,
        danger=True,
        sistem=sistem,
    )
