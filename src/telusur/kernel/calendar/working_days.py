"""Counting in working days: Monday to Friday without holidays, and without cuti bersama unless told otherwise.

The table stays in memory. Whether it changed is asked once per request, elsewhere (commands, jobs) at every call.
"""

from __future__ import annotations

from bisect import bisect_right
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from typing import Any

from django.conf import settings
from django.core.signals import request_finished, request_started
from django.db.models import Count, Max

from telusur.kernel.base import clock
from telusur.kernel.calendar.models import Holiday
from telusur.kernel.calendar.states import HolidayKind

ONE_DAY = timedelta(days=1)
SATURDAY = 5
Stamp = tuple[int, datetime | None]


@dataclass(frozen=True, eq=False)
class Calendar:
    """The table as it stood when it was read. ``years`` are those with at least one row. Each reading is one of its own."""

    holidays: frozenset[date]
    joint_leave: frozenset[date]
    years: frozenset[int]

    def is_working_day(self, day: date, *, joint_leave_off: bool = True) -> bool:
        """Whether work is done on this day. ``joint_leave_off=False`` works through cuti bersama."""
        if day.weekday() >= SATURDAY or day in self.holidays:
            return False
        return not (joint_leave_off and day in self.joint_leave)

    def add(self, start: date, n: int, *, joint_leave_off: bool = True) -> date:
        """The n-th working day after ``start`` (before it if n is negative); n = 0: ``start`` or the next working day."""
        day, step = start, ONE_DAY if n >= 0 else -ONE_DAY
        if n == 0 and not self.is_working_day(day, joint_leave_off=joint_leave_off):
            n = 1
        for _ in range(abs(n)):
            day += step
            while not self.is_working_day(day, joint_leave_off=joint_leave_off):
                day += step
        return day

    def between(self, a: date, b: date, *, joint_leave_off: bool = True) -> int:
        """Working days after ``a`` up to and including ``b``; negative if ``b`` is earlier."""
        first, last = min(a, b), max(a, b)
        off = self._all_off if joint_leave_off else self._holidays_only
        count = _weekdays_to(last) - _weekdays_to(first) - (bisect_right(off, last) - bisect_right(off, first))
        return count if a <= b else -count

    @cached_property
    def _all_off(self) -> list[date]:
        return sorted(day for day in self.holidays | self.joint_leave if day.weekday() < SATURDAY)

    @cached_property
    def _holidays_only(self) -> list[date]:
        return sorted(day for day in self.holidays if day.weekday() < SATURDAY)

    def uncovered(self, year: int) -> bool:
        """Whether nothing is known about this year, so that a deadline in it counts weekends only."""
        return year not in self.years

    def due_at(self, since: datetime, n: int) -> datetime:
        """End of the working time of the n-th working day after the institution's day of ``since``."""
        return end_of_work(self.add(clock.day_of(since), n))


def _weekdays_to(day: date) -> int:
    """Mondays to Fridays from 1 January of year 1, a Monday, up to and including this day."""
    weeks, rest = divmod(day.toordinal(), 7)
    return weeks * 5 + min(rest, 5)


_kept: tuple[Stamp, Calendar] | None = None
_in_request: ContextVar[bool] = ContextVar("calendar_in_request", default=False)
_of_request: ContextVar[Calendar | None] = ContextVar("calendar_of_request", default=None)


def calendar() -> Calendar:
    """The table in force: read again only when its number of rows or its last change differs."""
    known = _of_request.get()
    if known is None:
        known = _look()
        if _in_request.get():
            _of_request.set(known)
    return known


def forget() -> None:
    """Have the next question look again, also within this request. For the commands that change the table."""
    _of_request.set(None)


def _look() -> Calendar:
    global _kept  # noqa: PLW0603  (one table per process)
    found = Holiday.objects.aggregate(n=Count("id"), last=Max("changed_at"))
    stamp: Stamp = found["n"], found["last"]
    kept = _kept
    if kept is None or kept[0] != stamp:
        kept = _kept = (stamp, _read())
    return kept[1]


def _begin(**kwargs: Any) -> None:
    _in_request.set(True)
    _of_request.set(None)


def _end(**kwargs: Any) -> None:
    _in_request.set(False)
    _of_request.set(None)


request_started.connect(_begin, dispatch_uid="calendar_begin")
request_finished.connect(_end, dispatch_uid="calendar_end")


def _read() -> Calendar:
    rows = list(Holiday.objects.values_list("date", "kind"))
    return Calendar(
        holidays=frozenset(day for day, kind in rows if kind == HolidayKind.LIBUR),
        joint_leave=frozenset(day for day, kind in rows if kind == HolidayKind.CUTI_BERSAMA),
        years=frozenset(day.year for day, _ in rows),
    )


def end_of_work(day: date) -> datetime:
    """When a deadline on this day ends (setting ``DUE_HOUR``, institution time), in UTC."""
    local = datetime.combine(day, time(settings.DUE_HOUR), tzinfo=clock.zone())
    return local.astimezone(UTC)


def is_working_day(day: date, *, joint_leave_off: bool = True) -> bool:
    """Whether work is done on this day."""
    return calendar().is_working_day(day, joint_leave_off=joint_leave_off)


def add(start: date, n: int, *, joint_leave_off: bool = True) -> date:
    """The n-th working day after ``start``; the day of receipt is day 0 (KEP1516 Lamp. I)."""
    return calendar().add(start, n, joint_leave_off=joint_leave_off)


def working_days_between(a: date, b: date, *, joint_leave_off: bool = True) -> int:
    """Working days after ``a`` up to and including ``b``; negative if ``b`` is earlier."""
    return calendar().between(a, b, joint_leave_off=joint_leave_off)


def uncovered(year: int) -> bool:
    """Whether a due date in this year needs a warning, because no holiday of it is known."""
    return calendar().uncovered(year)


def coverage_warning(due: date) -> str:
    """The sentence to show beside a due date in a year without table; empty if the year is known."""
    if not uncovered(due.year):
        return ""
    return f"Hari libur {due.year} belum diisi, jadi tenggat ini baru menghitung Sabtu dan Minggu. Isi kalender {due.year}."
