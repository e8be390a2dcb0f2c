"""The two fields of every form by which a fact of BNSP's is written down by hand: why, and the evidence."""

from __future__ import annotations

from django import forms

from telusur.kernel.archive.intake import DOCUMENT


def alasan_tangan() -> forms.CharField:
    """Why a fact of BNSP's is written down by hand."""
    return forms.CharField(
        label="Mengapa dicatat dengan tangan",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Misalnya: sistem BNSP belum tersambung; jawabannya datang lewat surat.",
        error_messages={"required": "Tulis mengapa ini dicatat dengan tangan."},
    )


def bukti_tangan() -> forms.FileField:
    """The evidence of it."""
    return forms.FileField(
        label="Bukti dari BNSP",
        widget=forms.ClearableFileInput(attrs={"accept": DOCUMENT.accept, "data-maks": DOCUMENT.max_bytes}),
        help_text=f"Surat, surel, atau tangkapan layar sistem BNSP. {DOCUMENT.sentence}",
        error_messages={"required": "Unggah bukti dari BNSP.", "empty": "Berkas itu kosong."},
    )
