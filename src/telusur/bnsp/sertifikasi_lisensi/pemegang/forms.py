"""Shape of input about certificates."""

from __future__ import annotations

from typing import Any

from django import forms

from telusur.bnsp.isian import bilangan, hari, paragraf, teks


class SertifikatForm(forms.Form):
    """A certificate that an operator enters; the choices are given by the view."""

    lsp = forms.ChoiceField(label="LSP")
    nomor = teks("Nomor sertifikat", 60)
    nomor_registrasi = teks("Nomor registrasi", 60)
    nomor_blanko = bilangan("Nomor blanko", minimal=1, maksimal=999_999_999_999)
    kode = teks("Kode verifikasi", 20)
    nama = teks("Nama pemegang")
    skema_kode = teks("Nomor skema", 80)
    tanggal_terbit = hari("Tanggal terbit")
    berlaku_sampai = hari("Berlaku sampai")

    def __init__(self, *args: Any, lsp: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lsp"].choices = lsp  # type: ignore[attr-defined]


class DasarForm(forms.Form):
    """What a change of state rests on."""

    dasar = paragraf("Nomor keputusan dan alasannya")


class BlankoForm(forms.Form):
    """Another blank."""

    nomor_blanko = bilangan("Nomor blanko pengganti", minimal=1, maksimal=999_999_999_999)
