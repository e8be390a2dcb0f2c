"""The letter register, and the patterns of its numbers."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from telusur.kernel.accounts.context import context_of
from telusur.kernel.base.dates import read_day
from telusur.kernel.base.errors import Invalid, NotFound, NotPermitted
from telusur.kernel.commands.registry import why_not, why_not_by_role
from telusur.kernel.letters import commands, queries
from telusur.kernel.letters.queries import LetterFilter
from telusur.kernel.letters.states import Direction


@login_required
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """Search by number, subject or recipient; each letter opens its document."""
    ctx, get = context_of(request), request.GET
    wanted = LetterFilter(
        search=_text(get, "q"),
        kind=_text(get, "jenis"),
        direction=_text(get, "arah"),
        first=_day(_text(get, "dari")),
        last=_day(_text(get, "sampai")),
    )
    found = queries.register(ctx, wanted=wanted, page=_number(get.get("hal")))
    page = {
        "found": found,
        "rows": [(letter, queries.kind_label(letter.kind), queries.may_read(ctx, letter)) for letter in found],
        "kinds": queries.kinds(),
        "directions": Direction.choices,
        "disaring": any(get.get(name) for name in ("q", "jenis", "arah", "dari", "sampai")),
        "boleh_pola": not why_not_by_role(commands.ubah_pola, ctx),
    }
    return render(request, "letters/register.html", page)


@login_required
@require_safe
def seri(request: HttpRequest) -> HttpResponse:
    """Every series with its pattern and its next number."""
    ctx = context_of(request)
    if reason := why_not(commands.ubah_pola, ctx):
        raise NotPermitted(reason)
    return render(request, "letters/seri.html", {"rows": queries.series_list(ctx)})


@login_required
@require_http_methods(["GET", "POST"])
def ubah_seri(request: HttpRequest, code: str) -> HttpResponse:
    """Change one pattern; a refused pattern stays in the field with the reason beside it."""
    ctx = context_of(request)
    if reason := why_not(commands.ubah_pola, ctx):
        raise NotPermitted(reason)
    row = next((row for row in queries.series_list(ctx) if row.code == code), None)
    if row is None:
        raise NotFound("Seri nomor itu tidak dikenal.")
    pattern, errors = row.pattern, []
    if request.method == "POST":
        pattern = request.POST.get("pattern", "")
        try:
            commands.ubah_pola(ctx, series=code, pattern=pattern)
        except Invalid as invalid:
            errors = invalid.fields.get("pattern", [invalid.sentence])
        else:
            messages.success(request, f"Pola nomor {row.label} diubah. Nomor yang sudah terbit tidak berubah.")
            return redirect("letters:series")
    page = {"row": row, "pattern": pattern, "errors": errors}
    return render(request, "letters/ubah_seri.html", page, status=422 if errors else 200)


def _day(value: str) -> date | None:
    return read_day(value)


def _text(query: QueryDict, name: str, default: str = "") -> str:
    """A value of the address, without the one character that no database column can hold."""
    return (query.get(name) or default).replace("\0", "")


def _number(value: str | None) -> int:
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 7 else 1
