"""Shape of what people type on the pages of schedules."""

from __future__ import annotations

from django import forms

from telusur.kernel.base.dates import DayField, DayInput


class BnspForm(forms.Form):
    """Number and date under which BNSP holds the schedule."""

    nomor = forms.CharField(
        label="Nomor pencatatan BNSP",
        max_length=80,
        error_messages={"required": "Isi nomor yang diberikan sistem BNSP."},
    )
    tanggal = DayField(
        label="Tanggal dicatat",
        widget=DayInput(),
        error_messages={"required": "Isi tanggal pencatatannya.", "invalid": "Isi tanggal dengan bentuk yang benar."},
    )
