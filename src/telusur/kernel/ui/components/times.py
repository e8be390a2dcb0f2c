"""Filters that write dates, times and money the Indonesian way."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.template import Library

from telusur.kernel.base import clock, text

register = Library()

MEGABYTE = 1_000_000


def day(value: date | datetime) -> date:
    """The calendar day at the institution."""
    return clock.day_of(value) if isinstance(value, datetime) else value


def brief(value: date | datetime, *, today: date | None = None) -> str:
    """``Sen 23 Nov``; with the year when it is not this one."""
    when = day(value)
    this_year = (today or clock.day_of(clock.now())).year
    words = clock.short_date(when)
    return words.removesuffix(f" {when.year}") if when.year == this_year else words


def hour(value: datetime) -> str:
    """``10.42``, without the zone: only beside another time that names it, or in narrow rows."""
    return f"{clock.local(value):%H.%M}"


def brief_moment(value: date | datetime, *, today: date | None = None) -> str:
    """``Sen 23 Nov 10.42``."""
    words = brief(value, today=today)
    return f"{words} {hour(value)}" if isinstance(value, datetime) else words


@register.filter
def tanggal(value: date | datetime | None) -> str:
    """``20 November 2026``."""
    return clock.long_date(day(value)) if value else ""


@register.filter
def hari_tanggal(value: date | datetime | None) -> str:
    """``Jumat, 20 November 2026``."""
    return clock.day_and_date(day(value)) if value else ""


@register.filter
def tanggal_pendek(value: date | datetime | None) -> str:
    """``Jum 20 Nov``, with the year when it is not this one."""
    return brief(value) if value else ""


@register.filter
def waktu(value: datetime | None) -> str:
    """``Jum 20 Nov 2026 10.42 WIB``."""
    return clock.date_and_time(value) if value else ""


@register.filter
def waktu_pendek(value: date | datetime | None) -> str:
    """``Jum 20 Nov 10.42``: for rows and trails."""
    return brief_moment(value) if value else ""


@register.filter
def jam(value: datetime | None) -> str:
    """``10.42 WIB``."""
    return clock.clock_time(value) if value else ""


@register.filter
def rupiah(value: int | Decimal | None) -> str:
    """``Rp850.000``."""
    return "" if value is None or value == "" else text.rupiah(value)


@register.filter
def ribuan(value: int | str | None) -> str:
    """``1.250``."""
    return "" if value is None or value == "" else f"{int(value):,}".replace(",", ".")


@register.filter
def ukuran(value: int | str | None) -> str:
    """``240 kB``, ``6,2 MB``; decimal units, as phones show them."""
    if value is None or value == "":
        return ""
    size = int(value)
    if size < MEGABYTE:
        return f"{max(1, round(size / 1000))} kB" if size else "0 kB"
    return f"{size / MEGABYTE:.1f}".removesuffix(".0").replace(".", ",") + " MB"
