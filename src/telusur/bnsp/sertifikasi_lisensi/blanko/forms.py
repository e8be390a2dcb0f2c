"""Shape of input about blanks."""

from __future__ import annotations

from typing import Any

from django import forms

from telusur.bnsp.isian import bilangan, hari, paragraf, teks
from telusur.contract.from_lsp import BERKAS_PERMOHONAN, BERKAS_RUSAK
from telusur.kernel.archive.intake import PDF_ONLY
from telusur.kernel.ui.uploads import one_file

TERBESAR = 999_999_999_999


class PersediaanForm(forms.Form):
    """A delivery."""

    awal = bilangan("Nomor pertama", minimal=1, maksimal=TERBESAR)
    akhir = bilangan("Nomor terakhir", minimal=1, maksimal=TERBESAR)
    nomor_ba = teks("Nomor berita acara penerimaan", 80)


class _DenganLsp(forms.Form):
    lsp = forms.ChoiceField(label="LSP")

    def __init__(self, *args: Any, lsp: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lsp"].choices = lsp  # type: ignore[attr-defined]


class PermohonanForm(_DenganLsp):
    """A request that an operator enters from paper."""

    nomor_surat = teks("Nomor surat permohonan", 80)
    tanggal_surat = hari("Tanggal surat")
    nomor_ba = teks("Nomor berita acara pleno", 80)
    tanggal_ba = hari("Tanggal berita acara")
    nomor_sk = teks("Nomor SK", 80)
    tanggal_sk = hari("Tanggal SK")
    jumlah = bilangan("Blanko diminta", minimal=1, maksimal=10_000)
    hasil = paragraf("Daftar K dan BK", petunjuk="Satu orang tiap baris: nama; nomor skema; K atau BK.", baris=8)
    surat = one_file(BERKAS_PERMOHONAN["surat"], rule=PDF_ONLY)
    berita_acara = one_file(BERKAS_PERMOHONAN["berita_acara"], rule=PDF_ONLY)
    sk = one_file(BERKAS_PERMOHONAN["sk"], rule=PDF_ONLY)


class RusakForm(_DenganLsp):
    """A spoiled blank."""

    nomor = bilangan("Nomor blanko", minimal=1, maksimal=TERBESAR)
    nomor_ba = teks("Nomor berita acara kerusakan", 80)
    tanggal_ba = hari("Tanggal berita acara")
    alasan = paragraf("Apa yang rusak")
    berita_acara = one_file(BERKAS_RUSAK["berita_acara"], rule=PDF_ONLY)


class KosongForm(forms.Form):
    """An act that asks for nothing."""
