"""The only clock, and how times are written. Stored in UTC, shown with the name of the zone.

The zone is the institution's, but for what happens at a place with a clock of its own: that is shown ``shown_in`` the zone of
the place.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli",
    "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
MONTHS_SHORT = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
ROMAN_MONTHS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
ZONE_NAMES = {"Asia/Jakarta": "WIB", "Asia/Pontianak": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}
# The three zones of Indonesia, each by the city that stands for it.
ZONES = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}


_elsewhen: ContextVar[datetime | None] = ContextVar("clock_travel", default=None)


_place: ContextVar[str] = ContextVar("zone_of_a_place", default="")


def now() -> datetime:
    """The present moment in UTC. Commands do not call this: their time is ``ctx.at``."""
    return _elsewhen.get() or timezone.now()


@contextmanager
def travel(moment: datetime) -> Iterator[None]:
    """Let this thread live at another moment: for loading a demo whose story began weeks ago, and for tests."""
    token = _elsewhen.set(moment)
    try:
        yield
    finally:
        _elsewhen.reset(token)


@contextmanager
def shown_in(key: str) -> Iterator[None]:
    """Write and read times by the clock of a place (``Asia/Jayapura``): for its pages, its documents, its session."""
    token = _place.set(key)
    try:
        yield
    finally:
        _place.reset(token)


def zone() -> ZoneInfo:
    """The institution's time zone, or within ``shown_in`` that of the place."""
    return ZoneInfo(_place.get() or settings.TIME_ZONE)


def zone_name(key: str = "") -> str:
    """WIB, WITA or WIT: of this zone, else of the one in force."""
    wanted = key or _place.get() or settings.TIME_ZONE
    return ZONE_NAMES.get(wanted, wanted)


def hours(start: time, end: time, key: str) -> str:
    """``09.00 sampai 11.00 WIT``: times of day by the clock of a place."""
    return f"{start:%H.%M} sampai {end:%H.%M} {zone_name(key)}"


def local(moment: datetime) -> datetime:
    """The moment on the institution's clock."""
    return moment.astimezone(zone())


def day_of(moment: datetime) -> date:
    """The calendar day of a moment at the institution."""
    return local(moment).date()


# A day at either end of time has no beginning or end that every zone could write.
_FIRST, _LAST = date(1, 1, 3), date(9999, 12, 29)


def start_of(day: date) -> datetime:
    """The moment at which a day begins at the institution; for days at the ends of time, the nearest that has one."""
    return datetime.combine(min(max(day, _FIRST), _LAST), time.min, tzinfo=zone())


def end_of(day: date) -> datetime:
    """The moment at which the day is over and the next begins."""
    return start_of(min(max(day, _FIRST), _LAST) + timedelta(days=1))


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last day of a shorter month: until when something counts."""
    years, rest = divmod(day.month - 1 + months, 12)
    last = monthrange(day.year + years, rest + 1)[1]
    return date(day.year + years, rest + 1, min(day.day, last))


def years_between(born: date, today: date) -> int:
    """Completed years of age."""
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def long_date(day: date) -> str:
    """``20 November 2026``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def day_and_date(day: date) -> str:
    """``Jumat, 20 November 2026``."""
    return f"{DAYS[day.weekday()]}, {long_date(day)}"


def short_date(day: date) -> str:
    """``Jum 20 Nov 2026``."""
    return f"{DAYS[day.weekday()][:3]} {day.day} {MONTHS_SHORT[day.month - 1]} {day.year}"


def clock_time(moment: datetime) -> str:
    """``10.42 WIB``."""
    return f"{local(moment):%H.%M} {zone_name()}"


def date_and_time(moment: datetime) -> str:
    """``Jum 20 Nov 2026 10.42 WIB``."""
    return f"{short_date(day_of(moment))} {clock_time(moment)}"
