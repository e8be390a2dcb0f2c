"""Shape of input about reports of LSP."""

from django import forms

from telusur.bnsp.isian import paragraf


class TerimaForm(forms.Form):
    """A report that is in order."""

    catatan = paragraf("Catatan untuk LSP", wajib=False, petunjuk="LSP membacanya di halaman laporannya.", baris=3)


class KembalikanForm(forms.Form):
    """A report that has to be mended."""

    alasan = paragraf("Apa yang harus diperbaiki", petunjuk="LSP membacanya dan mengirim versi baru.", baris=5)
