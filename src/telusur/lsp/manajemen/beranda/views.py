"""Pages over a whole case: the asesi's own, the one of staff, its timeline, and every running case for management."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from telusur.kernel.accounts.context import context_of
from telusur.kernel.base.errors import Invalid, NotFound, NotPermitted
from telusur.kernel.base.paging import Pages
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.grants import grants_read_once
from telusur.kernel.commands.registry import why_not
from telusur.kernel.forms.queries import by_id as rekaman_dengan_id
from telusur.kernel.ui.components.lists import Saringan
from telusur.kernel.ui.components.rows import Fakta
from telusur.kernel.ui.components.state import Jejak, Tahap, due_chip
from telusur.kernel.ui.components.times import brief
from telusur.lsp.manajemen.beranda import asesi, borang, posisi, tindakan
from telusur.lsp.manajemen.beranda import jejak as lini_masa
from telusur.lsp.manajemen.beranda.kasus import IsiKasus
from telusur.lsp.roles import STAFF, Role
from telusur.lsp.sertifikasi.aplikasi import queries
from telusur.lsp.sertifikasi.aplikasi.commands import mulai as mulai_permohonan
from telusur.lsp.sertifikasi.aplikasi.models import Permohonan
from telusur.lsp.sertifikasi.aplikasi.states import StatusPermohonan
from telusur.lsp.sertifikasi.aplikasi.states import Tahap as TahapSop

PER_PAGE = 25
S = StatusPermohonan
TUTUP = {S.DITOLAK: "late", S.DIBATALKAN: "mute", S.DIKEMBALIKAN: "wait", S.DIKAJI_ULANG: "late"}


@login_required
@require_GET
def mulai(request: HttpRequest) -> HttpResponse:
    """Home: an asesi to their own certification, everybody else to what waits for them."""
    roles = context_of(request).actor.roles
    return redirect("beranda:saya" if roles <= {Role.ASESI} else "flows:mine")


@login_required
@require_GET
def saya(request: HttpRequest) -> HttpResponse:
    """The asesi's dashboard: the next step of each case in plain words, what is still missing, and the way to a new one."""
    ctx = context_of(request)
    cases = asesi.dasbor(ctx)
    content = {
        "berjalan": [one for one in cases if one.berjalan],
        "lama": [one for one in cases if not one.berjalan],
        "boleh_mulai": why_not(mulai_permohonan, ctx) is None,
    }
    return render(request, "beranda/saya.html", content)


@login_required
@require_POST
def lengkapi(request: HttpRequest, rekaman_id: UUID) -> HttpResponse:
    """Take documents and work experience from the dashboard into the application's draft (SOP 1.2)."""
    rekaman = rekaman_dengan_id(rekaman_id)
    files = {name: request.FILES.getlist(name)[0] for name in request.FILES}
    try:
        taken = borang.terima(context_of(request), rekaman, request.POST.dict(), files)
        messages.success(request, taken)
    except Invalid as refusal:
        messages.error(request, refusal.sentence)
    return redirect(f"{reverse('beranda:saya')}#kurang-{rekaman.case_id}")


def _buka(ctx: Context, pk: UUID) -> Permohonan:
    found = Permohonan.objects.defer("nik", "kebutuhan_khusus").filter(pk=pk).first()
    if found is None:
        raise NotFound("Kasus itu tidak ada. Periksa kembali alamatnya.")
    return queries.buka(ctx, permohonan=found)


@login_required
@require_GET
def kasus(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One case. The applicant sees their way, everybody else who belongs to it the work on it; each opening is recorded."""
    ctx = context_of(request)
    permohonan = _buka(ctx, pk)
    own = str(permohonan.pemohon_id) == ctx.actor.id
    found = IsiKasus(ctx, permohonan)
    with grants_read_once():
        if own:
            return render(request, "beranda/kasus_asesi.html", asesi.halaman(ctx, found))
        return render(request, "beranda/kasus.html", _halaman(ctx, found))


def _halaman(ctx: Context, found: IsiKasus) -> dict[str, Any]:
    row = found.permohonan
    closed = row.status in TUTUP
    return {
        "kasus": found,
        "permohonan": row,
        "tahapan": [Tahap(one.nama, one.keadaan, _sejak(one)) for one in queries.tahapan(row)],
        "selesai": sum(one.selesai for one in found.rekaman),
        "baris_jejak": [_baris(line) for line in found.jejak],
        "tone": TUTUP[S(row.status)] if closed else "ok" if row.tahap == TahapSop.SELESAI else "info",
        "keadaan": row.get_status_display() if closed else row.get_tahap_display(),
        "fakta": _fakta(ctx, found),
        "gerbang": tindakan.gerbang(ctx, found),
        "tugas": [(one, one.milik(ctx)) for one in found.posisi if one.langkah != "Selesai"],
        "lain": tindakan.lain(ctx, found),
        "petugas": ctx.actor.has(*STAFF),
        "sekarang": ctx.at,
    }


def _sejak(stage: queries.TahapKasus) -> str:
    if stage.sejak is None:
        return ""
    return f"sejak {brief(stage.sejak)}" if stage.keadaan == "kini" else brief(stage.sejak)


def _baris(line: lini_masa.Langkah) -> Jejak:
    entry = line.entry
    return Jejak(
        line.judul,
        f"{entry.actor_name}{f', {line.peran}' if line.peran else ''}",
        entry.at,
        "tolak" if line.ditolak else "lewat",
        alasan=entry.reason,
        tautan=line.tautan,
        kata_tautan="Buka rekaman",
    )


def _fakta(ctx: Context, found: IsiKasus) -> list[Fakta]:
    row, first = found.permohonan, found.pertama
    since = f"sejak {brief(first.sejak)}" if first.sejak else ""
    return [
        Fakta("Sedang dipegang", first.oleh or "tidak ada", since),
        Fakta("Tenggat", due_chip(first.tenggat, ctx.at) or "tanpa tenggat", first.langkah),
        Fakta("Nomor permohonan", row.nomor, f"masuk {brief(row.diajukan_pada)}" if row.diajukan_pada else ""),
        Fakta("Tujuan asesmen", row.tujuan.replace("_", " ").capitalize(), f"formulir edisi {row.edisi}"),
    ]


@login_required
@require_GET
def jejak(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The whole timeline by stage, with every act on every row of the case (SOP-001). ``?hasil=`` ditolak or semua."""
    ctx = context_of(request)
    permohonan = _buka(ctx, pk)
    wanted = request.GET.get("hasil", "")
    entries = lini_masa.entri(permohonan, pembacaan=wanted == "semua")
    stages = lini_masa.tahapan(permohonan, lini_masa.langkah(entries))
    if wanted == "ditolak":
        kept = (lini_masa.TahapJejak(s.kode, s.nama, tuple(one for one in s.langkah if one.ditolak)) for s in stages)
        stages = [one for one in kept if one.langkah]
    content = {
        "permohonan": permohonan,
        "tahap": lini_masa.terbuka(ctx, permohonan, stages),
        "jumlah": sum(len(one.langkah) for one in stages),
        "hasil": wanted,
        "pilihan": (("", "Semua tindakan"), ("ditolak", "Hanya yang ditolak"), ("semua", "Dengan pembacaan")),
    }
    return render(request, "beranda/jejak.html", content)


@login_required
@require_GET
def kasus_berjalan(request: HttpRequest) -> HttpResponse:
    """Every running case with the step it waits at, who must act and since when (SOP-002)."""
    ctx = context_of(request)
    if not ctx.actor.has(*STAFF):
        raise NotPermitted("Daftar kasus berjalan hanya untuk petugas LSP.")
    text, stage = request.GET.get("q", "").replace("\0", "").strip(), request.GET.get("tahap", "")
    page = Pages(posisi.kasus_berjalan(ctx, cari=text, tahap=stage), PER_PAGE).get_page(request.GET.get("hal"))
    rows = list(page)
    waits = posisi.posisi(ctx, rows, posisi.terkait(rows))
    content = {
        "page": page,
        "baris": [(row, waits[row.pk][0], len(waits[row.pk]) - 1) for row in rows],
        "saringan": [Saringan("tahap", "Tahap", TahapSop.choices)],
        "disaring": bool(text or stage),
        "sekarang": ctx.at,
    }
    return render(request, "beranda/kasus_berjalan.html", content)
