"""The page of the whole trail."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from telusur.kernel.accounts.context import context_of
from telusur.kernel.audit import queries
from telusur.kernel.audit.models import Outcome
from telusur.kernel.base.dates import read_day


def trail(request: HttpRequest) -> HttpResponse:
    """``/jejak/``: who did what, when, with what outcome; filters in the address."""
    asked = request.GET
    wanted = queries.Filter(
        text=asked.get("q", "").strip(),
        code=asked.get("tindakan", "").strip(),
        outcome=asked.get("hasil", ""),
        actor_id=asked.get("pelaku", ""),
        subject_type=asked.get("jenis", ""),
        subject_id=asked.get("id", ""),
        since=_day(asked.get("sejak", "")),
        until=_day(asked.get("sampai", "")),
    )
    page = queries.search(context_of(request), saringan=wanted, page=asked.get("hal", "1"))
    rows = [(entry, queries.title_of(entry), queries.outcome_of(entry), queries.changes_of(entry)) for entry in page]
    content = {
        "baris": rows,
        "halaman_ini": page,
        "saringan": wanted,
        "hasil": Outcome.choices,
        "segel": queries.sealing(),
    }
    return render(request, "audit/jejak.html", content)


def _day(text: str) -> date | None:
    return read_day(text)
