"""Whether sixteen digits can be a NIK: region, date of birth (day plus 40 for women), serial."""

from __future__ import annotations

import calendar

WOMAN = 40


def problem_with_nik(nik: str) -> str | None:
    """What is wrong with it, with the cure; None if it can be one."""
    if len(nik) != 16 or not nik.isdecimal() or not nik.isascii():
        return "NIK terdiri atas 16 angka. Salin dari KTP tanpa spasi atau titik."
    province, day, month, serial = int(nik[:2]), int(nik[6:8]) % WOMAN, int(nik[8:10]), nik[12:]
    if not 11 <= province <= 99 or nik[2:4] == "00" or nik[4:6] == "00":
        return "Enam angka pertama NIK bukan kode wilayah. Periksa lagi pada KTP."
    if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(2000, month)[1] or int(nik[6:8]) > 71:
        return "Angka ke-7 sampai ke-12 NIK bukan tanggal lahir. Periksa lagi pada KTP."
    if serial == "0000":
        return "Empat angka terakhir NIK tidak mungkin 0000. Periksa lagi pada KTP."
    return None


def born_and_sex(nik: str) -> tuple[int, int, str]:
    """Day, month and sex (``L`` or ``P``) that a NIK tells."""
    day = int(nik[6:8])
    return day % WOMAN, int(nik[8:10]), "P" if day > WOMAN else "L"
