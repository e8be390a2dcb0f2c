"""Pages of the asesor register: list, profile, and what Admin and the managers record (SOP 1.5)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from telusur.contract.from_lsp import ASESOR
from telusur.kernel.accounts.context import context_of
from telusur.kernel.base.paging import Pages
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.registry import why_not, why_not_by_role
from telusur.kernel.exchange.queries import standing
from telusur.kernel.ui.acts import attempt, perform, require
from telusur.kernel.ui.components.lists import Saringan
from telusur.lsp.administrasi.asesor import commands, queries
from telusur.lsp.administrasi.asesor.forms import AsesorForm, LingkupForm, NomorForm, SertifikatForm
from telusur.lsp.administrasi.asesor.models import Asesor
from telusur.lsp.administrasi.asesor.rules import alasan_registrasi
from telusur.lsp.administrasi.asesor.states import NADA_REGISTRASI, Keberlakuan, Registrasi, StatusAsesor
from telusur.lsp.administrasi.skema import queries as skema_queries
from telusur.lsp.administrasi.umum.queries import setelan
from telusur.lsp.administrasi.umum.rules import bnsp_tersambung
from telusur.lsp.administrasi.umum.states import JenisTangan
from telusur.lsp.administrasi.umum.tangan import tangan, tangan_dari
from telusur.lsp.roles import STAFF, Role

PER_PAGE = 25
TONES = {
    Keberlakuan.BERLAKU: "ok",
    Keberlakuan.SEGERA: "wait",
    Keberlakuan.BERAKHIR: "late",
    Keberlakuan.BELUM: "mute",
}


def _chip(row: Any, ctx: Context, segera: int) -> tuple[str, str]:
    keadaan = queries.keberlakuan(row.berlaku_dari, row.berlaku_sampai, ctx.today, segera)
    return TONES[keadaan], str(keadaan.label)


@login_required
@require_GET
def daftar(request: HttpRequest) -> HttpResponse:
    """The register; an asesor is led to their own profile."""
    ctx = context_of(request)
    if ctx.actor.has(Role.ASESOR) and not ctx.actor.has(*STAFF):
        own = queries.asesor_dari(ctx.actor.id)
        if own is not None:
            return redirect("asesor:profil", pk=own.pk)
    cari = queries.Cari(*(request.GET.get(name, "") for name in ("q", "status", "masa")))
    page = Pages(queries.register_asesor(ctx, cari=cari), PER_PAGE).get_page(request.GET.get("hal"))
    segera = int(setelan("asesor.pengingat_hari"))
    ditulis = tangan_dari(JenisTangan.ASESOR, {row.pk: row.sebagai_nilai for row in page})
    return render(
        request,
        "asesor/daftar.html",
        {
            "page": page,
            "baris": [(row, *_chip(row, ctx, segera), ditulis.get(row.pk)) for row in page],
            "saringan": [
                Saringan("masa", "Sertifikat", Keberlakuan.choices),
                Saringan("status", "Status", StatusAsesor.choices),
            ],
            "disaring": bool(cari.kata or cari.status or cari.keberlakuan),
            "boleh_tambah": not why_not_by_role(commands.daftarkan, ctx),
        },
    )


def _asesor(pk: UUID) -> Asesor:
    row = Asesor.objects.select_related("orang").filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


@login_required
@require_GET
def profil(request: HttpRequest, pk: UUID) -> HttpResponse:
    """SK with number and date, certificate, scopes, and the SPT of this asesor (SOP 1.5)."""
    ctx = context_of(request)
    asesor = queries.buka_profil(ctx, asesor=_asesor(pk))
    segera = int(setelan("asesor.pengingat_hari"))
    tone, label = _chip(asesor, ctx, segera)
    page = {
        "asesor": asesor,
        "tone": tone,
        "label": label,
        "lingkup": [(row, *_chip(row, ctx, segera)) for row in asesor.lingkup.all()],
        "spt": list(queries.spt_asesor(ctx, asesor)[:50]),
        "kiriman": standing(to=settings.BNSP_CODE, kind=ASESOR.kind, key=asesor.no_reg)
        if ctx.actor.has(*STAFF)
        else None,
        "registrasi": (NADA_REGISTRASI[Registrasi(asesor.registrasi)], asesor.get_registrasi_display()),
        "belum_dinyatakan": alasan_registrasi(asesor),
        "tangan": tangan(JenisTangan.ASESOR, asesor.pk, asesor.sebagai_nilai) if ctx.actor.has(*STAFF) else None,
        "alasan_sertifikat": why_not(commands.perbarui_sertifikat, ctx, asesor),
        "boleh_nomor": not why_not(commands.perbaiki_nomor, ctx, asesor),
        "boleh_ubah": not why_not_by_role(commands.tambah_lingkup, ctx),
        "boleh_status": not why_not_by_role(commands.ubah_status, ctx),
    }
    return render(request, "asesor/profil.html", page)


@login_required
@require_http_methods(["GET", "POST"])
def baru(request: HttpRequest) -> HttpResponse:
    """Register an asesor."""
    ctx = require(request, commands.daftarkan)
    people = {str(user.pk): user for user in queries.belum_terdaftar(ctx)}
    pilihan = [(pk, user.name) for pk, user in people.items()]
    tersambung = bnsp_tersambung()
    form = AsesorForm(request.POST or None, request.FILES or None, orang=pilihan, tersambung=tersambung)
    if request.method == "POST" and form.is_valid():
        isian = {**form.cleaned_data, "orang": people[form.cleaned_data["orang"]]}
        result = attempt(request, commands.daftarkan, **isian)
        if result.value is not None:
            messages.success(request, f"{result.value} terdaftar. Tambahkan skema yang boleh diases.")
            return redirect("asesor:profil", pk=result.value.pk)
        result.put_into(form)
    page = {
        "form": form,
        "judul": "Daftarkan asesor",
        "kata": "Daftarkan asesor",
        "kosong": not people,
        "tersambung": tersambung,
    }
    return render(request, "asesor/isian.html", page, status=422 if form.is_bound else 200)


@login_required
@require_http_methods(["GET", "POST"])
def lingkup(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Add technical competence for a skema."""
    pilihan = [(skema.kode, f"{skema.nama} ({skema.kode})") for skema in skema_queries.berlaku()]
    return _isian(
        request,
        pk,
        commands.tambah_lingkup,
        lambda data, files: LingkupForm(data, skema=pilihan),
        judul="Tambah lingkup",
        kabar="Lingkup dicatat. Asesor dapat ditugaskan untuk skema itu selama masa berlakunya.",
    )


@login_required
@require_http_methods(["GET", "POST"])
def sertifikat(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Record a renewed certificate."""
    return _isian(
        request,
        pk,
        commands.perbarui_sertifikat,
        SertifikatForm,
        judul="Perbarui sertifikat",
        kabar="Sertifikat asesor diperbarui.",
    )


@login_required
@require_http_methods(["GET", "POST"])
def nomor(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Correct a registration number that BNSP did not know."""
    return _isian(
        request,
        pk,
        commands.perbaiki_nomor,
        NomorForm,
        judul="Perbaiki nomor registrasi",
        kabar="Nomor registrasi diperbaiki. Bila BNSP tersambung, registernya ditanyai lagi.",
    )


def _isian(
    request: HttpRequest,
    pk: UUID,
    act: Callable[..., Any],
    buat: Callable[[Any, Any], forms.Form],
    *,
    judul: str,
    kabar: str,
) -> HttpResponse:
    asesor = _asesor(pk)
    require(request, act, asesor)
    form = buat(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        result = attempt(request, act, asesor=asesor, **form.cleaned_data)
        if result.ok:
            messages.success(request, kabar)
            return redirect("asesor:profil", pk=pk)
        result.put_into(form)
    page = {"form": form, "judul": judul, "kata": "Simpan", "asesor": asesor}
    return render(request, "asesor/isian.html", page, status=422 if form.is_bound else 200)


@login_required
@require_POST
def status(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take an asesor out of use or back, with the reason."""
    return perform(
        request,
        commands.ubah_status,
        success="Status asesor diubah dan alasannya dicatat.",
        next=reverse("asesor:profil", args=[pk]),
        asesor=_asesor(pk),
        status=request.POST.get("status", ""),
        alasan=request.POST.get("alasan", ""),
    )
