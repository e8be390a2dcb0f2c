"""Pages of the written exam: the asesi's paper, its answers, and the asesor's view of a session."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from telusur.kernel.accounts.context import context_of
from telusur.kernel.base.body import takes_up_to
from telusur.kernel.base.clock import clock_time, date_and_time, shown_in
from telusur.kernel.base.errors import DomainError, NotFound
from telusur.kernel.commands.registry import why_not, why_not_by_role
from telusur.kernel.ui.acts import attempt, perform, refused, require
from telusur.lsp.administrasi.umum.queries import setelan
from telusur.lsp.roles import STAFF, Role
from telusur.lsp.sertifikasi.jadwal.queries import di_antara
from telusur.lsp.sertifikasi.ujian import arus, commands, kiriman, queries
from telusur.lsp.sertifikasi.ujian.forms import TambahWaktuForm
from telusur.lsp.sertifikasi.ujian.models import Ujian
from telusur.lsp.sertifikasi.ujian.rules import KELONGGARAN
from telusur.lsp.sertifikasi.ujian.states import StatusUjian

TONES: dict[str, tuple[str, str]] = {
    StatusUjian.BELUM: ("mute", "circle-dashed"),
    StatusUjian.BERLANGSUNG: ("info", "pencil"),
    StatusUjian.SELESAI: ("ok", "circle-check"),
    StatusUjian.BATAL: ("wait", "circle-minus"),
}


@login_required
@require_GET
def daftar(request: HttpRequest) -> HttpResponse:
    """The asesi's own exams; for asesor and staff the sessions they may follow."""
    ctx = context_of(request)
    exams = [(ujian, *TONES[ujian.status]) for ujian in queries.ujian_saya(ctx)]
    sessions = queries.jadwal_dengan_ujian(ctx)[:50] if ctx.actor.has(Role.ASESOR, *STAFF) else []
    return render(request, "ujian/daftar.html", {"ujian": exams, "sesi": sessions, "asesi": ctx.actor.has(Role.ASESI)})


@never_cache
@login_required
@require_GET
def halaman(request: HttpRequest, ujian_id: UUID) -> HttpResponse:
    """One exam: cover, paper, or what became of it; the asesor sees its progress."""
    ujian = _ujian(ujian_id)
    with shown_in(ujian.zona_waktu):
        return _halaman(request, ujian)


def _halaman(request: HttpRequest, ujian: Ujian) -> HttpResponse:
    ctx = context_of(request)
    lembar = queries.buka(ctx, ujian=ujian)
    page = _page(ujian, ctx.at, lembar.kemajuan)
    if str(ujian.asesi_id) != ctx.actor.id:
        return _followed(request, page, lembar)
    if lembar.soal and not page["habis"]:
        return render(request, "ujian/lembar.html", {**page, "lembar": lembar})
    page["fakta"] = [*_times(ujian), ("Sidik jawaban", ujian.digest, "", True)] if ujian.digest else []
    return render(
        request,
        "ujian/sampul.html",
        {**page, "alasan": why_not(commands.mulai, ctx, ujian), "kelonggaran": setelan(KELONGGARAN)},
    )


def _followed(request: HttpRequest, page: dict[str, Any], lembar: queries.Lembar) -> HttpResponse:
    """What asesor and staff see: progress, and the result once there is one. No question, no key."""
    ctx, ujian = context_of(request), lembar.ujian
    rows = _times(ujian) or [("Waktu", f"{ujian.jatah_menit} menit sejak dimulai")]
    rows += [("Waktu tambahan", f"{row['menit']} menit, {row['oleh']}: {row['alasan']}") for row in ujian.tambahan]
    if ujian.benar is not None:
        rows += [("Benar", f"{ujian.benar} dari {ujian.jumlah}"), ("Sidik jawaban", ujian.digest, "", True)]
    page |= {
        "fakta": rows,
        "bukan_asesor": why_not_by_role(commands.hentikan, ctx),
        "alasan_hentikan": why_not(commands.hentikan, ctx, ujian),
        "perbedaan": lembar.perbedaan,
        "boleh_tambah": why_not(commands.tambah_waktu, ctx, ujian) is None,
        "dampak": ["Jawaban yang sudah masuk dihitung.", "Asesi tidak dapat melanjutkan ujian ini."],
    }
    return render(request, "ujian/pantau.html", page)


def _times(ujian: Ujian) -> list[tuple[Any, ...]]:
    rows = [("Mulai", ujian.mulai_pada), ("Batas waktu", ujian.batas_pada), ("Selesai", ujian.selesai_pada)]
    found: list[tuple[Any, ...]] = [(label, date_and_time(moment)) for label, moment in rows if moment]
    return [*found, ("Cara berakhir", ujian.cara_selesai)] if ujian.cara_selesai else found


def _page(ujian: Ujian, at: datetime, kemajuan: queries.Kemajuan | None = None) -> dict[str, Any]:
    tone, icon = TONES[ujian.status]
    left = arus.sisa(ujian, at)
    return {
        "ujian": ujian,
        "kemajuan": kemajuan,
        "tone": tone,
        "ikon": icon,
        "sisa": left,
        "sisa_menit": -(-left // 60_000),
        "habis": ujian.status == StatusUjian.BERLANGSUNG and left == 0,
    }


@login_required
@require_POST
def mulai(request: HttpRequest, ujian_id: UUID) -> HttpResponse:
    """Start the clock."""
    return perform(
        request,
        commands.mulai,
        success=_started,
        next=reverse("ujian:halaman", args=[ujian_id]),
        ujian=_ujian(ujian_id),
    )


def _started(ujian: Ujian) -> str:
    return f"Ujian dimulai. Waktu berakhir pukul {_jam(ujian, ujian.batas_pada)}." if ujian.batas_pada else ""


def _jam(ujian: Ujian, saat: datetime) -> str:
    """The time by the clock of the exam room."""
    with shown_in(ujian.zona_waktu):
        return clock_time(saat)


@takes_up_to(kiriman.MAX_BYTES)
@login_required
@require_POST
def jawab(request: HttpRequest, ujian_id: UUID) -> HttpResponse:
    """Answers: JSON from the script, or the form of one question."""
    ctx = context_of(request)
    if request.content_type == "application/json":
        ujian = arus.terima(ctx, ujian_id, kiriman.from_json(request), bertanda=True)
        return JsonResponse({"tersimpan": _jam(ujian, ctx.at), "sisa": arus.sisa(ujian, ctx.at)})
    page = reverse("ujian:halaman", args=[ujian_id])
    try:
        arus.terima(ctx, ujian_id, kiriman.from_form(request), bertanda=True)
    except DomainError as refusal:
        return refused(request, refusal, fallback=page)
    number = request.POST.get("no", "")
    return redirect(f"{page}#soal-{number}" if number.isdecimal() else page)


@never_cache
@login_required
@require_GET
def keadaan(request: HttpRequest, ujian_id: UUID) -> HttpResponse:
    """What the server holds: for a second tab, another device, and the correction of the shown clock."""
    ctx, ujian = context_of(request), _ujian(ujian_id)
    return JsonResponse(
        {
            "jawaban": queries.keadaan(ctx, ujian=ujian),
            "sisa": arus.sisa(ujian, ctx.at),
            "batas": _jam(ujian, ujian.batas_pada) if ujian.batas_pada else "",
            "tambahan": ujian.menit_tambahan,
            "status": ujian.status,
        }
    )


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def kumpulkan(request: HttpRequest, ujian_id: UUID) -> HttpResponse:
    """Ask once more, naming the questions left open; then hand in."""
    ujian, page = _ujian(ujian_id), reverse("ujian:halaman", args=[ujian_id])
    if request.method == "POST":
        success = "Ujian Anda sudah dikumpulkan. Asesor memeriksa hasilnya."
        return perform(request, commands.selesaikan, success=success, next=page, ujian=ujian)
    ctx = context_of(request)
    lembar = queries.buka(ctx, ujian=ujian)
    if not lembar.soal:
        return redirect(page)
    content = {**_page(ujian, ctx.at, lembar.kemajuan), "lembar": lembar, "kosong": lembar.kosong}
    with shown_in(ujian.zona_waktu):
        return render(request, "ujian/kumpulkan.html", content)


@login_required
@require_POST
def hentikan(request: HttpRequest, ujian_id: UUID) -> HttpResponse:
    """The asesor ends an exam, with the reason."""
    return perform(
        request,
        commands.hentikan,
        success="Ujian dihentikan. FR.IA.05 terbuka dengan jawaban yang sudah masuk.",
        next=reverse("ujian:halaman", args=[ujian_id]),
        ujian=_ujian(ujian_id),
        alasan=request.POST.get("alasan", ""),
    )


@login_required
@require_http_methods(["GET", "POST"])
def tambah_waktu(request: HttpRequest, ujian_id: UUID) -> HttpResponse:
    """Extra minutes for an asesi with special needs, with the reason."""
    ujian = _ujian(ujian_id)
    form = TambahWaktuForm(request.POST or None)
    if request.method == "GET":
        require(request, commands.tambah_waktu, ujian)
    elif form.is_valid():
        result = attempt(request, commands.tambah_waktu, ujian=ujian, **form.cleaned_data)
        if result.ok:
            messages.success(
                request, f"Waktu tambahan dicatat. {ujian.permohonan.nama} mendapat {ujian.jatah_menit} menit."
            )
            return redirect("ujian:halaman", ujian_id=ujian.pk)
        result.put_into(form)
    return render(
        request, "ujian/tambah_waktu.html", {"ujian": ujian, "form": form}, status=422 if form.errors else 200
    )


@login_required
@require_GET
def sesi(request: HttpRequest, jadwal_id: UUID) -> HttpResponse:
    """Progress of every exam of a session; asked again by itself every 15 seconds."""
    jadwal = di_antara([jadwal_id]).first()
    if jadwal is None:
        raise NotFound("Jadwal itu tidak ada. Periksa kembali alamatnya.")
    ctx = context_of(request)
    rows = [_page(row.ujian, ctx.at, row) for row in queries.pantau(ctx, jadwal=jadwal)]
    template = "ujian/sesi_isi.html" if getattr(request, "htmx", False) else "ujian/sesi.html"
    with shown_in(jadwal.tuk.zona_waktu):
        return render(request, template, {"jadwal": jadwal, "baris": rows, "pada": ctx.at, "jalan": _any_open(rows)})


def _any_open(rows: list[dict[str, Any]]) -> bool:
    return any(row["ujian"].status in (StatusUjian.BELUM, StatusUjian.BERLANGSUNG) for row in rows)


def _ujian(ujian_id: UUID) -> Ujian:
    found = queries.dengan_id(ujian_id)
    if found is None:
        raise NotFound("Ujian itu tidak ada. Periksa kembali alamatnya.")
    return found
