"""Pages of the LSP's profile, its settings, and the letters and decrees it has issued."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from telusur.kernel.accounts.context import context_of
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.registry import why_not_by_role
from telusur.kernel.ui.acts import attempt, require
from telusur.kernel.ui.components.lists import Saringan
from telusur.lsp.administrasi.umum import commands, queries
from telusur.lsp.administrasi.umum.forms import LisensiForm, ProfilForm, SetelanForm
from telusur.lsp.administrasi.umum.models import LingkupLisensi, Naskah
from telusur.lsp.administrasi.umum.setelan import DAFTAR
from telusur.lsp.administrasi.umum.states import NADA_LINGKUP, JenisNaskah, StatusLingkup, StatusNaskah
from telusur.lsp.roles import STAFF

PER_PAGE = 25
TONES = {StatusNaskah.DRAF: "wait", StatusNaskah.DITANDATANGANI: "ok", StatusNaskah.DIBATALKAN: "mute"}


@login_required
@require_http_methods(["GET", "POST"])
def profil(request: HttpRequest) -> HttpResponse:
    """Edit the profile; the licence stands beside it with its state today."""
    ctx = require(request, commands.isi_profil)
    form = ProfilForm(request.POST or None, initial=queries.isi_profil())
    if request.method == "POST" and form.is_valid():
        result = attempt(request, commands.isi_profil, **form.cleaned_data)
        if result.ok:
            messages.success(request, "Profil LSP tersimpan. Portal dan surat berikutnya memakainya.")
            return redirect("umum:profil")
        result.put_into(form)
    page = {
        "form": form,
        "lisensi": queries.lisensi(),
        "keadaan": queries.keadaan_lisensi(ctx.today),
        "lingkup": _lingkup(ctx),
        "staf": ctx.actor.has(*STAFF),
    }
    return render(request, "umum/profil.html", page, status=422 if form.is_bound else 200)


def _lingkup(ctx: Context) -> list[tuple[LingkupLisensi, str, str]]:
    """The scope with the colour of each skema and, by the rule of every gate, why it takes no new assessment."""
    kini = queries.wewenang()
    return [
        (row, NADA_LINGKUP[StatusLingkup(row.status)], kini.alasan(row.skema_kode, ctx.today) or "")
        for row in queries.lingkup()
    ]


@login_required
@require_http_methods(["GET", "POST"])
def lisensi(request: HttpRequest) -> HttpResponse:
    """Record a licence, or the new state of the one there is."""
    require(request, commands.catat_lisensi)
    form = LisensiForm(request.POST or None, initial=queries.isi_lisensi())
    if request.method == "POST" and form.is_valid():
        result = attempt(request, commands.catat_lisensi, **form.cleaned_data)
        if result.ok:
            messages.success(request, "Lisensi tersimpan dan tampil di portal.")
            return redirect("umum:profil")
        result.put_into(form)
    return render(request, "umum/lisensi.html", {"form": form}, status=422 if form.is_bound else 200)


@login_required
@require_GET
def setelan(request: HttpRequest) -> HttpResponse:
    """Every setting with its value, unit and default, by subject."""
    ctx = context_of(request)
    page = {
        "kelompok": queries.lihat_setelan(ctx, daftar=queries.SEMUA_SETELAN),
        "boleh_ubah": not why_not_by_role(commands.ubah_setelan, ctx),
    }
    return render(request, "umum/setelan.html", page)


@login_required
@require_http_methods(["GET", "POST"])
def ubah_setelan(request: HttpRequest, kode: str) -> HttpResponse:
    """Change one setting; holds at once."""
    require(request, commands.ubah_setelan)
    butir = DAFTAR.get(kode)
    if butir is None:
        raise Http404("Setelan itu tidak dikenal.")
    form = SetelanForm(butir, request.POST or None, initial={"nilai": _tertulis(queries.setelan(kode))})
    if request.method == "POST" and form.is_valid():
        result = attempt(request, commands.ubah_setelan, kode=kode, nilai_baru=form.cleaned_data["nilai"])
        if result.ok:
            messages.success(request, f"Setelan “{butir.label}” berlaku mulai sekarang.")
            return redirect("umum:setelan")
        result.put_into(form)
    page = {"butir": butir, "form": form, "bawaan": queries.tampil(butir, butir.bawaan)}
    return render(request, "umum/ubah_setelan.html", page, status=422 if form.is_bound else 200)


def _tertulis(nilai: Any) -> Any:
    return {True: "ya", False: "tidak"}[nilai] if isinstance(nilai, bool) else nilai


@login_required
@require_GET
def naskah(request: HttpRequest) -> HttpResponse:
    """Letters and decrees by kind, state, number, subject or recipient; staff see all, others those addressed to them."""
    ctx = context_of(request)
    cari, jenis, status = (request.GET.get(name, "") for name in ("q", "jenis", "status"))
    rows = queries.naskah_terlihat(ctx, cari=cari, jenis=jenis, status=status)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("hal"))
    return render(
        request,
        "umum/naskah.html",
        {
            "page": page,
            "baris": [(row, TONES[StatusNaskah(row.status)]) for row in page],
            "saringan": [
                Saringan("jenis", "Jenis", JenisNaskah.choices),
                Saringan("status", "Status", StatusNaskah.choices),
            ],
            "disaring": bool(cari or jenis or status),
            "staf": ctx.actor.has(*STAFF),
        },
    )


@login_required
@require_GET
def rinci_naskah(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One letter: what it says, who signed it, and its PDF (SE007 A.IV.5)."""
    found = Naskah.objects.filter(pk=pk).first()
    if found is None:
        raise Http404
    row = queries.buka_naskah(context_of(request), naskah=found)
    page = {"naskah": row, "tone": TONES[StatusNaskah(row.status)], "bagian": queries.bagian_naskah(row)}
    return render(request, "umum/rinci_naskah.html", page)
