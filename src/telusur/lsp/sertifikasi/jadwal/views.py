"""Pages of schedules: list by day, one schedule, and the calendar of a person (SOP 2.5, 2.8, 3.1, 3.2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from telusur.contract.from_lsp import JADWAL
from telusur.kernel.accounts.context import context_of
from telusur.kernel.base.clock import shown_in
from telusur.kernel.base.errors import NotFound
from telusur.kernel.base.paging import Pages
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.registry import why_not, why_not_by_role
from telusur.kernel.exchange.queries import standing
from telusur.kernel.ui.acts import attempt, perform
from telusur.kernel.ui.components.lists import Saringan
from telusur.lsp.administrasi.umum.queries import setelan
from telusur.lsp.administrasi.umum.rules import bnsp_tersambung
from telusur.lsp.administrasi.umum.states import JenisTangan
from telusur.lsp.administrasi.umum.tangan import tangan
from telusur.lsp.roles import STAFF
from telusur.lsp.sertifikasi.jadwal import commands, documents, queries, rules
from telusur.lsp.sertifikasi.jadwal.forms import BnspForm
from telusur.lsp.sertifikasi.jadwal.models import Jadwal
from telusur.lsp.sertifikasi.jadwal.states import Kehadiran
from telusur.lsp.sertifikasi.jadwal.states import StatusJadwal as S
from telusur.lsp.sertifikasi.praasesmen import queries as praasesmen
from telusur.lsp.sertifikasi.praasesmen.penggantian import halaman_ganti_asesor

PER_PAGE = 30
TONES = {S.DITETAPKAN: "wait", S.TERDAFTAR: "info", S.BERLANGSUNG: "info", S.SELESAI: "ok", S.DIBATALKAN: "late"}
TONES_HADIR = {Kehadiran.BELUM: "mute", Kehadiran.HADIR: "ok", Kehadiran.TIDAK_HADIR: "wait"}


@login_required
@require_GET
def daftar(request: HttpRequest) -> HttpResponse:
    """Schedules the actor may see, grouped by day (SOP 2.8)."""
    ctx = context_of(request)
    cari, status = request.GET.get("q", ""), request.GET.get("status", "")
    page = Pages(queries.jadwal_terlihat(ctx, status=status, cari=cari), PER_PAGE).get_page(request.GET.get("hal"))
    rows = [(row, TONES[S(row.status)]) for row in page]
    page_context = {
        "page": page,
        "hari": [(day, list(group)) for day, group in groupby(rows, key=lambda item: item[0].tanggal)],
        "saringan": [Saringan("status", "Status", S.choices)],
        "disaring": bool(cari or status),
        "staf": ctx.actor.has(*STAFF),
    }
    return render(request, "jadwal/daftar.html", page_context)


@dataclass(frozen=True, slots=True)
class Acara:
    """One line of a calendar."""

    tanggal: date
    mulai: datetime
    jam: str
    judul: str
    tempat: str
    asesor: str
    url: str
    tone: str
    label: str


@login_required
@require_GET
def kalender(request: HttpRequest) -> HttpResponse:
    """The actor's own agreed plans and final schedules, as asesor or asesi (SOP 2.5, 2.8)."""
    ctx = context_of(request)
    rows = sorted([*_rencana(ctx), *_jadwal(ctx)], key=lambda row: (row.tanggal, row.mulai))
    nanti = [row for row in rows if row.tanggal >= ctx.today]
    lalu = [row for row in reversed(rows) if row.tanggal < ctx.today][:PER_PAGE]
    return render(request, "jadwal/kalender.html", {"nanti": _per_hari(nanti), "lalu": _per_hari(lalu)})


def _per_hari(rows: list[Acara]) -> list[tuple[date, list[Acara]]]:
    return [(day, list(group)) for day, group in groupby(rows, key=lambda row: row.tanggal)]


def _rencana(ctx: Context) -> list[Acara]:
    return [
        _acara(
            row,
            f"/rencana/{row.pk}/" if str(row.asesor.orang_id) == ctx.actor.id else "",
            "wait",
            "Disepakati, belum final",
        )
        for row in praasesmen.agenda(ctx)
    ]


def _jadwal(ctx: Context) -> list[Acara]:
    return [
        _acara(row, reverse("jadwal:rinci", args=[row.pk]), TONES[S(row.status)], str(row.get_status_display()))
        for row in queries.agenda(ctx)
    ]


def _acara(row: Any, url: str, tone: str, label: str) -> Acara:
    return Acara(
        row.tanggal,
        row.mulai,
        row.rentang,
        row.skema.nama,
        row.tuk.nama,
        row.asesor.orang.name,
        url,
        tone,
        label,
    )


def _buka(request: HttpRequest, jadwal_id: UUID) -> tuple[Context, Jadwal]:
    ctx = context_of(request)
    jadwal = queries.dengan_id(jadwal_id)
    queries.buka(ctx, jadwal=jadwal)
    return ctx, jadwal


@login_required
@require_http_methods(["GET", "POST"])
def rinci(request: HttpRequest, jadwal_id: UUID) -> HttpResponse:
    """One schedule as this person sees it; the POST records BNSP's number."""
    ctx, jadwal = _buka(request, jadwal_id)
    form = BnspForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        result = attempt(request, commands.catat_bnsp, jadwal=jadwal, **form.cleaned_data)
        if result.ok:
            messages.success(request, "Pencatatan BNSP disimpan. Asesor dapat menyiapkan sesi.")
            return redirect("jadwal:rinci", jadwal_id=jadwal.pk)
        result.put_into(form)
    milik = queries.peserta_milik(ctx, jadwal)
    bertugas = ctx.actor.has(*STAFF) or str(jadwal.asesor.orang_id) == ctx.actor.id
    page = _untuk_petugas(ctx, jadwal) if bertugas else {}
    page |= {
        "jadwal": jadwal,
        "tone": TONES[S(jadwal.status)],
        "waktu": documents.waktu(jadwal),
        "tempat": documents.tempat(jadwal),
        "form": form,
        "milik": milik,
        "tone_milik": TONES_HADIR[Kehadiran(milik.kehadiran)] if milik else "",
        "bawaan": documents.BAWAAN_ASESI,
        "alasan_hadir": _alasan_hadir(ctx, jadwal, milik) if milik else None,
        "bertugas": bertugas,
    }
    with shown_in(jadwal.tuk.zona_waktu):
        return render(request, "jadwal/rinci.html", page, status=422 if form.errors else 200)


def _alasan_hadir(ctx: Context, jadwal: Jadwal, milik: Any) -> str | None:
    if jadwal.status != S.BERLANGSUNG:
        return "Daftar hadir terbuka setelah asesor membuka sesi."
    return why_not(commands.hadir, ctx, milik)


def _untuk_petugas(ctx: Context, jadwal: Jadwal) -> dict[str, Any]:
    dicentang = jadwal.kesiapan
    return {
        "kiriman": standing(to=settings.BNSP_CODE, kind=JADWAL.kind, key=str(jadwal.pk)),
        "peserta": [(row, TONES_HADIR[Kehadiran(row.kehadiran)]) for row in queries.peserta_jadwal(jadwal)],
        "butir": [
            (kode, kalimat, masalah, dicentang.get(kode)) for kode, kalimat, masalah in rules.butir_kesiapan(jadwal)
        ],
        "tangan": tangan(JenisTangan.JADWAL, jadwal.pk, jadwal.bnsp_nomor) if jadwal.bnsp_nomor else None,
        "tersambung": bnsp_tersambung(),
        "batas_bnsp": jadwal.tanggal - timedelta(days=setelan("jadwal.bnsp_hari_sebelum")),
        "boleh_bnsp": why_not(commands.catat_bnsp, ctx, jadwal) is None,
        "boleh_undang": why_not(commands.kirim_undangan, ctx, jadwal) is None and not jadwal.undangan_asesor,
        "boleh_siap": why_not(commands.isi_kesiapan, ctx, jadwal) is None,
        "boleh_cetak": why_not(commands.cetak_daftar_hadir, ctx, jadwal) is None,
        "boleh_ganti": why_not(commands.ganti_asesor, ctx, jadwal) is None,
        "boleh_batal": why_not(commands.batalkan, ctx, jadwal) is None,
        "staf": ctx.actor.has(*STAFF),
        "admin": not why_not_by_role(commands.kirim_undangan, ctx),
    }


@login_required
@require_POST
def tetapkan(request: HttpRequest, rencana_id: UUID) -> HttpResponse:
    """A plan becomes a final schedule (SOP 2.8)."""
    ctx = context_of(request)
    rencana = praasesmen.buka(ctx, rencana=praasesmen.dengan_id(rencana_id))
    return perform(
        request,
        commands.tetapkan,
        rencana=rencana,
        success=lambda row: (
            f"Jadwal {row.nomor} ditetapkan. Kirim undangan; pencatatannya di BNSP tampil di halaman ini."
        ),
        next=lambda row: reverse("jadwal:rinci", args=[row.pk]),
    )


@login_required
@require_POST
def kesiapan(request: HttpRequest, jadwal_id: UUID) -> HttpResponse:
    """The asesor's readiness checklist (SOP 3.1)."""
    _, jadwal = _buka(request, jadwal_id)
    butir = request.POST.getlist("butir")
    return _tindak(request, commands.isi_kesiapan, jadwal, "Kesiapan disimpan.", butir=butir)


@login_required
@require_POST
def hadir(request: HttpRequest, jadwal_id: UUID) -> HttpResponse:
    """The asesi signs the attendance list in their own account (SOP 3.2)."""
    ctx, jadwal = _buka(request, jadwal_id)
    milik = queries.peserta_milik(ctx, jadwal)
    if milik is None:
        raise NotFound("Anda tidak tercantum pada daftar hadir ini.")
    alamat = reverse("jadwal:rinci", args=[jadwal.pk])
    return perform(request, commands.hadir, peserta=milik, success="Kehadiran Anda tercatat.", next=alamat)


@login_required
@require_http_methods(["GET", "POST"])
def ganti_asesor(request: HttpRequest, jadwal_id: UUID) -> HttpResponse:
    """Another asesor: the schedule goes back to the plan."""
    _, jadwal = _buka(request, jadwal_id)
    kembali = reverse("jadwal:rinci", args=[jadwal.pk])
    return halaman_ganti_asesor(
        request, commands.ganti_asesor, praasesmen.dengan_id(jadwal.rencana_id), kembali=kembali, jadwal=jadwal
    )


@login_required
@require_POST
def tindak(request: HttpRequest, jadwal_id: UUID, act: str) -> HttpResponse:
    """The acts on a schedule that need nothing but a reason."""
    _, jadwal = _buka(request, jadwal_id)
    if act not in ACTS:
        raise NotFound("Tindakan itu tidak ada.")
    command, success, needs_reason = ACTS[act]
    isian = {"alasan": request.POST.get("alasan", "")} if needs_reason else {}
    return _tindak(request, command, jadwal, success, **isian)


ACTS: dict[str, tuple[Any, str, bool]] = {
    "undangan": (commands.kirim_undangan, "Undangan bernomor dikirim kepada asesor dan semua asesi.", False),
    "cetak": (
        commands.cetak_daftar_hadir,
        "Daftar hadir sedang dicetak; muat ulang halaman ini untuk mengunduhnya.",
        False,
    ),
    "batalkan": (commands.batalkan, "Jadwal dibatalkan. Asesinya kembali ke rencana dan diberi tahu.", True),
}


def _tindak(request: HttpRequest, command: Any, jadwal: Jadwal, success: str, **isian: Any) -> HttpResponse:
    alamat = reverse("jadwal:rinci", args=[jadwal.pk])
    return perform(request, command, jadwal=jadwal, success=success, next=alamat, **isian)
