"""Shape of input about guidelines."""

from __future__ import annotations

from django import forms

from telusur.bnsp.harmonisasi.pedoman.commands import NASKAH
from telusur.bnsp.isian import hari, paragraf, teks


class PedomanForm(forms.Form):
    """A guideline."""

    kode = teks("Kode", 40, petunjuk="Misalnya PBNSP 201.")
    judul = teks("Judul", 250)


class VersiForm(forms.Form):
    """The text of a version."""

    nomor = teks("Nomor peraturan", 80)
    tanggal = hari("Tanggal peraturan")
    perubahan = paragraf("Apa yang berubah", wajib=False, petunjuk="Wajib mulai versi kedua.", baris=3)
    isi = forms.CharField(
        label="Naskah",
        max_length=500_000,
        widget=forms.Textarea(attrs={"rows": 20}),
        help_text="Baris kosong memisahkan paragraf.",
        error_messages={"required": "Isian ini belum diisi."},
    )
    berkas = forms.FileField(
        label="Naskah bertanda tangan (PDF)",
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": NASKAH.accept, "data-maks": NASKAH.max_bytes}),
        help_text=NASKAH.sentence,
    )


class TerbitForm(forms.Form):
    """Publishing asks for nothing but proof."""
