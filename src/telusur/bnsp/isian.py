"""Fields that the forms of several registers of BNSP share."""

from __future__ import annotations

from typing import Any

from django import forms

from telusur.kernel.base.dates import DayField, DayInput

KOSONG = {"required": "Isian ini belum diisi."}


def teks(label: str, panjang: int = 150, *, wajib: bool = True, petunjuk: str = "") -> forms.CharField:
    """One line."""
    return forms.CharField(label=label, max_length=panjang, required=wajib, help_text=petunjuk, error_messages=KOSONG)


def paragraf(label: str, *, wajib: bool = True, petunjuk: str = "", baris: int = 4) -> forms.CharField:
    """Several lines."""
    return forms.CharField(
        label=label,
        max_length=20_000,
        required=wajib,
        help_text=petunjuk,
        error_messages=KOSONG,
        widget=forms.Textarea(attrs={"rows": baris}),
    )


def hari(label: str, *, petunjuk: str = "") -> DayField:
    """A day."""
    return DayField(
        label=label,
        help_text=petunjuk,
        widget=DayInput(),
        error_messages={**KOSONG, "invalid": "Tanggal itu tidak dikenal."},
    )


def bilangan(label: str, *, minimal: int = 0, maksimal: int = 9_999_999) -> forms.IntegerField:
    """A whole number."""
    return forms.IntegerField(label=label, min_value=minimal, max_value=maksimal, error_messages=KOSONG)


def pilihan(label: str, choices: Any) -> forms.ChoiceField:
    """One of these."""
    return forms.ChoiceField(label=label, choices=choices, error_messages=KOSONG)


class KeputusanForm(forms.Form):
    """What every decision rests on: number and date of the SK, and why."""

    nomor_sk = teks("Nomor SK", 80)
    tanggal_sk = hari("Tanggal SK")
    alasan = paragraf("Alasan")


class AlasanForm(forms.Form):
    """Why."""

    alasan = paragraf("Alasan")


def baris_kode(text: str) -> list[str]:
    """One code or name a line, without blanks and repetitions."""
    return list(dict.fromkeys(" ".join(line.split()) for line in text.splitlines() if line.strip()))
