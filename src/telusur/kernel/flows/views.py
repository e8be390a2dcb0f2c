"""What waits: for me, for everybody; and the step matrix of each flow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from telusur.kernel.accounts.context import context_of
from telusur.kernel.base.errors import NotFound
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.grants import grants_read_once
from telusur.kernel.commands.registry import ROLE_NAMES, why_not_by_role
from telusur.kernel.flows import queries
from telusur.kernel.flows.flow import FLOWS, Flow, matrix
from telusur.kernel.flows.queries import GROUPS, LATE, TODAY, WorkFilter, WorkPage

SIGNS = {LATE: ("late", "alert-triangle"), TODAY: ("wait", "clock")}
NUMBERS = ("Tidak ada", "Satu", "Dua", "Tiga", "Empat", "Lima", "Enam", "Tujuh", "Delapan", "Sembilan", "Sepuluh")


@login_required
@require_safe
def tugas_saya(request: HttpRequest) -> HttpResponse:
    """Home of everybody who has signed in: what must I do now?"""
    ctx, get = context_of(request), request.GET
    found = queries.mine(
        ctx,
        search=_text(get, "q"),
        kind=_text(get, "jenis"),
        due=_text(get, "tenggat"),
        page=_number(get.get("hal")),
    )
    page = {
        **_shared(ctx, found, request),
        "ringkas": _summary(found),
        "kosong_sama_sekali": not found.total and not (get.get("q") or get.get("jenis")),
        "boleh_semua": not why_not_by_role(queries.all_items, ctx),
    }
    return render(request, "flows/tugas_saya.html", page)


@login_required
@require_safe
def tugas_semua(request: HttpRequest) -> HttpResponse:
    """The same for managers, of everybody: who holds it, since when."""
    ctx, get = context_of(request), request.GET
    wanted = WorkFilter(
        search=_text(get, "q"),
        kind=_text(get, "jenis"),
        due=_text(get, "tenggat"),
        role=_text(get, "peran"),
        person=_text(get, "orang"),
        sort=_text(get, "urut", "tenggat"),
    )
    found = queries.all_items(ctx, wanted=wanted, page=_number(get.get("hal")))
    names = queries.names_of(ctx, found.items)
    rows = [
        (item, names.get(item.person_id, "") if item.person_id else "", ROLE_NAMES.get(item.role, item.role))
        for item in found.items
    ]
    page = _shared(ctx, found, request)
    page["saringan"].append(("peran", "Peran", sorted(ROLE_NAMES.items(), key=lambda pair: pair[1])))
    return render(request, "flows/tugas_semua.html", {**page, "rows": rows})


@login_required
@require_safe
def daftar_alur(request: HttpRequest) -> HttpResponse:
    """The flows this institution follows."""
    flows = sorted(FLOWS.values(), key=lambda flow: flow.title)
    return render(request, "flows/daftar_alur.html", {"flows": flows})


@login_required
@require_safe
def alur(request: HttpRequest, code: str) -> HttpResponse:
    """The step matrix: executor and accountable role of each step (SOP, columns pelaksana and penanggung jawab)."""
    flow: Flow | None = FLOWS.get(code)
    if flow is None:
        raise NotFound("Alur itu tidak dikenal.")
    with grants_read_once():
        rows = matrix(flow)
    return render(request, "flows/alur.html", {"flow": flow, "rows": rows, "berwaktu": any(row.time for row in rows)})


def _shared(ctx: Context, found: WorkPage, request: HttpRequest) -> dict[str, Any]:
    return {
        "found": found,
        "now": ctx.at,
        "pil": list(_pills(found, request.GET.get("tenggat", ""))),
        "saringan": [("jenis", "Jenis tugas", queries.kinds())],
        "tenggat": request.GET.get("tenggat", ""),
        "disaring": any(request.GET.get(name) for name in ("q", "jenis", "tenggat", "peran", "orang")),
    }


def _pills(found: WorkPage, chosen: str) -> Iterator[tuple[Any, ...]]:
    """Value, words, number, tone and icon of each filter by term."""
    yield "", "Semua", found.total
    for code, title in GROUPS.items():
        if found.counts[code] or code == chosen:
            yield code, "Hari ini" if code == TODAY else title, found.counts[code], *SIGNS.get(code, ())


def _summary(found: WorkPage) -> str:
    late, today = found.counts[LATE], found.counts[TODAY]
    if not late and not today:
        return "Tidak ada yang lewat tenggat atau jatuh tempo hari ini."
    return f"{_words(late)} tugas lewat tenggat, {_words(today).lower()} jatuh tempo hari ini."


def _words(number: int) -> str:
    return NUMBERS[number] if number < len(NUMBERS) else str(number)


def _text(query: QueryDict, name: str, default: str = "") -> str:
    """A value of the address, without the one character that no database column can hold."""
    return (query.get(name) or default).replace("\0", "")


def _number(value: str | None) -> int:
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 7 else 1
