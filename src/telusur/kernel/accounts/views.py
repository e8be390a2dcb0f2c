"""Pages everybody has for their own account: registering, profile."""

from __future__ import annotations

from typing import Any

from allauth.core.internal.ratelimit import get_rates
from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import select_template
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from telusur.kernel.accounts import commands, queries, role_requests, trail
from telusur.kernel.accounts.context import as_owner, context_of
from telusur.kernel.accounts.forms import ProfileForm, RegistrationForm
from telusur.kernel.accounts.models import User
from telusur.kernel.base.client import must_wait, waiting
from telusur.kernel.base.errors import DomainError, Invalid
from telusur.kernel.base.limits import SATU_JAM, SATU_MENIT, Jatah, lasting

REGISTRATIONS = Jatah("pendaftaran", "PENDAFTARAN_PER_JAM", SATU_JAM)
# allauth's own limits, by the page they guard.
GUARDED = {
    "account_login": ("allauth.account", "login"),
    "account_change_password": ("allauth.account", "change_password"),
    "account_reset_password": ("allauth.account", "reset_password"),
    "account_reset_password_from_key": ("allauth.account", "reset_password_from_key"),
    "account_reauthenticate": ("allauth.account", "reauthenticate"),
    "mfa_login_webauthn": ("allauth.mfa", "webauthn_login"),
}
STEPS = ["accounts/langkah_daftar.html", "accounts/langkah_umum.html"]


def show_refusal(form: forms.Form, refusal: DomainError) -> None:
    """Put a refusal beside the fields it is about, or above the form."""
    placed = False
    for name, sentences in (refusal.fields if isinstance(refusal, Invalid) else {}).items():
        form.add_error(name if name in form.fields else None, sentences)
        placed = True
    if not placed:
        form.add_error(None, refusal.sentence)


@require_http_methods(["GET", "POST"])
@never_cache
def register(request: HttpRequest) -> HttpResponse:
    """Registration with the steps that follow it (SOP 1.2). The answer is the same whether the address is known or not."""
    if request.user.is_authenticated:
        return redirect(settings.LOGIN_REDIRECT_URL)
    commands.ensure_open_registration()
    form = RegistrationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if REGISTRATIONS.habis(request):
            return too_many(request)
        REGISTRATIONS.catat(request)
        try:
            commands.daftar(context_of(request), **_registration(form))
        except DomainError as refusal:
            show_refusal(form, refusal)
        else:
            return redirect("accounts_daftar_selesai")
    status = 422 if form.errors else 200
    return render(request, "accounts/daftar.html", {"form": form, "langkah": select_template(STEPS)}, status=status)


def _registration(form: RegistrationForm) -> dict[str, str]:
    data = form.cleaned_data
    accepted = settings.PRIVACY_VERSION if data["privacy"] else ""
    return {"name": data["name"], "email": data["email"], "phone": data["phone"], "privacy_version": accepted}


def registered(request: HttpRequest) -> HttpResponse:
    """What happens next, without saying whether the address was new."""
    return render(request, "accounts/daftar_selesai.html")


@login_required
@require_http_methods(["GET", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """One's own name, phone and roles."""
    user: Any = request.user
    form = ProfileForm(request.POST or None, initial={"name": user.name, "phone": user.phone})
    if request.method == "POST" and form.is_valid():
        subject = User.objects.get(pk=user.pk)
        try:
            commands.ubah_profil(
                as_owner(context_of(request)),
                user=subject,
                name=form.cleaned_data["name"],
                phone=form.cleaned_data["phone"],
            )
        except DomainError as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "Profil tersimpan.")
            return redirect("accounts_profil")
    data = {"form": form, "peran": queries.own_roles(user), "menunggu": role_requests.waiting_for(user)}
    return render(request, "accounts/profil.html", data, status=422 if form.errors else 200)


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Too many attempts from one place; recorded, with the time to wait."""
    trail.refused(request, trail.TERLALU_SERING, "Terlalu banyak permintaan dari satu tempat.", halaman=request.path)
    wait = waiting(request) or must_wait(request, _longest(request))
    return render(request, "429.html", {"tunggu": lasting(wait)}, status=429)


def _longest(request: HttpRequest) -> float:
    """After so many seconds a limit of allauth's has passed for certain."""
    match = request.resolver_match
    app, action = GUARDED.get((match.url_name if match else "") or "", ("allauth.account", "login"))
    return max((rate.duration for rate in get_rates(app=app, action=action)), default=SATU_MENIT)
