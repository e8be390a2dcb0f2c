"""Shape of what people type on the pages of schedules."""

from __future__ import annotations

from django import forms

from telusur.kernel.base.dates import DayField, DayInput
from telusur.lsp.administrasi.umum.isian_tangan import alasan_tangan, bukti_tangan


class BnspForm(forms.Form):
    """Number and date under which BNSP holds the schedule, typed by hand: with a reason and evidence."""

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
    alasan = alasan_tangan()
    bukti = bukti_tangan()
