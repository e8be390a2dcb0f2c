"""Shape of a document to publish."""

from __future__ import annotations

from typing import Any

from django import forms

from telusur.kernel.base.dates import DayField, DayInput
from telusur.lsp.administrasi.mutu.models import DokumenMutu
from telusur.lsp.administrasi.mutu.states import JenisDokumen

REQUIRED = {"required": "Isian ini belum diisi.", "invalid": "Tanggal itu tidak dikenal."}


def _name(label: str) -> forms.CharField:
    return forms.CharField(label=label, max_length=150, error_messages=REQUIRED)


def _day(label: str) -> DayField:
    widget = DayInput()
    return DayField(label=label, widget=widget, error_messages=REQUIRED)


class TerbitkanForm(forms.Form):
    """One field per argument of ``mutu.terbitkan``."""

    kode = forms.RegexField(
        regex=r"^[A-Z0-9][A-Z0-9\-]*$",
        label="Kode dokumen",
        max_length=40,
        help_text="Huruf besar, angka, dan tanda hubung, misalnya IK-LSPK-01.",
        error_messages={"required": "Isian ini belum diisi.", "invalid": "Pakai huruf besar, angka, dan tanda hubung."},
    )
    judul = forms.CharField(label="Judul", max_length=200, error_messages=REQUIRED)
    jenis = forms.ChoiceField(label="Jenis", choices=JenisDokumen.choices)
    isi = forms.CharField(
        label="Isi",
        max_length=60_000,
        widget=forms.Textarea(attrs={"rows": 18}),
        help_text="Awali judul bagian dengan #, daftar dengan -, dan langkah dengan 1. Baris kosong memisahkan paragraf.",
        error_messages=REQUIRED,
    )
    perubahan = forms.CharField(label="Ringkasan perubahan", max_length=300, required=False)
    berlaku_sejak = _day("Berlaku sejak")
    dibuat_oleh = _name("Dibuat oleh")
    dibuat_pada = _day("Tanggal dibuat")
    diperiksa_oleh = _name("Diperiksa oleh")
    diperiksa_pada = _day("Tanggal diperiksa")
    disetujui_oleh = _name("Disetujui oleh")
    disetujui_pada = _day("Tanggal disetujui")

    def __init__(self, *args: Any, earlier: DokumenMutu | None = None, **kwargs: Any) -> None:
        if earlier is not None:
            kept = ("kode", "judul", "jenis", "isi", "dibuat_oleh", "diperiksa_oleh", "disetujui_oleh")
            kwargs["initial"] = {name: getattr(earlier, name) for name in kept}
        super().__init__(*args, **kwargs)
        if earlier is not None:
            self.fields["kode"].disabled = True
