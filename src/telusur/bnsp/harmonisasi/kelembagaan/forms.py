"""Shape of input about branches, standards and harmonisation."""

from __future__ import annotations

from typing import Any

from django import forms

from telusur.bnsp.harmonisasi.kelembagaan.states import BentukHarmonisasi, JenisStandar
from telusur.bnsp.isian import hari, paragraf, pilihan, teks


class CabangForm(forms.Form):
    """A branch."""

    lsp = forms.ChoiceField(label="LSP")
    nama = teks("Nama cabang", 150)
    alamat = teks("Alamat", 250)
    kota = teks("Kota atau kabupaten", 80)
    provinsi = teks("Provinsi", 80)
    sejak = hari("Dibuka sejak")
    skema = paragraf("Skema", petunjuk="Satu nomor skema tiap baris.", wajib=False, baris=3)

    def __init__(self, *args: Any, lsp: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lsp"].choices = lsp  # type: ignore[attr-defined]


class StandarForm(forms.Form):
    """A standard; ``menggantikan`` is the one it replaces."""

    kode = teks("Kode", 80, petunjuk="Misalnya SKKNI 282-2016.")
    judul = teks("Judul", 250)
    jenis = pilihan("Jenis", JenisStandar.choices)
    bidang = teks("Bidang", 120)
    nomor_keputusan = teks("Nomor keputusan penetapan", 120, wajib=False)
    tanggal = hari("Tanggal penetapan")
    menggantikan = forms.ChoiceField(label="Menggantikan", required=False)

    def __init__(self, *args: Any, standar: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["menggantikan"].choices = [("", "Tidak menggantikan"), *standar]  # type: ignore[attr-defined]


class HarmonisasiForm(forms.Form):
    """An agreement or comparison."""

    tanggal = hari("Tanggal")
    pihak = teks("Dengan", 200, petunjuk="Lembaga di dalam atau luar negeri.")
    bentuk = pilihan("Bentuk", BentukHarmonisasi.choices)
    pokok = teks("Pokok bahasan", 250)
    standar = forms.ChoiceField(label="Standar terkait", required=False)
    hasil = paragraf("Hasil")
    nomor_dokumen = teks("Nomor dokumen", 120, wajib=False)

    def __init__(self, *args: Any, standar: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["standar"].choices = [("", "Tidak ada"), *standar]  # type: ignore[attr-defined]
