"""Blanks: which SK still need them, requests, numbers recorded by hand, numbering (SOP 4.4)."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from telusur.contract.from_lsp import BERKAS_PERMOHONAN, PERMOHONAN_BLANKO
from telusur.kernel.accounts.context import context_of
from telusur.kernel.base.errors import NotPermitted
from telusur.kernel.base.paging import Pages
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.grants import grants_read_once
from telusur.kernel.commands.registry import why_not, why_not_by_role
from telusur.kernel.exchange.attachments import file_words, on_the_way
from telusur.kernel.exchange.queries import standing
from telusur.kernel.ui.acts import attempt, perform
from telusur.kernel.ui.components.lists import Saringan
from telusur.lsp.administrasi.umum.rules import bnsp_tersambung
from telusur.lsp.administrasi.umum.states import JenisTangan
from telusur.lsp.administrasi.umum.tangan import tangan_dari
from telusur.lsp.roles import STAFF
from telusur.lsp.sertifikasi.keputusan.queries import komite_dengan_id
from telusur.lsp.sertifikasi.sertifikat import commands, queries
from telusur.lsp.sertifikasi.sertifikat.forms import NomorBlankoForm
from telusur.lsp.sertifikasi.sertifikat.models import PermohonanBlanko
from telusur.lsp.sertifikasi.sertifikat.states import StatusBlanko, StatusPermohonanBlanko, StatusSertifikat
from telusur.lsp.sertifikasi.sertifikat.views.daftar import NADA_STATUS

PER_PAGE = 25
NADA = {
    StatusPermohonanBlanko.DIAJUKAN: "wait",
    StatusPermohonanBlanko.DIKEMBALIKAN: "late",
    StatusPermohonanBlanko.DITOLAK: "late",
    StatusPermohonanBlanko.DITERIMA: "info",
    StatusPermohonanBlanko.BERNOMOR: "ok",
}
NADA_BLANKO = {
    StatusBlanko.TERSEDIA: "mute",
    StatusBlanko.DIPAKAI: "info",
    StatusBlanko.DICETAK: "ok",
    StatusBlanko.RUSAK: "late",
    StatusBlanko.DITOLAK: "late",
}


@login_required
@require_GET
def daftar(request: HttpRequest) -> HttpResponse:
    """SK that need blanks, and the requests made."""
    ctx = context_of(request)
    if not ctx.actor.has(*STAFF):
        raise NotPermitted("Permohonan blanko hanya untuk staf LSP.")
    status = request.GET.get("status", "")
    page = Pages(queries.permohonan_blanko_terlihat(ctx, status=status), PER_PAGE).get_page(request.GET.get("hal"))
    with grants_read_once():
        page_context = {
            "menunggu": [(row, sum(one["hasil"] == "K" for one in row.hasil)) for row in queries.menunggu_blanko(ctx)],
            "page": page,
            "baris": [(row, NADA[StatusPermohonanBlanko(row.status)]) for row in page],
            "saringan": [Saringan("status", "Status", StatusPermohonanBlanko.choices)],
            "disaring": bool(status),
            "boleh_ajukan": not why_not_by_role(commands.ajukan_blanko, ctx),
        }
        return render(request, "sertifikat/blanko_daftar.html", page_context)


@login_required
@require_POST
def ajukan(request: HttpRequest, komite_id: UUID) -> HttpResponse:
    """Number the request for an SK."""
    return perform(
        request,
        commands.ajukan_blanko,
        komite=komite_dengan_id(komite_id),
        success=lambda row: f"Permohonan {row.nomor} dibuat. Nomor blanko dari BNSP tampil di halaman ini.",
        next=lambda row: reverse("sertifikat:blanko_rinci", kwargs={"pk": row.pk}),
    )


@login_required
@require_GET
def rinci(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One request: its letter, its blanks and what became of them, its certificates, the next act."""
    ctx = context_of(request)
    return _draw(request, ctx, _open(ctx, pk), NomorBlankoForm())


def _open(ctx: Context, pk: UUID) -> PermohonanBlanko:
    return queries.buka_blanko(ctx, permohonan_blanko=queries.blanko_dengan_id(pk))


def _draw(
    request: HttpRequest, ctx: Context, row: PermohonanBlanko, form: NomorBlankoForm, status: int = 200
) -> HttpResponse:
    sertifikat = list(queries.register(ctx, blanko=row.pk).order_by("nomor"))
    lembar = sorted(row.blanko.all(), key=lambda one: one.nomor)
    tangan = tangan_dari(JenisTangan.BLANKO, {one.pk: one.nomor for one in lembar})
    with grants_read_once():
        page_context = {
            "permohonan": row,
            "nada": NADA[StatusPermohonanBlanko(row.status)],
            "lembar": [(one, NADA_BLANKO[StatusBlanko(one.status)], tangan.get(one.pk)) for one in lembar],
            "kurang": max(0, row.jumlah - sum(one.status != StatusBlanko.DITOLAK for one in lembar)),
            "tangan": tangan,
            "tersambung": bnsp_tersambung(),
            "sertifikat": [
                (one, NADA_STATUS[StatusSertifikat(one.status)], tangan.get(one.blanko_id)) for one in sertifikat
            ],
            "belum_diperiksa": next((one for one in sertifikat if one.status == StatusSertifikat.BERNOMOR), None),
            "jumlah_diperiksa": sum(one.status != StatusSertifikat.BERNOMOR for one in sertifikat),
            "form": form,
            "kiriman": standing(to=settings.BNSP_CODE, kind=PERMOHONAN_BLANKO.kind, key=str(row.pk)),
            "berkas": _berkas(row),
            "boleh_lagi": why_not(commands.ajukan_blanko_lagi, ctx, row) is None,
            "boleh_catat": why_not(commands.catat_blanko, ctx, row) is None,
            "boleh_nomor": not why_not_by_role(commands.beri_nomor, ctx),
            "alasan_nomor": why_not(commands.beri_nomor, ctx, row),
        }
        return render(request, "sertifikat/blanko.html", page_context, status=status)


def _berkas(row: PermohonanBlanko) -> list[tuple[str, str, str]]:
    """What BNSP is asked to judge on, and where each document stands on its way there: name, tone, words."""
    sk = row.komite.sk_keputusan
    dokumen = {"surat": row.dokumen, "berita_acara": row.komite.berita_acara, "sk": sk.dokumen if sk else None}
    ada = {jenis: satu.file for jenis, satu in dokumen.items() if satu is not None and satu.file is not None}
    jalan = on_the_way(settings.BNSP_CODE, [file.sha256 for file in ada.values()])
    return [
        (nama, *(file_words(jalan.get(ada[jenis].sha256)) if jenis in ada else ("wait", "Sedang dicetak")))
        for jenis, nama in BERKAS_PERMOHONAN.items()
    ]


@login_required
@require_POST
def catat(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Record numbers typed by hand; a wrong one is told and nothing typed is lost."""
    ctx = context_of(request)
    row = _open(ctx, pk)
    form = NomorBlankoForm(request.POST, request.FILES)
    if form.is_valid():
        nomor = form.daftar()
        bukti = {name: form.cleaned_data[name] for name in ("alasan", "bukti")}
        result = attempt(request, commands.catat_blanko, permohonan_blanko=row, nomor=nomor, **bukti)
        if result.ok:
            messages.success(request, f"{len(nomor)} nomor blanko tercatat.")
            return redirect("sertifikat:blanko_rinci", pk=pk)
        result.put_into(form)
        row = _open(ctx, pk)
    return _draw(request, ctx, row, form, status=422)


@login_required
@require_POST
def ajukan_lagi(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Send a request again that BNSP sent back."""
    return perform(
        request,
        commands.ajukan_blanko_lagi,
        permohonan_blanko=queries.blanko_dengan_id(pk),
        success="Permohonan blanko diajukan lagi.",
        next=reverse("sertifikat:blanko_rinci", kwargs={"pk": pk}),
    )


@login_required
@require_POST
def beri_nomor(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Give numbers to every K of the SK."""
    return perform(
        request,
        commands.beri_nomor,
        permohonan_blanko=queries.blanko_dengan_id(pk),
        success="Nomor sertifikat dan nomor registrasi terbit. Dummy-nya sedang dibuat; periksa satu per satu.",
        next=reverse("sertifikat:blanko_rinci", kwargs={"pk": pk}),
    )
