"""Input of the connection to BNSP's sign-in."""

from __future__ import annotations

from django import forms


class SambunganForm(forms.Form):
    """Address, secret, open or shut."""

    penyedia = forms.CharField(
        label="Alamat sistem BNSP", max_length=300, help_text="Misalnya https://sistem.bnsp.go.id, tanpa bagian lain."
    )
    rahasia = forms.CharField(
        label="Rahasia",
        required=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text="Dari pengelola sistem BNSP. Biarkan kosong bila tidak berubah.",
    )
    aktif = forms.BooleanField(label="Petugas BNSP dapat masuk", required=False)
