"""Shape of input about TUK."""

from __future__ import annotations

from typing import Any

from django import forms

from telusur.bnsp.isian import bilangan, hari, paragraf, pilihan, teks
from telusur.bnsp.sertifikasi_lisensi.tempat_uji.states import JenisTuk


class TukForm(forms.Form):
    """What is known of a TUK."""

    nama = teks("Nama TUK")
    jenis = pilihan("Jenis", JenisTuk.choices)
    alamat = teks("Alamat", 250)
    kota = teks("Kota atau kabupaten", 80)
    kapasitas = bilangan("Kapasitas", minimal=1, maksimal=5000)
    skema = paragraf("Nomor skema terverifikasi", petunjuk="Satu nomor skema tiap baris.")
    berlaku_sampai = hari("Verifikasi berlaku sampai", petunjuk="Kosongkan bila tidak berjangka.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["berlaku_sampai"].required = False


class TukBaruForm(TukForm):
    """A new TUK with its LSP; the choices are given by the view."""

    lsp = forms.ChoiceField(label="LSP")
    kode = teks("Kode TUK pada LSP", 30)
    field_order = ("lsp", "kode")

    def __init__(self, *args: Any, lsp: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lsp"].choices = lsp  # type: ignore[attr-defined]
