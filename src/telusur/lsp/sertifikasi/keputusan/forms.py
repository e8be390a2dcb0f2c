"""Shape of what people type on the pages of decisions."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from telusur.kernel.base.dates import DayField, DayInput
from telusur.lsp.sertifikasi.keputusan.rules import BUTIR_VERIFIKASI
from telusur.lsp.sertifikasi.keputusan.states import ModaPleno, Suara

TANGGAL = DayInput()
SALAH_TANGGAL = {
    "required": "Isi tanggalnya.",
    "invalid": "Tulis tanggal sebagai tahun-bulan-hari, misalnya 2026-11-20.",
}


class PlenoForm(forms.Form):
    """Mode, date and place of the plenary (SOP 4.2)."""

    moda = forms.ChoiceField(
        label="Moda",
        choices=ModaPleno.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih moda pleno."},
    )
    tanggal = DayField(label="Tanggal", widget=TANGGAL, error_messages=SALAH_TANGGAL)
    tempat = forms.CharField(
        label="Tempat atau tautan",
        max_length=250,
        help_text="Ruang rapat bila luring, tautan rapat bila daring.",
        error_messages={"required": "Isi tempat, atau tautan bila daring."},
    )


class SuaraForm(forms.Form):
    """A member's verification and vote."""

    butir = forms.MultipleChoiceField(
        label="Butir verifikasi",
        choices=list(BUTIR_VERIFIKASI.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    suara = forms.ChoiceField(
        label="Suara Anda",
        choices=Suara.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih suara Anda."},
    )
    alasan = forms.CharField(
        label="Alasan",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=3000,
        help_text="Wajib bila tidak sama dengan rekomendasi asesor.",
    )


class PeriodeForm(forms.Form):
    """From and until of the register."""

    dari = DayField(label="Dari", required=False, widget=TANGGAL, error_messages=SALAH_TANGGAL)
    sampai = DayField(label="Sampai", required=False, widget=TANGGAL, error_messages=SALAH_TANGGAL)

    def rentang(self) -> tuple[date | None, date | None]:
        """What was understood; a wrong date counts as none."""
        self.is_valid()
        cleaned: dict[str, Any] = getattr(self, "cleaned_data", {})
        return cleaned.get("dari"), cleaned.get("sampai")
