"""Pages of invoices: the payer sees and pays, staff confirm (SOP 2.2)."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from telusur.kernel.accounts.context import context_of
from telusur.kernel.archive.intake import DOCUMENT
from telusur.kernel.base.errors import Invalid
from telusur.kernel.base.paging import Pages
from telusur.kernel.commands.grants import grants_read_once
from telusur.kernel.commands.registry import why_not, why_not_by_role
from telusur.kernel.ui.acts import perform, refused
from telusur.kernel.ui.components.lists import Saringan
from telusur.lsp.administrasi.keuangan import commands, queries
from telusur.lsp.administrasi.keuangan.models import Tagihan
from telusur.lsp.administrasi.keuangan.states import StatusBukti, StatusTagihan
from telusur.lsp.administrasi.umum.queries import profil
from telusur.lsp.roles import STAFF

PER_PAGE = 25
TONES = {
    StatusTagihan.TERBIT: "wait",
    StatusTagihan.MENUNGGU_VERIFIKASI: "info",
    StatusTagihan.LUNAS: "ok",
    StatusTagihan.DIBEBASKAN: "ok",
    StatusTagihan.DIBATALKAN: "mute",
}
TONES_BUKTI = {StatusBukti.MENUNGGU: "wait", StatusBukti.SAH: "ok", StatusBukti.DITOLAK: "late"}


@login_required
@require_GET
def daftar(request: HttpRequest) -> HttpResponse:
    """Invoices the actor may see, with search and filter in the address."""
    ctx = context_of(request)
    cari, status = request.GET.get("q", ""), request.GET.get("status", "")
    page = Pages(queries.tagihan_terlihat(ctx, status=status, cari=cari), PER_PAGE).get_page(request.GET.get("hal"))
    return render(
        request,
        "keuangan/daftar.html",
        {
            "page": page,
            "baris": [(row, TONES[StatusTagihan(row.status)]) for row in page],
            "saringan": [Saringan("status", "Status", StatusTagihan.choices)],
            "disaring": bool(cari or status),
            "staf": ctx.actor.has(*STAFF),
        },
    )


def _tagihan(pk: UUID) -> Tagihan:
    row = Tagihan.objects.filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


@login_required
@require_GET
def rinci(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One invoice with its proofs and what this person can do about it."""
    ctx = context_of(request)
    tagihan = queries.buka_tagihan(ctx, tagihan=_tagihan(pk))
    with grants_read_once():
        return render(
            request,
            "keuangan/rinci.html",
            {
                "tagihan": tagihan,
                "tone": TONES[StatusTagihan(tagihan.status)],
                "bukti": [(row, TONES_BUKTI[StatusBukti(row.status)]) for row in tagihan.bukti.all()],
                "profil": profil(),
                "milik_saya": str(tagihan.pembayar_id) == ctx.actor.id,
                "aturan": DOCUMENT,
                "boleh_bayar": why_not(commands.bayar, ctx, tagihan) is None,
                "boleh_periksa": not why_not_by_role(commands.sahkan_bukti, ctx),
                "alasan_periksa": why_not(commands.sahkan_bukti, ctx, tagihan),
                "boleh_bebaskan": not why_not_by_role(commands.bebaskan, ctx),
                "alasan_bebaskan": why_not(commands.bebaskan, ctx, tagihan),
            },
        )


def _rinci(pk: UUID) -> str:
    return reverse("keuangan:rinci", args=[pk])


@login_required
@require_POST
def bayar(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Upload a proof of payment."""
    upload = request.FILES.get("bukti")
    if upload is None:
        return refused(request, Invalid("Pilih berkas bukti bayar lebih dulu."), fallback=_rinci(pk))
    return perform(
        request,
        commands.bayar,
        success="Bukti bayar terunggah. Admin LSP memeriksanya.",
        next=_rinci(pk),
        tagihan=_tagihan(pk),
        upload=upload,
    )


@login_required
@require_POST
def sahkan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The proof is valid."""
    return perform(
        request,
        commands.sahkan_bukti,
        success="Pembayaran diverifikasi. Kasus berlanjut.",
        next=_rinci(pk),
        tagihan=_tagihan(pk),
    )


@login_required
@require_POST
def tolak(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The proof is not valid; the payer is told why."""
    return perform(
        request,
        commands.tolak_bukti,
        success="Bukti ditolak. Pembayar mendapat kabar beserta alasannya.",
        next=_rinci(pk),
        tagihan=_tagihan(pk),
        alasan=request.POST.get("alasan", ""),
    )


@login_required
@require_POST
def bebaskan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Exempt the case, with its basis."""
    return perform(
        request,
        commands.bebaskan,
        success="Biaya dibebaskan dan dasarnya dicatat.",
        next=_rinci(pk),
        tagihan=_tagihan(pk),
        alasan=request.POST.get("alasan", ""),
    )
