"""Shape of what people type on the pages of exams."""

from __future__ import annotations

from django import forms


class TambahWaktuForm(forms.Form):
    """Extra minutes for one asesi, and why."""

    menit = forms.IntegerField(
        label="Waktu tambahan (menit)",
        error_messages={"required": "Isi berapa menit.", "invalid": "Isi dengan angka bulat."},
    )
    alasan = forms.CharField(
        label="Alasan",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
        help_text="Misalnya kebutuhan khusus yang dinyatakan asesi pada FR.APL.01. Tersimpan dalam jejak.",
        error_messages={"required": "Tulis alasan waktu tambahan."},
    )
