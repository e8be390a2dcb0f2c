"""Pages of the leadership."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from telusur.bnsp.manajemen.pimpinan import queries
from telusur.kernel.accounts.context import context_of


@login_required
@require_safe
def ringkasan(request: HttpRequest) -> HttpResponse:
    """The country today."""
    found = queries.ringkasan(context_of(request), lingkup="nasional")
    return render(request, "pimpinan/ringkasan.html", {"ringkasan": found})
