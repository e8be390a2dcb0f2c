"""One's own notices, the mail log, and the local outbox of a trial without a mail server."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from telusur.kernel.accounts.context import context_of
from telusur.kernel.commands.registry import why_not
from telusur.kernel.notices import commands, queries
from telusur.kernel.notices.models import mark_read
from telusur.kernel.notices.queries import MailFilter
from telusur.kernel.notices.states import MessageStatus

TONES = {"menunggu": "wait", "terkirim": "ok", "gagal": "late", "lokal": "mute"}


@login_required
@require_safe
def pemberitahuan(request: HttpRequest) -> HttpResponse:
    """What the system has told this person, newest first."""
    ctx = context_of(request)
    found = queries.inbox(ctx, page=_number(request.GET.get("hal")))
    return render(request, "notices/pemberitahuan.html", {"found": found, "unread": queries.unread_count(ctx)})


@login_required
@require_safe
def satu(request: HttpRequest, message_id: UUID) -> HttpResponse:
    """One notice; opening it is reading it."""
    ctx = context_of(request)
    message = queries.own_message(ctx, message_id)
    mark_read(user_id=ctx.actor.user.pk, at=ctx.at, message_id=message.pk)
    return render(request, "notices/satu.html", {"message": message})


@login_required
@require_POST
def baca_semua(request: HttpRequest) -> HttpResponse:
    """Mark everything of one's own as read."""
    ctx = context_of(request)
    mark_read(user_id=ctx.actor.user.pk, at=ctx.at)
    return redirect("notices:inbox")


@login_required
@require_safe
def catatan(request: HttpRequest) -> HttpResponse:
    """The mail log (SOP 1.2, 2.2): to whom, what, when, and whether it arrived at the mail server."""
    get = request.GET
    wanted = MailFilter(search=_text(get, "q"), status=_text(get, "status"))
    found = queries.mail_log(context_of(request), wanted=wanted, page=_number(get.get("hal")))
    page = {
        "found": found,
        "rows": [(message, TONES[message.status]) for message in found],
        "statuses": MessageStatus.choices,
        "disaring": bool(get.get("q") or get.get("status")),
    }
    return render(request, "notices/catatan.html", page)


@login_required
@require_safe
def surel(request: HttpRequest, message_id: UUID) -> HttpResponse:
    """The text of one mail, links that open an account masked."""
    ctx = context_of(request)
    message = queries.message_by_id(message_id)
    page = {
        "message": message,
        "body": queries.read_mail(ctx, message=message),
        "tone": TONES[message.status],
        "alasan": why_not(commands.kirim_ulang, ctx, message),
    }
    return render(request, "notices/surel.html", page)


@login_required
@require_POST
def kirim_ulang(request: HttpRequest, message_id: UUID) -> HttpResponse:
    """Put a failed mail back into the queue."""
    commands.kirim_ulang(context_of(request), message=queries.message_by_id(message_id))
    messages.success(request, "Pesan masuk antrean lagi dan segera dikirim.")
    return redirect("notices:mail", message_id=message_id)


@require_safe
def lokal(request: HttpRequest) -> HttpResponse:
    """Every mail in full, for a trial on one machine; where a mail server is configured there is no such page."""
    found = queries.local_outbox(search=_text(request.GET, "q"), page=_number(request.GET.get("hal")))
    response = render(request, "notices/lokal.html", {"found": found})
    response["Cache-Control"] = "no-store"
    return response


def _text(query: QueryDict, name: str, default: str = "") -> str:
    """A value of the address, without the one character that no database column can hold."""
    return (query.get(name) or default).replace("\0", "")


def _number(value: str | None) -> int:
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 7 else 1
