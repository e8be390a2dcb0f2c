"""The table of days off: everybody reads it, its keepers correct it."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from telusur.kernel.accounts.context import context_of
from telusur.kernel.base.clock import long_date
from telusur.kernel.base.dates import read_day
from telusur.kernel.base.errors import Invalid
from telusur.kernel.calendar import commands, queries
from telusur.kernel.calendar.states import HolidayKind
from telusur.kernel.commands.registry import why_not_by_role


@login_required
@require_safe
def kalender(request: HttpRequest) -> HttpResponse:
    """Days off of one year."""
    ctx = context_of(request)
    year = _year(request.GET.get("tahun", ""), ctx.today.year)
    known = queries.years()
    shown = sorted({year, ctx.today.year, ctx.today.year + 1, *(row[0] for row in known)})
    page = {
        "year": year,
        "days": queries.of_year(year),
        "years": [(number, number in {row[0] for row in known}) for number in shown],
        "kinds": HolidayKind.choices,
        "boleh": not why_not_by_role(commands.tetapkan, ctx),
    }
    return render(request, "calendar/kalender.html", page)


@login_required
@require_POST
def isi(request: HttpRequest) -> HttpResponse:
    """Fill a year with what is known of it."""
    ctx = context_of(request)
    year = _year(request.POST.get("tahun", ""), 0)
    added = commands.isi(ctx, years=[year])
    if added:
        messages.success(request, f"{added} hari libur {year} ditambahkan. Cocokkan dengan SKB tiga menteri.")
    else:
        messages.info(request, f"Tidak ada hari libur {year} yang baru.")
    return _back(year)


@login_required
@require_POST
def tetapkan(request: HttpRequest) -> HttpResponse:
    """Make a date a day off."""
    day = _date(request.POST.get("day", ""))
    commands.tetapkan(
        context_of(request), day=day, name=request.POST.get("name", ""), kind=request.POST.get("kind", "")
    )
    messages.success(request, f"{long_date(day)} ditetapkan sebagai hari libur. Tenggat yang berjalan dihitung ulang.")
    return _back(day.year)


@login_required
@require_POST
def hapus(request: HttpRequest) -> HttpResponse:
    """Make a date an ordinary day again."""
    day = _date(request.POST.get("day", ""))
    commands.hapus(context_of(request), day=day)
    messages.success(request, f"{long_date(day)} bukan hari libur lagi. Tenggat yang berjalan dihitung ulang.")
    return _back(day.year)


def _back(year: int) -> HttpResponseRedirect:
    return redirect(f"{reverse('calendar:year')}?tahun={year}")


def _year(value: str, default: int) -> int:
    return int(value) if len(value) == 4 and value.isascii() and value.isdigit() and int(value) else default


def _date(value: str) -> date:
    day = read_day(value)
    if day is None:
        raise Invalid("Tanggal belum terisi dengan benar.", {"day": ["Isi tanggal hari libur."]})
    return day
