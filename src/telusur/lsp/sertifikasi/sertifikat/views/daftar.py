"""The certificate register, and many certificates signed at once."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from telusur.kernel.accounts.context import context_of
from telusur.kernel.base.errors import DomainError, NotPermitted
from telusur.kernel.base.paging import Pages
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.registry import why_not_by_role
from telusur.kernel.ui.acts import PASSWORD_FIELD, prove, refused
from telusur.kernel.ui.components.lists import Pil, Saringan
from telusur.lsp.roles import STAFF, Role
from telusur.lsp.sertifikasi.sertifikat import commands, queries
from telusur.lsp.sertifikasi.sertifikat.states import Keabsahan, StatusSertifikat

PER_PAGE = 25
MOST_AT_ONCE = 200
IZIN_JARAK_JAUH = "izin_jarak_jauh"
NADA_STATUS = {
    StatusSertifikat.BERNOMOR: "wait",
    StatusSertifikat.DIPERIKSA: "wait",
    StatusSertifikat.DITANDATANGANI: "info",
    StatusSertifikat.DICETAK: "info",
    StatusSertifikat.DISERAHKAN: "info",
    StatusSertifikat.DITERIMA: "ok",
}
KEADAAN = {
    "belum": ("mute", "Belum terbit"),
    "berlaku": ("ok", "Berlaku"),
    "kedaluwarsa": ("late", "Kedaluwarsa"),
    "dibekukan": ("wait", "Dibekukan"),
    "dicabut": ("late", "Dicabut"),
}


@login_required
@require_GET
def register(request: HttpRequest) -> HttpResponse:
    """Staff: every certificate, found by either number or by name, with where it is; a holder: their own (SOP 4.5)."""
    ctx = context_of(request)
    if not ctx.actor.has(*STAFF, Role.ASESI):
        raise NotPermitted(
            "Daftar sertifikat hanya untuk staf LSP dan pemegang sertifikat. Keaslian diperiksa di halaman verifikasi."
        )
    wanted = {name: request.GET.get(key, "") for name, key in _FILTERS}
    tanpa_izin = wanted["sejak"] == IZIN_JARAK_JAUH
    rows = queries.register(
        ctx,
        cari=wanted["cari"],
        skema=wanted["skema"],
        status=wanted["status"],
        keabsahan=wanted["keabsahan"],
    )
    page = Pages(rows.none() if tanpa_izin else rows, PER_PAGE).get_page(request.GET.get("hal"))
    staf = ctx.actor.has(*STAFF)
    page_context = {
        "page": page,
        "baris": [(row, NADA_STATUS[StatusSertifikat(row.status)], *KEADAAN[row.keadaan(ctx.today)]) for row in page],
        "staf": staf,
        "disaring": any(wanted.values()),
        "tanpa_izin": tanpa_izin,
        "saringan": _filters(ctx) if staf else [],
        "pil": [Pil("", "Semua"), *(Pil(status.value, status.label) for status in StatusSertifikat)],
        "menandatangani": wanted["status"] == StatusSertifikat.DIPERIKSA
        and not why_not_by_role(commands.tandatangani, ctx),
    }
    return render(request, "sertifikat/register.html", page_context)


_FILTERS = (("cari", "q"), ("skema", "skema"), ("status", "status"), ("keabsahan", "keadaan"), ("sejak", "sejak"))


def _filters(ctx: Context) -> list[Saringan]:
    states = [*Keabsahan.choices, (queries.KEDALUWARSA, "Kedaluwarsa")]
    # Only a record of BNSP's approval could say since when (SE007 A.IV.12); there is none, and a typed day is not one.
    sejak = [(IZIN_JARAK_JAUH, "Sejak izin jarak jauh (izin belum tercatat)")]
    return [
        Saringan("skema", "Skema", queries.pilihan_skema(ctx)),
        Saringan("keadaan", "Keadaan", states),
        Saringan("sejak", "Tanggal terbit", sejak, semua="Semua tanggal terbit"),
    ]


@login_required
@require_POST
def tandatangani_banyak(request: HttpRequest) -> HttpResponse:
    """Sign the chosen certificates: one proof of identity, one act for each; what could not be signed is told by name."""
    fallback = f"{reverse('sertifikat:register')}?status={StatusSertifikat.DIPERIKSA}"
    try:
        if password := request.POST.get(PASSWORD_FIELD):
            prove(request, password)
        ctx = context_of(request)
        ctx.ensure_proven()
    except DomainError as refusal:
        return refused(request, refusal, fallback=fallback)
    signed, failed = _sign_each(ctx, request.POST.getlist("pilih")[:MOST_AT_ONCE])
    if signed:
        messages.success(request, f"{signed} sertifikat ditandatangani. PDF-nya sedang dibuat.")
    for sentence in failed:
        messages.error(request, sentence)
    if not signed and not failed:
        messages.warning(request, "Belum ada sertifikat yang dipilih.")
    return redirect(fallback)


def _sign_each(ctx: Context, chosen: list[str]) -> tuple[int, list[str]]:
    """Each certificate is an act of its own: one that cannot be signed stops no other."""
    signed, failed = 0, []
    for value in chosen:
        try:
            row = queries.dengan_id(UUID(value))
            commands.tandatangani(ctx, sertifikat=row)
            signed += 1
        except DomainError as refusal:
            failed.append(refusal.sentence)
        except ValueError:
            failed.append("Salah satu pilihan bukan sertifikat.")
    return signed, failed
