"""Shape of input about asesor."""

from __future__ import annotations

from typing import Any

from django import forms

from telusur.bnsp.isian import hari, paragraf, pilihan, teks
from telusur.bnsp.sertifikasi_lisensi.asesor_kompetensi.states import StatusAsesor


class DataForm(forms.Form):
    """Name, fields, LSP; the choices are given by the view."""

    nama = teks("Nama")
    bidang = paragraf("Bidang teknis", petunjuk="Satu bidang tiap baris.")
    lsp = forms.ChoiceField(label="LSP", required=False)

    def __init__(self, *args: Any, lsp: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lsp"].choices = [("", "Tidak terikat pada LSP"), *lsp]  # type: ignore[attr-defined]


class SertifikatForm(forms.Form):
    """A certificate of an asesor."""

    nomor_sertifikat = teks("Nomor sertifikat", 60)
    berlaku_dari = hari("Berlaku dari")
    berlaku_sampai = hari("Berlaku sampai")


class AsesorForm(SertifikatForm, DataForm):
    """A new asesor."""

    nomor_registrasi = teks("Nomor registrasi", 30, petunjuk="Misalnya MET.000.012345 2024.")
    field_order = ("nomor_registrasi", "nama", "bidang", "lsp")


class StatusForm(forms.Form):
    """A new state and what it rests on."""

    status = pilihan("Status", StatusAsesor.choices)
    dasar = paragraf("Dasar keputusan")
