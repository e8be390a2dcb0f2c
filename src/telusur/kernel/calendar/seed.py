"""What the ``holidays`` package knows of Indonesia: national holidays and cuti bersama of the joint decrees."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from telusur.kernel.calendar.states import HolidayKind

ESTIMATED = "(perkiraan)"
CATEGORIES = {"government": HolidayKind.CUTI_BERSAMA, "public": HolidayKind.LIBUR}


@dataclass(frozen=True, slots=True)
class KnownDay:
    """One day off as the package gives it."""

    date: date
    name: str
    kind: HolidayKind
    estimated: bool


def known_days(year: int) -> list[KnownDay]:
    """Days off of a year in order. A national holiday wins over cuti bersama of the same date.

    Cuti bersama exists by the joint decree only, and that decree sets the national holidays of its year too: where it is
    known, no day of the year is an estimate any more, whatever the package still calls one.
    """
    import holidays  # a table of every country; read only when a year is filled

    found: dict[date, KnownDay] = {}
    for category, kind in CATEGORIES.items():
        table = holidays.country_holidays("ID", years=year, categories=(category,), language="id")
        for day, name in table.items():
            plain = " ".join(name.replace(ESTIMATED, "").split())
            found[day] = KnownDay(day, plain, kind, ESTIMATED in name)
    decreed = any(day.kind == HolidayKind.CUTI_BERSAMA and not day.estimated for day in found.values())
    return [replace(found[day], estimated=found[day].estimated and not decreed) for day in sorted(found)]
