"""Operations: the page of the pengelola sistem, and what machines ask."""

from __future__ import annotations

from ipaddress import ip_address
from secrets import compare_digest

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from telusur.kernel.accounts.context import context_of
from telusur.kernel.base.client import address_of
from telusur.kernel.base.errors import NotFound
from telusur.kernel.operations import status
from telusur.kernel.operations.metrics import CONTENT_TYPE, exposition
from telusur.kernel.operations.queries import Operations, look
from telusur.kernel.operations.readiness import readiness
from telusur.kernel.outbox.commands import ulangi
from telusur.kernel.outbox.queries import dead_deliveries
from telusur.kernel.ui.acts import attempt, perform

PAGE = "operations:page"


@login_required
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """How everything stands and what needs somebody; refreshes itself every half minute."""
    now, dead = look(context_of(request), wanted=Operations())
    shown = {
        "now": now,
        "dead": dead,
        "oldest": status.age(now.at, now.queue.oldest) if now.queue.oldest else "",
        "sealed": status.age(now.at, now.seals.at) if now.seals.at else "",
        "partners": [(one, status.age(now.at, one.since) if one.since else "") for one in now.partners],
        "behind": sum(one.waiting > 0 for one in now.partners),
    }
    template = "operations/_state.html" if getattr(request, "htmx", False) else "operations/page.html"
    return render(request, template, shown)


@login_required
@require_POST
def retry(request: HttpRequest, delivery_id: int) -> HttpResponse:
    """Give one delivery all its attempts again."""
    found = dead_deliveries(context_of(request)).filter(pk=delivery_id).first()
    if found is None:
        raise NotFound("Kiriman itu tidak lagi berhenti: sudah dicoba lagi atau sudah selesai.")
    return perform(request, ulangi, success="Kiriman segera dicoba lagi.", next=reverse(PAGE), delivery=found)


@login_required
@require_POST
def retry_all(request: HttpRequest) -> HttpResponse:
    """The same for every one that was given up, each an act of its own; what was refused is said with its reason."""
    look(context_of(request), wanted=Operations())
    done = 0
    for delivery in list(dead_deliveries(context_of(request))):
        result = attempt(request, ulangi, delivery=delivery)
        done += result.ok
        if result.error is not None:
            messages.error(request, f"{delivery.event.name} kepada {delivery.subscriber}: {result.error.sentence}")
    messages.success(request, f"{done} kiriman segera dicoba lagi.")
    return redirect(PAGE)


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Answers as long as the process does; nothing else is asked."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Whether this node may be given work: 503 names the part that is missing."""
    parts = readiness()
    return JsonResponse({"ready": all(parts.values()), **parts}, status=200 if all(parts.values()) else 503)


@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Prometheus' text, for whoever holds the token, or for the machine itself where none is set."""
    if not _may_measure(request):
        return HttpResponse("forbidden\n", status=403, content_type="text/plain")
    return HttpResponse(exposition(status.now()), content_type=CONTENT_TYPE)


def _may_measure(request: HttpRequest) -> bool:
    if token := settings.METRICS_TOKEN:
        return compare_digest(request.headers.get("Authorization", "").encode(), f"Bearer {token}".encode())
    forwarded = any(request.headers.get(name) for name in ("X-Forwarded-For", "Forwarded"))
    try:
        return not forwarded and ip_address(address_of(request)).is_loopback
    except ValueError:
        return False
