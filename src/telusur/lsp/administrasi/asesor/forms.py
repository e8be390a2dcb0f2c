"""Shape of input about asesor. Choices that depend on the day are given by the view."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from telusur.kernel.base.dates import DayField, DayInput
from telusur.lsp.administrasi.umum.isian_tangan import alasan_tangan, bukti_tangan

KOSONG = {"required": "Isian ini belum diisi.", "invalid_choice": "Pilihan itu tidak ada dalam daftar."}
SERTIFIKAT = ("nomor_sertifikat", "berlaku_dari", "berlaku_sampai", "alasan", "bukti")
Pilihan = Iterable[tuple[str, str]]


def _teks(label: str, panjang: int, *, wajib: bool = True, petunjuk: str = "") -> forms.CharField:
    return forms.CharField(label=label, max_length=panjang, required=wajib, help_text=petunjuk, error_messages=KOSONG)


def _hari(label: str) -> DayField:
    widget = DayInput()
    return DayField(label=label, widget=widget, error_messages={**KOSONG, "invalid": "Tanggal itu tidak dikenal."})


class AsesorForm(forms.Form):
    """A person who holds the role asesor enters the register."""

    orang = forms.ChoiceField(
        label="Orang", help_text="Akun dengan peran Asesor yang belum terdaftar.", error_messages=KOSONG
    )
    no_reg = _teks("Nomor registrasi", 40, petunjuk="Misalnya MET.000.001234 2024.")
    sk_nomor = _teks("Nomor SK penetapan asesor", 120)
    sk_tanggal = _hari("Tanggal SK penetapan")
    nomor_sertifikat = _teks("Nomor sertifikat asesor", 60, wajib=False)
    berlaku_dari = _hari("Sertifikat berlaku dari")
    berlaku_sampai = _hari("Sertifikat berlaku sampai")
    alasan = alasan_tangan()
    bukti = bukti_tangan()

    def __init__(self, *args: Any, orang: Pilihan, tersambung: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["orang"].choices = list(orang)  # type: ignore[attr-defined]
        for name in SERTIFIKAT if tersambung else ():  # BNSP tells these itself
            del self.fields[name]


class NomorForm(forms.Form):
    """The number that BNSP should know."""

    no_reg = _teks("Nomor registrasi", 40, petunjuk="Misalnya MET.000.001234 2024.")


class LingkupForm(forms.Form):
    """Technical competence for one skema."""

    skema_kode = forms.ChoiceField(label="Skema", error_messages=KOSONG)
    dasar = _teks("Bukti kompetensi teknis", 200)
    berlaku_dari = _hari("Berlaku dari")
    berlaku_sampai = _hari("Berlaku sampai")

    def __init__(self, *args: Any, skema: Pilihan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["skema_kode"].choices = list(skema)  # type: ignore[attr-defined]


class SertifikatForm(forms.Form):
    """A renewed certificate."""

    nomor_sertifikat = _teks("Nomor sertifikat asesor", 60)
    berlaku_dari = _hari("Berlaku dari")
    berlaku_sampai = _hari("Berlaku sampai")
    alasan = alasan_tangan()
    bukti = bukti_tangan()
