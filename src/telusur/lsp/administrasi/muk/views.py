"""Pages of the MUK. Filling and signing the forms happens on the form engine's own pages."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from telusur.kernel.accounts.context import context_of
from telusur.kernel.base.errors import Invalid, NotFound, NotPermitted
from telusur.kernel.commands.registry import why_not, why_not_by_role
from telusur.kernel.ui.acts import attempt, perform
from telusur.lsp.administrasi.muk import commands, isi_mapa, queries, rules
from telusur.lsp.administrasi.muk.forms import ImporForm
from telusur.lsp.administrasi.muk.states import StatusMapa, StatusPerangkat
from telusur.lsp.administrasi.skema import queries as skema_queries

TONES: dict[str, str] = {
    StatusMapa.DRAF: "mute",
    StatusMapa.DIAJUKAN: "info",
    StatusMapa.DIVALIDASI: "ok",
    StatusMapa.DITARIK: "wait",
    StatusPerangkat.PERBAIKAN: "wait",
    StatusPerangkat.DITINJAU: "info",
    StatusPerangkat.BERLAKU: "ok",
}


@login_required
@require_GET
def daftar(request: HttpRequest) -> HttpResponse:
    """Per skema in force: plan, instrument set and question bank, and what is missing."""
    ctx = context_of(request)
    if not ctx.actor.has(*queries.READERS):
        raise NotPermitted("Materi uji kompetensi hanya untuk petugas dan asesor LSP.")
    plans, sets, banks = (list(rows) for rows in _everything(ctx))
    rows = [
        {
            "skema": skema,
            "mapa": _with_tone(plan for plan in plans if plan.skema_id == skema.pk),
            "perangkat": _with_tone(row for row in sets if row.skema_id == skema.pk),
            "bank": _with_tone(bank for bank in banks if bank.skema_id == skema.pk),
            "belum": queries.alasan_belum_siap(skema),
        }
        for skema in skema_queries.berlaku()
    ]
    page = {
        "baris": rows,
        "boleh_susun": not why_not_by_role(commands.susun_mapa, ctx),
        "boleh_impor": not why_not_by_role(commands.impor_soal, ctx),
    }
    return render(request, "muk/daftar.html", page)


def _everything(ctx: Any) -> tuple[Any, Any, Any]:
    return queries.daftar_mapa(ctx), queries.daftar_perangkat(ctx), queries.daftar_bank(ctx)


def _with_tone(rows: Any) -> list[tuple[Any, str]]:
    return [(row, TONES[row.status]) for row in rows]


@login_required
@require_GET
def mapa(request: HttpRequest, mapa_id: UUID) -> HttpResponse:
    """One plan: its two forms, what it plans per unit, and which instrument is for whom."""
    ctx = context_of(request)
    row = _found(queries.daftar_mapa(ctx).filter(pk=mapa_id), "Rencana itu tidak ada.")
    page = {
        "mapa": row,
        "tone": TONES[row.status],
        "rencana": [queries.rencana_unit(unit, row.divalidasi_pada) for unit in row.rencana],
        "peta": row.peta,
        "boleh_tarik": not why_not_by_role(commands.tarik_mapa, ctx),
        "alasan_tarik": why_not(commands.tarik_mapa, ctx, row),
    }
    return render(request, "muk/mapa.html", page)


@login_required
@require_POST
def susun_mapa(request: HttpRequest, skema_id: UUID) -> HttpResponse:
    """Begin a plan; the penyusun goes on in FR.MAPA.01."""
    return perform(
        request,
        commands.susun_mapa,
        skema=skema_queries.lengkap(skema_id),
        success="MAPA dibuka. Isi FR.MAPA.01, lalu FR.MAPA.02.",
        next=lambda row: f"/formulir/{row.mapa01}/",
    )


@login_required
@require_POST
def tarik_mapa(request: HttpRequest, mapa_id: UUID) -> HttpResponse:
    """Take a plan out of use."""
    row = _found(queries.daftar_mapa(context_of(request)).filter(pk=mapa_id), "Rencana itu tidak ada.")
    return _withdraw(request, commands.tarik_mapa, reverse("muk:mapa", args=[row.pk]), mapa=row)


@login_required
@require_GET
def perangkat(request: HttpRequest, perangkat_id: UUID) -> HttpResponse:
    """One instrument set and its reviews."""
    ctx = context_of(request)
    row = _found(queries.daftar_perangkat(ctx).filter(pk=perangkat_id), "Perangkat itu tidak ada.")
    names = isi_mapa.instrumen(row.skema.edisi)
    page = {
        "perangkat": row,
        "tone": TONES[row.status],
        "instrumen": [(code, names.get(code, code)) for code in row.instrumen],
        "boleh_tindak": not why_not_by_role(commands.berlakukan_perangkat, ctx),
        "alasan_berlakukan": why_not(commands.berlakukan_perangkat, ctx, row),
        "alasan_tarik": why_not(commands.tarik_perangkat, ctx, row),
    }
    return render(request, "muk/perangkat.html", page)


@login_required
@require_http_methods(["GET", "POST"])
def susun_perangkat(request: HttpRequest, skema_id: UUID) -> HttpResponse:
    """Hand in an instrument set for review."""
    ctx = context_of(request)
    skema = skema_queries.lengkap(skema_id)
    why = why_not(commands.susun_perangkat, ctx) or rules.why_not_asesor(ctx, skema)
    if why:
        raise NotPermitted(why)
    chosen, error = request.POST.getlist("instrumen"), ""
    if request.method == "POST":
        text = request.POST.get("uraian", "")
        result = attempt(request, commands.susun_perangkat, skema=skema, instrumen=chosen, uraian=text)
        if result.value is not None:
            messages.success(request, "Perangkat diajukan. Asesor lain meninjaunya dengan FR.IA.11.")
            return redirect("muk:perangkat", perangkat_id=result.value.pk)
        error = result.error.sentence if result.error else ""
    page = {
        "skema": skema,
        "pilihan": [(code, name, code in chosen) for code, name in isi_mapa.instrumen(skema.edisi).items()],
        "uraian": request.POST.get("uraian", ""),
        "salah": error,
    }
    return render(request, "muk/susun_perangkat.html", page, status=422 if error else 200)


@login_required
@require_POST
def berlakukan_perangkat(request: HttpRequest, perangkat_id: UUID) -> HttpResponse:
    """Put a reviewed set to use."""
    row = _found(queries.daftar_perangkat(context_of(request)).filter(pk=perangkat_id), "Perangkat itu tidak ada.")
    return perform(
        request,
        commands.berlakukan_perangkat,
        perangkat=row,
        success=f"{row} berlaku.",
        next=reverse("muk:perangkat", args=[row.pk]),
    )


@login_required
@require_POST
def tarik_perangkat(request: HttpRequest, perangkat_id: UUID) -> HttpResponse:
    """Take a set out of use."""
    row = _found(queries.daftar_perangkat(context_of(request)).filter(pk=perangkat_id), "Perangkat itu tidak ada.")
    return _withdraw(request, commands.tarik_perangkat, reverse("muk:perangkat", args=[row.pk]), perangkat=row)


@login_required
@require_http_methods(["GET", "POST"])
def impor_soal(request: HttpRequest) -> HttpResponse:
    """Upload a question file; a wrong one is answered with every mistake and its line."""
    if why := why_not(commands.impor_soal, context_of(request)):
        raise NotPermitted(why)
    form = ImporForm(request.POST or None, request.FILES or None)
    mistakes: list[str] = []
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["berkas"].name
        result = attempt(request, commands.impor_soal, isi=form.isi(), nama_berkas=name)
        if result.value is not None:
            messages.success(request, f"{result.value} dimuat sebagai draf. Periksa, lalu berlakukan.")
            return redirect("muk:bank", bank_id=result.value.pk)
        error = result.error
        told = error.fields.get("berkas") if isinstance(error, Invalid) else None
        mistakes = told or [error.sentence if error else ""]
    status = 422 if form.is_bound else 200
    return render(request, "muk/impor_soal.html", {"form": form, "kesalahan": mistakes}, status=status)


@login_required
@require_GET
def bank(request: HttpRequest, bank_id: UUID) -> HttpResponse:
    """One question bank: what is known without reading it, and the way to its questions."""
    ctx = context_of(request)
    row = _found(queries.daftar_bank(ctx).filter(pk=bank_id), "Bank soal itu tidak ada.")
    page = {
        "bank": row,
        "tone": TONES.get(row.status, "ok"),
        "alasan_baca": why_not(queries.baca_soal, ctx, row),
        "boleh_tindak": not why_not_by_role(commands.berlakukan_bank, ctx),
        "alasan_berlakukan": why_not(commands.berlakukan_bank, ctx, row),
        "alasan_tarik": why_not(commands.tarik_bank, ctx, row),
    }
    return render(request, "muk/bank.html", page)


@login_required
@require_GET
def soal(request: HttpRequest, bank_id: UUID) -> HttpResponse:
    """Questions with keys, for those appointed. Reading is recorded; nothing of it may stay in a cache."""
    ctx = context_of(request)
    row = _found(queries.daftar_bank(ctx).filter(pk=bank_id), "Bank soal itu tidak ada.")
    rows = queries.baca_soal(ctx, bank=row)
    response = render(request, "muk/soal.html", {"bank": row, "soal": rows, "tugas": queries.baca_tugas(ctx, bank=row)})
    response["Cache-Control"] = "no-store"
    return response


@login_required
@require_POST
def berlakukan_bank(request: HttpRequest, bank_id: UUID) -> HttpResponse:
    """Put a bank to use."""
    row = _found(queries.daftar_bank(context_of(request)).filter(pk=bank_id), "Bank soal itu tidak ada.")
    return perform(
        request,
        commands.berlakukan_bank,
        bank=row,
        success=f"{row} berlaku.",
        next=reverse("muk:bank", args=[row.pk]),
    )


@login_required
@require_POST
def tarik_bank(request: HttpRequest, bank_id: UUID) -> HttpResponse:
    """Take a bank out of use."""
    row = _found(queries.daftar_bank(context_of(request)).filter(pk=bank_id), "Bank soal itu tidak ada.")
    return _withdraw(request, commands.tarik_bank, reverse("muk:bank", args=[row.pk]), bank=row)


def _withdraw(request: HttpRequest, act: Any, page: str, **subject: Any) -> HttpResponse:
    row = next(iter(subject.values()))
    reason = request.POST.get("alasan", "")
    return perform(request, act, **subject, alasan=reason, success=f"{row} ditarik.", next=page)


def _found(rows: Any, otherwise: str) -> Any:
    row = rows.first()
    if row is None:
        raise NotFound(otherwise)
    return row
