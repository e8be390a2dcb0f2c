"""Pages on roles that decide: what waits for a second person, and their answer."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_POST

from telusur.kernel.accounts import role_requests
from telusur.kernel.accounts.context import context_of
from telusur.kernel.accounts.models import RoleRequest
from telusur.kernel.accounts.people_views import say
from telusur.kernel.accounts.proof import proven
from telusur.kernel.accounts.states import RequestStatus
from telusur.kernel.base.errors import DomainError, NotFound, NotPermitted, ProofNeeded
from telusur.kernel.base.paging import Pages
from telusur.kernel.commands.registry import ROLE_NAMES, why_not

PER_PAGE = 25


@login_required
@require_GET
def requests(request: HttpRequest) -> HttpResponse:
    """Requests one may see, waiting ones first, each with what one can do about it."""
    ctx = context_of(request)
    page = Pages(role_requests.requests_of(ctx), PER_PAGE).get_page(request.GET.get("hal"))
    rows = [
        {
            "permintaan": asked,
            "peran": ROLE_NAMES.get(asked.role, asked.role),
            "menunggu": asked.status == RequestStatus.MENUNGGU,
            "tidak_setuju": why_not(role_requests.setujui_peran, ctx, asked),
            "tidak_tolak": why_not(role_requests.tolak_peran, ctx, asked),
        }
        for asked in page
    ]
    return render(request, "accounts/permintaan_peran.html", {"baris": rows, "halaman": page})


@login_required
@require_POST
def answer(request: HttpRequest, pk: UUID, act: str) -> HttpResponse:
    """Approve or refuse one."""
    asked = RoleRequest.objects.select_related("user", "asked_by").filter(pk=pk).first()
    if asked is None or act not in {"setujui", "tolak"}:
        raise NotFound("Permintaan peran itu tidak ada.")
    here = reverse("accounts_permintaan_peran")
    try:
        proven(request)
        ctx = context_of(request)
        if act == "setujui":
            role_requests.setujui_peran(ctx, permintaan=asked)
            messages.success(request, f"{asked.user} sekarang {ROLE_NAMES[asked.role]}.")
        else:
            role_requests.tolak_peran(ctx, permintaan=asked, alasan=request.POST.get("alasan", ""))
            messages.success(request, "Permintaan ditolak; yang meminta diberi tahu.")
    except NotPermitted:
        raise
    except ProofNeeded as refusal:
        messages.warning(request, refusal.sentence)
        return redirect(f"{reverse('account_reauthenticate')}?{urlencode({'next': here})}")
    except DomainError as refusal:
        say(request, refusal)
    return redirect(here)
