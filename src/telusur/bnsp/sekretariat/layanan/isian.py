"""What a step asks for, read from what somebody filled in or what a program gives."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.conf import settings

from telusur.bnsp.sekretariat.layanan.slot import Isian, Langkah
from telusur.kernel.base.dates import UNKNOWN_DAY, read_day
from telusur.kernel.base.errors import Invalid

ARSIP = "kelas_arsip"
NUMBER = re.compile(r"[0-9]{1,4}")


def diminta(langkah: Langkah) -> tuple[Isian, ...]:
    """Everything a step asks for; one that files the case also asks for the class of the archive."""
    if not langkah.arsip:
        return langkah.isian
    kelas = tuple((kode, label) for kode, (label, _, _) in settings.KELAS_ARSIP.items())
    return (*langkah.isian, Isian(ARSIP, "Kelas arsip", "pilihan", pilihan=kelas))


def periksa(langkah: Langkah, isian: Mapping[str, Any]) -> dict[str, Any]:
    """The answers as they are kept. Raises Invalid beside each that is missing or misshapen."""
    salah: dict[str, list[str]] = {}
    bersih: dict[str, Any] = {}
    for one in diminta(langkah):
        if one.jenis == "berkas":
            continue
        try:
            bersih[one.kode] = _nilai(one, isian.get(one.kode))
        except ValueError as wrong:
            salah[one.kode] = [str(wrong)]
    if salah:
        raise Invalid(f"Langkah {langkah.code} belum lengkap.", salah)
    return bersih


def _nilai(one: Isian, nilai: Any) -> Any:
    kosong = nilai is None or (isinstance(nilai, str) and not nilai.strip())
    if kosong:
        if one.wajib:
            raise ValueError("Isian ini belum diisi.")
        return ""
    if one.jenis == "hari":
        return nilai.isoformat() if isinstance(nilai, date) else _hari(str(nilai))
    if one.jenis == "bilangan":
        if not NUMBER.fullmatch(str(nilai)):
            raise ValueError("Isi dengan bilangan bulat.")
        return int(nilai)
    if one.jenis == "pilihan" and nilai not in dict(one.pilihan):
        raise ValueError("Pilih salah satu yang tersedia.")
    return str(nilai).strip()


def _hari(text: str) -> str:
    day = read_day(text)
    if day is None:
        raise ValueError(UNKNOWN_DAY)
    return day.isoformat()
