"""Shape of what people type on the pages of plans."""

from __future__ import annotations

from typing import Any

from django import forms

from telusur.kernel.base.dates import DayField, DayInput, TimeField

WAJIB = {
    "required": "Isi bagian ini.",
    "invalid": "Isi dengan bentuk yang benar.",
    "invalid_choice": "Pilih dari daftar.",
}


def _tanggal(label: str) -> DayField:
    return DayField(label=label, widget=DayInput(), error_messages=WAJIB)


def _jam(label: str) -> TimeField:
    return TimeField(label=label, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"), error_messages=WAJIB)


class WaktuForm(forms.Form):
    """What, and when."""

    skema = forms.ChoiceField(label="Skema", error_messages=WAJIB)
    tanggal = _tanggal("Tanggal asesmen")
    jam_mulai = _jam("Jam mulai")
    jam_selesai = _jam("Jam selesai")

    def __init__(self, *args: Any, skema: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["skema"].choices = [("", "Pilih skema"), *skema]  # type: ignore[attr-defined]


class GantiAsesorForm(forms.Form):
    """Another asesor, and why."""

    asesor = forms.ChoiceField(
        label="Asesor pengganti",
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih asesor pengganti.", "invalid_choice": "Pilih asesor yang dapat dipilih."},
    )
    alasan = forms.CharField(
        label="Alasan penggantian", widget=forms.Textarea(attrs={"rows": 3}), max_length=500, error_messages=WAJIB
    )

    def __init__(self, *args: Any, asesor: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["asesor"].choices = asesor  # type: ignore[attr-defined]


class UbahForm(forms.Form):
    """Another time or place, and why."""

    tuk = forms.ChoiceField(label="TUK", error_messages=WAJIB)
    tanggal = _tanggal("Tanggal asesmen")
    jam_mulai = _jam("Jam mulai")
    jam_selesai = _jam("Jam selesai")
    alasan = forms.CharField(
        label="Alasan perubahan", widget=forms.Textarea(attrs={"rows": 3}), max_length=500, error_messages=WAJIB
    )

    def __init__(self, *args: Any, tuk: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tuk"].choices = tuk  # type: ignore[attr-defined]
