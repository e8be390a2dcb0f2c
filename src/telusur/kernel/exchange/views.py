"""Pages: what was sent and what came, one message, partners and their keys."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from telusur.kernel.accounts.context import context_of
from telusur.kernel.base.errors import NotFound
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.registry import why_not, why_not_by_role
from telusur.kernel.exchange import commands, queries
from telusur.kernel.exchange.identity import own_code, own_key
from telusur.kernel.exchange.models import Partner, PartnerKey
from telusur.kernel.exchange.queries import Filter
from telusur.kernel.exchange.states import MessageState, PartnerStatus
from telusur.kernel.ui.acts import attempt, go, perform, require

TONES = {"waiting": "wait", "received": "ok", "refused": "late"}


@login_required
@require_safe
def outgoing(request: HttpRequest) -> HttpResponse:
    """Every message to a partner: waiting, received, or refused and why."""
    ctx, wanted = context_of(request), _filter(request.GET)
    found = queries.outgoing(ctx, wanted=wanted, page=_number(request.GET.get("hal")))
    page = {
        "found": found,
        "rows": [(message, TONES[message.state]) for message in found],
        **_frame(ctx, request, "keluar"),
    }
    return render(request, "exchange/keluar.html", page)


@login_required
@require_safe
def incoming(request: HttpRequest) -> HttpResponse:
    """Every message of a partner that was taken or refused for good."""
    ctx, wanted = context_of(request), _filter(request.GET)
    found = queries.incoming(ctx, wanted=wanted, page=_number(request.GET.get("hal")))
    page = {
        "found": found,
        "rows": [(message, TONES[message.state]) for message in found],
        **_frame(ctx, request, "masuk"),
    }
    return render(request, "exchange/masuk.html", page)


def _frame(ctx: Context, request: HttpRequest, place: str) -> dict[str, Any]:
    states = [choice for choice in MessageState.choices if place == "keluar" or choice[0] != MessageState.WAITING]
    return {
        "di": place,
        "states": states,
        "partners": [(partner.code, partner.name) for partner in queries.partners(ctx, wanted=Filter())],
        "disaring": any(request.GET.get(name) for name in ("q", "status", "mitra")),
    }


@login_required
@require_safe
def message(request: HttpRequest, message_id: int) -> HttpResponse:
    """One message: what was told, each attempt, the receipt."""
    ctx = context_of(request)
    found = queries.message_by_id(message_id)
    content = queries.read_message(ctx, message=found)
    line = found.partner.outgoing_line
    again = found.state == MessageState.WAITING or (found.state == MessageState.REFUSED and queries.is_latest(found))
    page = {
        "message": found,
        "tone": TONES[found.state],
        "line": line if found.state == MessageState.WAITING else None,
        "content": json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True),
        "ulang": again and not why_not_by_role(commands.kirim_ulang, ctx),
        "alasan": why_not(commands.kirim_ulang, ctx, found),
    }
    return render(request, "exchange/pesan.html", page)


@login_required
@require_POST
def send_again(request: HttpRequest, message_id: int) -> HttpResponse:
    """Try a waiting message now, or tell a refused one again."""
    return perform(
        request,
        commands.kirim_ulang,
        success="Pesan segera dikirim lagi.",
        next=lambda sent: reverse("exchange:message", args=[sent.pk]),
        message=queries.message_by_id(message_id),
    )


@login_required
@require_safe
def partners(request: HttpRequest) -> HttpResponse:
    """Partners: what waits, what was refused, the last contact, the last comparison."""
    ctx = context_of(request)
    page = {
        "rows": queries.partners(ctx, wanted=Filter()),
        "kode": own_code(),
        "kunci": own_key().kid,
        "boleh": not why_not_by_role(commands.tambah_mitra, ctx),
        "boleh_kunci": not why_not_by_role(commands.umumkan_kunci, ctx),
    }
    return render(request, "exchange/daftar_mitra.html", page)


@login_required
@require_http_methods(["GET", "POST"])
def new_partner(request: HttpRequest) -> HttpResponse:
    """Register a partner; a refused form keeps what was typed."""
    require(request, commands.tambah_mitra)
    errors: dict[str, list[str]] = {}
    sentence = ""
    if request.method == "POST":
        post = request.POST
        result = attempt(
            request,
            commands.tambah_mitra,
            code=post.get("code", ""),
            name=post.get("name", ""),
            address=post.get("address", ""),
            public=post.get("public", ""),
            witness_of_seals="witness" in post,
        )
        if result.ok and result.value is not None:
            return go(request, reverse("exchange:partner", args=[result.value.code]))
        errors, sentence = getattr(result.error, "fields", {}), result.error.sentence if result.error else ""
    page = {"isi": request.POST, "salah": errors, "kalimat": sentence}
    return render(request, "exchange/mitra_baru.html", page, status=422 if sentence else 200)


@login_required
@require_safe
def partner(request: HttpRequest, code: str) -> HttpResponse:
    """One partner: keys, last contact, what waits, how the two sides compare."""
    ctx = context_of(request)
    found = queries.partner_of(ctx, code)
    keys = list(found.keys.order_by("-valid_from"))
    page = {
        "partner": found,
        "aktif": found.status == PartnerStatus.AKTIF,
        "out": found.outgoing_line,
        "into": found.incoming_line,
        "comparison": found.outgoing_line.comparison,
        "keys": [(key, key.valid_at(ctx.at)) for key in keys],
        "boleh": not why_not_by_role(commands.ubah_mitra, ctx),
    }
    return render(request, "exchange/mitra.html", page)


@login_required
@require_POST
def change_partner(request: HttpRequest, code: str) -> HttpResponse:
    """Another name, address, or part as witness."""
    post = request.POST
    return perform(
        request,
        commands.ubah_mitra,
        success="Data mitra diubah.",
        next=reverse("exchange:partner", args=[code]),
        partner=_partner(request, code),
        name=post.get("name", ""),
        address=post.get("address", ""),
        witness_of_seals="witness" in post,
    )


@login_required
@require_POST
def suspend(request: HttpRequest, code: str) -> HttpResponse:
    """Stop exchanging for now."""
    return perform(
        request,
        commands.tangguhkan_mitra,
        success="Pertukaran ditangguhkan. Yang diberitahukan menunggu sampai dilanjutkan.",
        next=reverse("exchange:partner", args=[code]),
        partner=_partner(request, code),
        reason=request.POST.get("reason", ""),
    )


@login_required
@require_POST
def resume(request: HttpRequest, code: str) -> HttpResponse:
    """Go on exchanging."""
    return perform(
        request,
        commands.aktifkan_mitra,
        success="Pertukaran dilanjutkan; yang menunggu segera dikirim.",
        next=reverse("exchange:partner", args=[code]),
        partner=_partner(request, code),
    )


@login_required
@require_POST
def add_key(request: HttpRequest, code: str) -> HttpResponse:
    """Trust a further key."""
    return perform(
        request,
        commands.tambah_kunci,
        success=lambda key: f"Kunci {key.kid} dipercaya mulai sekarang.",
        next=reverse("exchange:partner", args=[code]),
        partner=_partner(request, code),
        public=request.POST.get("public", ""),
    )


@login_required
@require_POST
def retire_key(request: HttpRequest, code: str, key_id: UUID) -> HttpResponse:
    """Trust a key no longer."""
    key = PartnerKey.objects.filter(pk=key_id, partner=_partner(request, code)).first()
    if key is None:
        raise NotFound("Kunci itu tidak tercatat pada mitra ini.")
    return perform(
        request,
        commands.cabut_kunci,
        success="Kunci tidak berlaku lagi.",
        next=reverse("exchange:partner", args=[code]),
        key=key,
    )


@login_required
@require_POST
def announce_key(request: HttpRequest) -> HttpResponse:
    """Make our next key and tell every partner."""
    return perform(
        request,
        commands.umumkan_kunci,
        success=lambda kid: f"Kunci {kid} diumumkan; dipakai begitu semua mitra menerimanya.",
        next=reverse("exchange:partners"),
    )


def _partner(request: HttpRequest, code: str) -> Partner:
    return queries.partner_of(context_of(request), code)


def _filter(query: QueryDict) -> Filter:
    return Filter(state=_text(query, "status"), partner=_text(query, "mitra"), search=_text(query, "q"))


def _text(query: QueryDict, name: str) -> str:
    """A value of the address, without the one character that no database column can hold."""
    return (query.get(name) or "").replace("\0", "")


def _number(value: str | None) -> int:
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 7 else 1
