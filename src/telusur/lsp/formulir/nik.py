"""What sixteen digits tell of their holder: region, date of birth (day plus 40 for women), serial.

None of it is a gate: the NIK is for life, while dates, sexes and regions are lawfully corrected or divided.
"""

from __future__ import annotations

import calendar
from datetime import date

WOMAN = 40


def doubt_about_nik(nik: str) -> str:
    """What is unusual about the sixteen digits themselves; empty if nothing."""
    province, day, month = int(nik[:2]), int(nik[6:8]) % WOMAN, int(nik[8:10])
    if not 11 <= province <= 99 or nik[2:4] == "00" or nik[4:6] == "00":
        return "Enam angka pertama NIK bukan kode wilayah."
    if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(2000, month)[1] or int(nik[6:8]) > 71:
        return "Angka ke-7 sampai ke-12 NIK bukan tanggal lahir."
    if nik[12:] == "0000":
        return "Empat angka terakhir NIK biasanya bukan 0000."
    return ""


def born_as_told(nik: str, born: date) -> bool:
    """Whether day, month and the two digits of the year are those of the NIK."""
    return (int(nik[6:8]) % WOMAN, int(nik[8:10]), int(nik[10:12])) == (born.day, born.month, born.year % 100)


def sex_told(nik: str) -> str:
    """``L`` or ``P``."""
    return "P" if int(nik[6:8]) > WOMAN else "L"
