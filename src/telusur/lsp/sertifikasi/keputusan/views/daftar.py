"""Lists: schedules that wait for a committee, committees, and the register of results."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from telusur.kernel.accounts.context import context_of
from telusur.kernel.base.errors import NotPermitted
from telusur.kernel.base.paging import Pages
from telusur.kernel.commands.registry import why_not_by_role
from telusur.kernel.ui.components.lists import Saringan
from telusur.lsp.roles import STAFF, Role
from telusur.lsp.sertifikasi.keputusan import commands, queries
from telusur.lsp.sertifikasi.keputusan.forms import PeriodeForm
from telusur.lsp.sertifikasi.keputusan.states import NAMA_HASIL, StatusKomite

PER_PAGE = 25
NADA = {
    StatusKomite.DRAF: "wait",
    StatusKomite.BERTUGAS: "info",
    StatusKomite.PLENO: "info",
    StatusKomite.BERITA_ACARA: "wait",
    StatusKomite.MENUNGGU_SK: "wait",
    StatusKomite.SELESAI: "ok",
    StatusKomite.DIBATALKAN: "mute",
}


@login_required
@require_GET
def daftar(request: HttpRequest) -> HttpResponse:
    """Staff: the queue of reported schedules and every committee; members: theirs (SOP 3.4, 4.1)."""
    ctx = context_of(request)
    if not ctx.actor.has(*STAFF, Role.KOMITE_TEKNIS):
        raise NotPermitted("Daftar keputusan hanya untuk staf LSP dan anggota komite teknis.")
    status = request.GET.get("status", "")
    page = Pages(queries.komite_terlihat(ctx, status=status), PER_PAGE).get_page(request.GET.get("hal"))
    page_context = {
        "menunggu": list(queries.menunggu_komite(ctx)[:100]),
        "page": page,
        "baris": [(row, NADA[StatusKomite(row.status)]) for row in page],
        "saringan": [Saringan("status", "Status", StatusKomite.choices)],
        "disaring": bool(status),
        "staf": ctx.actor.has(*STAFF),
        "boleh_usul": not why_not_by_role(commands.usulkan_komite, ctx),
    }
    return render(request, "keputusan/daftar.html", page_context)


@login_required
@require_GET
def hasil(request: HttpRequest) -> HttpResponse:
    """Persons with K and BK results per skema and period (P508 9.4.8), for staff."""
    ctx = context_of(request)
    if not ctx.actor.has(*STAFF):
        raise NotPermitted("Daftar hasil kompeten dan belum kompeten hanya untuk staf LSP.")
    periode = PeriodeForm(request.GET)
    wanted = {name: request.GET.get(key, "") for name, key in (("skema", "skema"), ("hasil", "hasil"), ("cari", "q"))}
    dari, sampai = periode.rentang()
    rows = queries.register_hasil(
        ctx, skema=wanted["skema"], hasil=wanted["hasil"], cari=wanted["cari"], dari=dari, sampai=sampai
    )
    page = Pages(rows, PER_PAGE).get_page(request.GET.get("hal"))
    page_context = {
        "page": page,
        "periode": periode,
        "skema": queries.skema_diputuskan(ctx),
        "dipilih": wanted,
        "nama_hasil": NAMA_HASIL.items(),
        "jumlah": queries.jumlah_hasil(rows),
    }
    return render(request, "keputusan/hasil.html", page_context)
