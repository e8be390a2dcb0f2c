"""Shape of input about TUK."""

from __future__ import annotations

from typing import Any

from django import forms

from telusur.kernel.base.clock import ZONES, zone_name
from telusur.kernel.base.dates import DayField, DayInput
from telusur.lsp.administrasi.tuk.states import JenisTuk


class TukForm(forms.Form):
    """A new test place."""

    kode = forms.CharField(label="Kode", max_length=30)
    nama = forms.CharField(label="Nama TUK", max_length=150)
    jenis = forms.ChoiceField(label="Jenis", choices=JenisTuk.choices)
    pemilik = forms.CharField(label="Pemilik", max_length=150, required=False)
    penanggung_jawab = forms.CharField(label="Penanggung jawab", max_length=150)
    alamat = forms.CharField(label="Alamat", max_length=250)
    kota = forms.CharField(label="Kota atau kabupaten", max_length=80)
    kontak = forms.CharField(label="Kontak", max_length=80, required=False)
    kapasitas = forms.IntegerField(label="Kapasitas", min_value=1, max_value=500, help_text="Jumlah asesi sekaligus.")
    zona = forms.ChoiceField(
        label="Zona waktu",
        required=False,
        help_text="Jam jadwal, undangan, dan sesi di TUK ini memakai jam setempat.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pilihan: Any = self.fields["zona"]
        pilihan.choices = [("", f"Seperti lembaga ({zone_name()})"), *ZONES.items()]


class VerifikasiForm(forms.Form):
    """Who verifies which skema when; choices are given by the view."""

    skema = forms.ChoiceField(label="Skema")
    verifikator = forms.ChoiceField(label="Verifikator")
    tanggal = DayField(label="Tanggal verifikasi", widget=DayInput())


class PenetapanForm(forms.Form):
    """From when to when the TUK may be used."""

    berlaku_dari = DayField(label="Berlaku dari", widget=DayInput())
    berlaku_sampai = DayField(label="Berlaku sampai", widget=DayInput())
