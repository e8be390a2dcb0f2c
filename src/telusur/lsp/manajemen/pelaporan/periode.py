"""Half-years and the day on which their reports are due (LAP 1.2: January and July)."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime

from telusur.kernel.calendar.working_days import end_of_work


@dataclass(frozen=True, slots=True)
class Semester:
    """January to June, or July to December."""

    tahun: int
    kedua: bool

    @property
    def dari(self) -> date:
        """First day."""
        return date(self.tahun, 7 if self.kedua else 1, 1)

    @property
    def sampai(self) -> date:
        """Last day."""
        return date(self.tahun, 12, 31) if self.kedua else date(self.tahun, 6, 30)

    @property
    def sebelumnya(self) -> Semester:
        """The half-year before."""
        return Semester(self.tahun, kedua=False) if self.kedua else Semester(self.tahun - 1, kedua=True)

    def tenggat(self, tanggal: int) -> datetime:
        """End of work on that day of the month after it, or on the last day of a shorter month."""
        tahun, bulan = (self.tahun + 1, 1) if self.kedua else (self.tahun, 7)
        return end_of_work(date(tahun, bulan, min(tanggal, monthrange(tahun, bulan)[1])))


def semester_dari(hari: date) -> Semester:
    """The half-year a day is in."""
    return Semester(hari.year, kedua=hari.month > 6)


def terakhir_selesai(hari: date) -> Semester:
    """The last half-year that was over on that day."""
    return semester_dari(hari).sebelumnya
