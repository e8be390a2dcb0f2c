"""Pages of trainings and committee competence: the facts that the rules against conflicts rest on (P508 9.4)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from telusur.kernel.accounts.context import context_of
from telusur.kernel.base.paging import Pages
from telusur.kernel.commands.registry import why_not_by_role
from telusur.kernel.ui.acts import attempt, require
from telusur.lsp.administrasi.sdm import commands, queries
from telusur.lsp.administrasi.sdm.forms import KompetensiForm, PelatihanForm
from telusur.lsp.administrasi.skema import queries as skema_queries
from telusur.lsp.administrasi.umum.queries import pemegang_peran
from telusur.lsp.roles import Role

PER_PAGE = 25


@login_required
@require_GET
def pelatihan(request: HttpRequest) -> HttpResponse:
    """Who trained whom, and when."""
    return _daftar(request, queries.daftar_pelatihan, commands.catat_pelatihan, "sdm/pelatihan.html")


@login_required
@require_GET
def kompetensi(request: HttpRequest) -> HttpResponse:
    """Who may decide on which skema, and until when."""
    return _daftar(request, queries.daftar_kompetensi, commands.catat_kompetensi_komite, "sdm/kompetensi.html")


def _daftar(
    request: HttpRequest, read: Callable[..., QuerySet[Any]], act: Callable[..., Any], template: str
) -> HttpResponse:
    ctx, cari = context_of(request), request.GET.get("q", "")
    page = Pages(read(ctx, cari=cari), PER_PAGE).get_page(request.GET.get("hal"))
    boleh = not why_not_by_role(act, ctx)
    return render(request, template, {"page": page, "cari": cari, "boleh_tambah": boleh, "hari_ini": ctx.today})


@login_required
@require_http_methods(["GET", "POST"])
def pelatihan_baru(request: HttpRequest) -> HttpResponse:
    """Record a training with everybody who took it."""
    require(request, commands.catat_pelatihan)
    return _isian(
        request,
        PelatihanForm(request.POST or None),
        commands.catat_pelatihan,
        judul="Catat pelatihan",
        kabar="Pelatihan dicatat. Pelatihnya tidak dapat mengases atau memutuskan pesertanya.",
        kembali="sdm:daftar",
    )


@login_required
@require_http_methods(["GET", "POST"])
def kompetensi_baru(request: HttpRequest) -> HttpResponse:
    """Record that somebody of the committee may decide on a skema."""
    ctx = require(request, commands.catat_kompetensi_komite)
    people = {str(user.pk): user for user in pemegang_peran(Role.KOMITE_TEKNIS, ctx)}
    form = KompetensiForm(
        request.POST or None,
        orang=[(pk, user.name) for pk, user in people.items()],
        skema=[(skema.kode, f"{skema.nama} ({skema.kode})") for skema in skema_queries.berlaku()],
    )
    return _isian(
        request,
        form,
        commands.catat_kompetensi_komite,
        judul="Catat kompetensi komite",
        kabar="Kompetensi dicatat. Orang itu dapat diangkat untuk skema tersebut.",
        kembali="sdm:kompetensi",
        ubah=lambda isian: {**isian, "orang": people[isian["orang"]]},
    )


def _isian(
    request: HttpRequest,
    form: forms.Form,
    act: Callable[..., Any],
    *,
    judul: str,
    kabar: str,
    kembali: str,
    ubah: Callable[[dict[str, Any]], dict[str, Any]] = dict,
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        result = attempt(request, act, **ubah(form.cleaned_data))
        if result.ok:
            messages.success(request, kabar)
            return redirect(kembali)
        result.put_into(form)
    page = {"form": form, "judul": judul, "kembali": kembali}
    return render(request, "sdm/isian.html", page, status=422 if form.is_bound else 200)
