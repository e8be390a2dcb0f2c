"""Shape of what staff type about an application."""

from __future__ import annotations

from django import forms


class KelayakanForm(forms.Form):
    """The verdict of the feasibility review (SOP 1.3)."""

    hasil = forms.ChoiceField(
        label="Hasil kajian",
        choices=[("layak", "Layak, asesmen dapat dilaksanakan"), ("tidak_layak", "Tidak layak")],
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih hasil kajian."},
    )
    alasan = forms.CharField(
        label="Alasan",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Tulis alasan hasil kajian."},
    )


class KembalikanForm(forms.Form):
    """Which forms go back to the applicant, and what is missing in them."""

    apl01 = forms.BooleanField(label="FR.APL.01 Permohonan Sertifikasi Kompetensi", required=False)
    apl02 = forms.BooleanField(label="FR.APL.02 Asesmen Mandiri", required=False)
    catatan = forms.CharField(
        label="Yang harus dilengkapi",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Tulis apa yang harus dilengkapi pemohon."},
    )
