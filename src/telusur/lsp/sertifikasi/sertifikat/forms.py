"""Shape of what people type on the pages of certificates and blanks."""

from __future__ import annotations

from django import forms

from telusur.kernel.base.dates import DayField, DayInput
from telusur.lsp.administrasi.umum.isian_tangan import alasan_tangan, bukti_tangan
from telusur.lsp.sertifikasi.keputusan.states import LANJUTAN
from telusur.lsp.sertifikasi.sertifikat.rules import SEPULUH_BUTIR

TANGGAL = DayInput()
SALAH_TANGGAL = {
    "required": "Isi tanggalnya.",
    "invalid": "Tulis tanggal sebagai tahun-bulan-hari, misalnya 2026-11-20.",
}


class NomorBlankoForm(forms.Form):
    """Numbers received from BNSP, one a line, typed by hand: with a reason and evidence."""

    nomor = forms.CharField(
        label="Nomor blanko dari BNSP",
        widget=forms.Textarea(attrs={"rows": 6, "inputmode": "numeric", "autocomplete": "off"}),
        max_length=20_000,
        help_text="Satu nomor tiap baris, 5 sampai 12 angka.",
        error_messages={"required": "Isi nomor blanko, satu tiap baris."},
    )
    alasan = alasan_tangan()
    bukti = bukti_tangan()

    def daftar(self) -> list[str]:
        """The numbers, in the order typed."""
        return str(self.cleaned_data["nomor"]).replace(",", "\n").split()


class CeklisForm(forms.Form):
    """The ten points of the draft (SOP 4.4)."""

    butir = forms.MultipleChoiceField(label="Butir", choices=list(SEPULUH_BUTIR.items()), required=False)


class SerahForm(forms.Form):
    """How the certificate reaches its holder."""

    cara = forms.CharField(
        label="Cara penyerahan",
        max_length=150,
        help_text="Misalnya: diambil sendiri, atau dikirim dengan nomor resi.",
        error_messages={"required": "Isi cara penyerahan."},
    )


class RusakForm(forms.Form):
    """Why a blank is spoiled."""

    alasan = forms.CharField(
        label="Sebab kerusakan",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        error_messages={"required": "Tulis sebab kerusakan untuk berita acara."},
    )


class KeputusanForm(forms.Form):
    """A decision on an existing certificate (P508 9.4.3)."""

    jenis = forms.ChoiceField(
        label="Jenis keputusan",
        choices=[("", "Pilih jenis"), *((jenis.value, jenis.label) for jenis in LANJUTAN)],
        error_messages={"required": "Pilih jenis keputusan."},
    )
    dasar = forms.CharField(
        label="Dasar keputusan",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=3000,
        error_messages={"required": "Tulis dasar keputusan."},
    )
    nomor_sk = forms.CharField(label="Nomor SK", max_length=120, error_messages={"required": "Isi nomor SK."})
    tanggal = DayField(label="Tanggal SK", widget=TANGGAL, error_messages=SALAH_TANGGAL)
