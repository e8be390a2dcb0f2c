"""Keeping the table of days off."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.conf import settings

from telusur.kernel.base.clock import long_date
from telusur.kernel.base.errors import Invalid, NotFound
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.calendar.models import Holiday
from telusur.kernel.calendar.seed import KnownDay, known_days
from telusur.kernel.calendar.states import HolidayKind
from telusur.kernel.calendar.working_days import forget
from telusur.kernel.commands.context import SYSTEM_ROLE, Context
from telusur.kernel.commands.guard import add_many, note
from telusur.kernel.commands.registry import command

FIRST_YEAR, LAST_YEAR = 2000, 2100


@command(
    code="calendar.isi",
    title="Mengisi hari libur",
    roles=[*settings.KEEPER_ROLES, SYSTEM_ROLE],
    permit=by_role_alone,
)
def isi(ctx: Context, *, years: Iterable[int]) -> int:
    """Add the known days off of these years; what the table already says of a date stays. Returns how many were added.

    Only estimates give way: where the joint decree is known by now they become what it sets, or go if it sets another day.
    Raises Invalid for a year outside 2000 to 2100.
    """
    wanted = sorted(set(years))
    if not wanted or wanted[0] < FIRST_YEAR or wanted[-1] > LAST_YEAR:
        raise Invalid("Tahun tidak dikenal.", {"year": [f"Isi tahun antara {FIRST_YEAR} dan {LAST_YEAR}."]})
    known = [day for year in wanted for day in known_days(year)]
    settled = _settle(ctx, wanted, {day.date: day for day in known if not day.estimated})
    present = set(Holiday.objects.filter(date__year__in=wanted).values_list("date", flat=True))
    rows = [
        Holiday(date=day.date, name=day.name, kind=day.kind, estimated=day.estimated, changed_at=ctx.at)
        for day in known
        if day.date not in present
    ]
    add_many(rows)
    forget()
    note(years=wanted, added=len(rows), settled=settled)
    return len(rows)


def _settle(ctx: Context, years: list[int], certain: Mapping[date, KnownDay]) -> int:
    """Estimates of years whose decree is known: kept where the decree has that day, removed where it has not."""
    decreed = {day.date.year for day in certain.values() if day.kind == HolidayKind.CUTI_BERSAMA}
    rows = list(Holiday.objects.filter(estimated=True, date__year__in=decreed & set(years)))
    for row in rows:
        if found := certain.get(row.date):
            row.name, row.kind, row.estimated, row.changed_at = found.name, found.kind, False, ctx.at
            row.save()
        else:
            row.delete()
    return len(rows)


@command(
    code="calendar.tetapkan",
    title="Menetapkan hari libur",
    roles=settings.KEEPER_ROLES,
    permit=by_role_alone,
)
def tetapkan(ctx: Context, *, day: date, name: str, kind: str, estimated: bool = False) -> Holiday:
    """Make a date a day off, or change what it is called. Raises Invalid for an empty name or an unknown kind."""
    name = " ".join(name.split())
    if not name:
        raise Invalid("Hari libur belum bernama.", {"name": ["Tuliskan nama hari libur."]})
    if kind not in HolidayKind.values:
        raise Invalid("Jenis hari libur tidak dikenal.", {"kind": ["Pilih hari libur nasional atau cuti bersama."]})
    row = Holiday.objects.filter(date=day).first() or Holiday(date=day)
    row.name, row.kind, row.estimated, row.changed_at = name[:200], kind, estimated, ctx.at
    row.save()
    forget()
    return row


@command(
    code="calendar.hapus",
    title="Menghapus hari libur",
    roles=settings.KEEPER_ROLES,
    permit=by_role_alone,
)
def hapus(ctx: Context, *, day: date) -> None:
    """Make a date an ordinary day again. Raises NotFound if it is one already."""
    row = Holiday.objects.filter(date=day).first()
    if row is None:
        raise NotFound(f"{long_date(day)} bukan hari libur dalam tabel.")
    note(day=day, name=row.name)
    row.delete()
    forget()
