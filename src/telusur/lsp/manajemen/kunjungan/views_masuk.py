"""The way in: to BNSP, back from it, and the page on which the LSP opens or shuts it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from telusur.kernel.accounts.context import context_of
from telusur.kernel.accounts.views import too_many
from telusur.kernel.audit.record import record_refusal
from telusur.kernel.base.errors import DomainError, NotPermitted, Unavailable
from telusur.kernel.base.limits import Jatah
from telusur.kernel.ui.acts import attempt, require
from telusur.lsp.administrasi.umum.queries import nomor_lisensi
from telusur.lsp.manajemen.kunjungan import commands, masuk, queries
from telusur.lsp.manajemen.kunjungan.forms import SambunganForm

MASUK = "kunjungan.masuk"
# Each of them asks BNSP something and each refusal is an entry: nobody makes us do so without end.
KELUAR = "kunjungan.keluar"
JATAH_KELUAR = Jatah("keluar-bnsp", "BNSP_SIGN_INS_PER_MINUTE")
JATAH = Jatah("masuk-bnsp", "BNSP_SIGN_INS_PER_MINUTE")


def _secukupnya(view: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Only so often from one address in a minute."""

    @wraps(view)
    def counted(request: HttpRequest) -> HttpResponse:
        if JATAH.habis(request):
            return too_many(request)
        JATAH.catat(request)
        return view(request)

    return counted


@require_GET
@never_cache
@_secukupnya
def berangkat(request: HttpRequest) -> HttpResponse:
    """Begin, from our sign-in page or from BNSP's page of this LSP (``iss`` names who sent the person)."""
    user: Any = request.user
    if masuk.adalah_petugas(user):
        return redirect("kunjungan:ringkasan")
    if user.is_authenticated:
        raise NotPermitted(f"Anda sedang masuk sebagai {user}. Keluar dahulu, lalu masuk sebagai petugas BNSP.")
    try:
        return redirect(masuk.berangkat(request, request.GET.get("iss", "")))
    except DomainError as refusal:
        record_refusal(context_of(request), MASUK, refusal)
        raise


@require_GET
@never_cache
@_secukupnya
def kembali(request: HttpRequest) -> HttpResponse:
    """Back from BNSP."""
    try:
        klaim = masuk.identitas(request)
    except DomainError as refusal:
        record_refusal(context_of(request), MASUK, refusal)
        raise
    masuk.masukkan(request, klaim)
    return redirect("kunjungan:ringkasan")


@csrf_exempt  # BNSP's system speaks, not a browser; the signature of the token is its proof
@require_POST
@never_cache
def keluar(request: HttpRequest) -> HttpResponse:
    """BNSP says that an officer signed out there or lost the role (OpenID Connect Back-Channel Logout 1.0, 2.5)."""
    if JATAH_KELUAR.habis(request):
        return HttpResponse(status=HTTPStatus.TOO_MANY_REQUESTS)
    try:
        masuk.keluar(request.POST.get("logout_token", ""))
    except Unavailable as refusal:
        return JsonResponse({"error": "temporarily_unavailable", "error_description": refusal.sentence}, status=503)
    except DomainError as refusal:
        JATAH_KELUAR.catat(request)  # only what proves nothing counts: many officers may leave at once
        record_refusal(context_of(request), KELUAR, refusal)
        return JsonResponse({"error": "invalid_request", "error_description": refusal.sentence}, status=400)
    return HttpResponse(status=HTTPStatus.OK)


@login_required
@require_http_methods(["GET", "POST"])
def sambungan(request: HttpRequest) -> HttpResponse:
    """Where BNSP identifies its officers, and whether they may come in."""
    require(request, commands.atur_sambungan)
    row = queries.sambungan()
    now = {"penyedia": row.penyedia, "aktif": row.aktif} if row else {}
    form = SambunganForm(request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid():
        result = attempt(request, commands.atur_sambungan, **form.cleaned_data)
        if result.ok:
            messages.success(request, "Tersimpan. Perubahan ini berlaku mulai klik berikutnya.")
            return redirect("kunjungan:sambungan")
        result.put_into(form)
    page = {
        "form": form,
        "kode": nomor_lisensi(),
        "kembali": f"{settings.BASE_URL}{reverse('kunjungan:kembali')}",
        "ada_rahasia": bool(row and row.rahasia),
    }
    return render(request, "kunjungan/sambungan.html", page, status=422 if form.is_bound else 200)
