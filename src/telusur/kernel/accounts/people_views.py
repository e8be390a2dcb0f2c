"""Pages of the pengelola sistem: people, their roles, second factors, permissions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from telusur.kernel.accounts import commands, queries, role_requests
from telusur.kernel.accounts.context import context_of
from telusur.kernel.accounts.forms import AccountForm, EndRoleForm, ProfileForm, RoleForm
from telusur.kernel.accounts.models import RoleAssignment, User
from telusur.kernel.accounts.proof import proven
from telusur.kernel.accounts.views import show_refusal
from telusur.kernel.audit.record import record_refusal
from telusur.kernel.base.errors import DomainError, Invalid, NotFound, NotPermitted
from telusur.kernel.base.paging import Pages
from telusur.kernel.commands.commands import ubah_kewenangan
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.registry import REGISTRY, ROLE_NAMES, spec_of, why_not, why_not_permitted

PER_PAGE = 50


def _keeper(request: HttpRequest, act: Callable[..., Any] = commands.buat_akun) -> Context:
    """The context of a pengelola sistem; anybody else is refused, and that is recorded."""
    ctx = context_of(request)
    if why := why_not_permitted(spec_of(act), ctx, None):
        raise record_refusal(ctx, spec_of(act).code, NotPermitted(why), data={"halaman": request.path})
    return ctx


def _person(pk: UUID) -> User:
    found: User | None = User.objects.filter(pk=pk).first()
    if found is None:
        raise NotFound("Akun itu tidak ada.")
    return found


def say(request: HttpRequest, refusal: DomainError) -> None:
    """The sentences of a refusal above the next page."""
    details = [text for texts in refusal.fields.values() for text in texts] if isinstance(refusal, Invalid) else []
    messages.error(request, " ".join(details) or refusal.sentence)


@login_required
@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """Accounts with search, filters and pages."""
    ctx = _keeper(request)
    chosen = {name: request.GET.get(name, "").strip() for name in ("cari", "peran", "aktif")}
    found = queries.people(ctx, words=chosen["cari"], role=chosen["peran"], active=chosen["aktif"])
    page = Pages(found, PER_PAGE).get_page(request.GET.get("hal"))
    rows = [(person, [ROLE_NAMES.get(held.role, held.role) for held in _valid(person)]) for person in page]
    data = {
        "halaman": page,
        "baris": rows,
        "pilihan": chosen,
        "peran": commands.grantable_roles(),
        "saring": urlencode(chosen),
    }
    return render(request, "accounts/orang.html", data)


def _valid(person: Any) -> list[RoleAssignment]:
    held: list[RoleAssignment] = person.valid_roles
    return held


@login_required
@require_http_methods(["GET", "POST"])
def new_account(request: HttpRequest) -> HttpResponse:
    """Make an account for somebody of the institution."""
    _keeper(request)
    form = AccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user = _make_account(request, form.cleaned_data)
        except DomainError as refusal:
            show_refusal(form, refusal)
        else:
            return redirect("accounts_akun", pk=user.pk)
    return render(request, "accounts/akun_baru.html", {"form": form}, status=422 if form.errors else 200)


def _make_account(request: HttpRequest, data: dict[str, Any]) -> User:
    """The account, with its role or, where a second person is needed, with the request for it."""
    role, basis = data["role"], data["basis"]
    asks = bool(role) and commands.needs_second_person(role)
    if asks:
        proven(request)
        context_of(request).ensure_proven()
        if not basis.strip():
            raise Invalid("Akun belum dibuat.", {"basis": ["Sebutkan SK atau alasan yang menjadi dasar peran ini."]})
    given = [role] if role and not asks else []
    user = commands.buat_akun(
        context_of(request), name=data["name"], email=data["email"], phone=data["phone"], roles=given, basis=basis
    )
    messages.success(request, f"Akun {user} dibuat. Tautan kata sandi dikirim ke {user.email}.")
    if asks:
        role_requests.ajukan_peran(context_of(request), user=user, role=role, basis=basis)
        messages.info(request, f"Peran {ROLE_NAMES[role]} menunggu persetujuan orang kedua.")
    return user


@login_required
@require_GET
def account(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One account: roles, validity, second factor, and what can be done with it."""
    return _account(request, _person(pk))


def _account(request: HttpRequest, user: User, *, role_form: forms.Form | None = None) -> HttpResponse:
    ctx = context_of(request)
    held = queries.account_page(ctx, user=user)
    data = {
        "orang": user,
        "profil": ProfileForm(initial={"name": user.name, "phone": user.phone, "email": user.email}),
        "peran": [queries.described(ctx, assignment) for assignment in held],
        "faktor": queries.has_second_factor(user),
        "wajib": queries.must_have_second_factor(user),
        "peran_form": role_form or RoleForm(initial={"valid_from": ctx.today}),
        "menunggu": role_requests.waiting_for(user),
        "tidak_beri": why_not(commands.beri_peran, ctx, user),
        "hari_ini": ctx.today,
        "sendiri": why_not(commands.nonaktifkan, ctx, user),
    }
    return render(request, "accounts/akun.html", data, status=422 if role_form else 200)


@login_required
@require_POST
def give_role(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Give a role to this person."""
    user, form = _person(pk), RoleForm(request.POST)
    if form.is_valid():
        try:
            said = _give_or_ask(request, user, form.cleaned_data)
        except NotPermitted:
            raise
        except DomainError as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, said)
            return redirect("accounts_akun", pk=pk)
    return _account(request, user, role_form=form)


def _give_or_ask(request: HttpRequest, user: User, data: dict[str, Any]) -> str:
    """Give the role, or ask for it where it decides; what to tell."""
    proven(request)
    name = ROLE_NAMES[data["role"]]
    if commands.needs_second_person(data["role"]):
        role_requests.ajukan_peran(context_of(request), user=user, **data)
        return f"Permintaan agar {user} menjadi {name} dikirim; berlaku sesudah disetujui orang kedua."
    commands.beri_peran(context_of(request), user=user, **data)
    return f"{user} sekarang {name}."


@login_required
@require_POST
def end_role(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Set the last day of a role."""
    assignment = RoleAssignment.objects.filter(pk=pk).select_related("user").first()
    if assignment is None:
        raise NotFound("Peran itu tidak ada.")
    owner, form = assignment.user_id, EndRoleForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Hari terakhir bukan tanggal yang benar.")
        return redirect("accounts_akun", pk=owner)
    act = lambda: commands.akhiri_peran(context_of(request), assignment=assignment, **form.cleaned_data)  # noqa: E731
    return _done(request, owner, act, "Peran diakhiri.")


def _done(request: HttpRequest, owner: UUID, act: Callable[[], Any], success: str) -> HttpResponse:
    try:
        act()
    except NotPermitted:
        raise
    except DomainError as refusal:
        say(request, refusal)
    else:
        messages.success(request, success)
    return redirect("accounts_akun", pk=owner)


@login_required
@require_POST
def change_account(request: HttpRequest, pk: UUID, act: str) -> HttpResponse:
    """Close, open, correct an account, send a password link, remove second factors."""
    ctx, user, reason = context_of(request), _person(pk), request.POST.get("alasan", "")
    acts: dict[str, tuple[Callable[[], Any], str]] = {
        "nonaktifkan": (lambda: commands.nonaktifkan(ctx, user=user, alasan=reason), "Akun dinonaktifkan."),
        "aktifkan": (lambda: commands.aktifkan(ctx, user=user, alasan=reason), "Akun aktif kembali."),
        "hapus-faktor": (lambda: commands.hapus_faktor_kedua(ctx, user=user, alasan=reason), "Faktor kedua dihapus."),
        "kirim-tautan": (lambda: commands.kirim_tautan_sandi(ctx, user=user), "Tautan kata sandi dikirim."),
        "profil": (lambda: _profile(ctx, user, request), "Profil tersimpan."),
    }
    if act not in acts:
        raise NotFound("Tindakan itu tidak ada.")
    return _done(request, pk, *acts[act])


def _profile(ctx: Context, user: User, request: HttpRequest) -> None:
    given = {name: request.POST.get(name, "") for name in ("name", "phone", "email")}
    commands.ubah_profil(ctx, user=user, **given)


@login_required
@require_http_methods(["GET", "POST"])
def second_factors(request: HttpRequest) -> HttpResponse:
    """Which roles must have a second factor."""
    ctx = _keeper(request, commands.atur_wajib_faktor_kedua)
    if request.method == "POST":
        required = request.POST.get("wajib") == "ya"
        try:
            commands.atur_wajib_faktor_kedua(ctx, role=request.POST.get("peran", ""), required=required)
        except DomainError as refusal:
            say(request, refusal)
        else:
            messages.success(request, "Ketentuan faktor kedua tersimpan dan langsung berlaku.")
        return redirect("accounts_faktor_kedua")
    return render(request, "accounts/faktor_kedua.html", {"aturan": queries.second_factor_rules()})


@login_required
@require_GET
def permissions(request: HttpRequest) -> HttpResponse:
    """The matrix act x role, by module (P508 10.2.3)."""
    ctx = _keeper(request, ubah_kewenangan)
    data = {"modul": queries.permission_matrix(ctx), "peran": commands.acting_roles()}
    return render(request, "accounts/kewenangan.html", data)


@login_required
@require_http_methods(["GET", "POST"])
def permission(request: HttpRequest, code: str) -> HttpResponse:
    """One act: which roles may issue it, with a switch for each (SE007 A.IV.4)."""
    ctx = _keeper(request, ubah_kewenangan)
    if code not in REGISTRY:
        raise NotFound("Tindakan itu tidak ada.")
    if request.method == "POST":
        _switch(request, ctx, code)
        return redirect("accounts_kewenangan_tindakan", code=code)
    lines = [line for _, found in queries.permission_matrix(ctx, code=code) for line in found]
    if not lines:
        raise NotFound("Tindakan itu tidak diatur per peran.")
    return render(request, "accounts/kewenangan_tindakan.html", {"baris": lines[0]})


def _switch(request: HttpRequest, ctx: Context, code: str) -> None:
    role, allowed = request.POST.get("peran", ""), request.POST.get("boleh") == "ya"
    try:
        ubah_kewenangan(ctx, code=code, role=role, allowed=allowed)
    except DomainError as refusal:
        say(request, refusal)
    else:
        word = "boleh" if allowed else "tidak lagi boleh"
        messages.success(request, f"{ROLE_NAMES[role]} {word}: {REGISTRY[code].title}. Langsung berlaku.")
