"""The disposition window (KEP1516 Lamp. I): 08.00 to 15.00 WIB on working days; what comes later counts from the next."""

from __future__ import annotations

from datetime import date, datetime, time

from django.conf import settings

from telusur.kernel.base import clock
from telusur.kernel.calendar.working_days import calendar


def mulai_hitung(saat: datetime) -> datetime:
    """When the clock begins for what came at this moment. 15.00 itself is still in time."""
    lokal = clock.local(saat)
    buka, tutup = time(settings.DISPOSISI_BUKA), time(settings.DISPOSISI_TUTUP)
    hari = lokal.date()
    table = calendar()
    if table.is_working_day(hari) and lokal.time().replace(second=0, microsecond=0) <= tutup:
        return saat if lokal.time() >= buka else _pada(hari, buka)
    return _pada(table.add(hari, 1), buka)


def _pada(hari: date, jam: time) -> datetime:
    return datetime.combine(hari, jam, tzinfo=clock.zone())
