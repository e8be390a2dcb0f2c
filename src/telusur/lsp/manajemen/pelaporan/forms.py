"""Shape of input about reports."""

from __future__ import annotations

from typing import Any

from django import forms

from telusur.lsp.administrasi.umum.isian_tangan import alasan_tangan, bukti_tangan
from telusur.lsp.manajemen.pelaporan.jenis import JENIS, SEMESTER, masa
from telusur.lsp.manajemen.pelaporan.periode import Semester

KOSONG = {"required": "Isian ini belum diisi."}


class SemesterForm(forms.Form):
    """A six-monthly report begun by hand."""

    jenis = forms.ChoiceField(label="Jenis laporan", error_messages=KOSONG)
    semester = forms.ChoiceField(label="Periode", error_messages=KOSONG)

    def __init__(self, *args: Any, semester: list[Semester], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        jenis = [(kode, one.nama) for kode, one in JENIS.items() if one.untuk == SEMESTER]
        self.fields["jenis"].choices = jenis  # type: ignore[attr-defined]
        masing = [(one.sampai.isoformat(), masa(one.dari, one.sampai)) for one in semester]
        self.fields["semester"].choices = masing  # type: ignore[attr-defined]


class SusunForm(forms.Form):
    """Who drafts it, and a note."""

    tim = forms.MultipleChoiceField(
        label="Tim penyusun",
        help_text="Orang yang ikut mengumpulkan data dan menyusun laporan ini.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Pilih paling sedikit satu orang."},
    )
    catatan = forms.CharField(
        label="Catatan penyusun",
        help_text="Penjelasan yang perlu dibaca BNSP; boleh dikosongkan. Jangan menulis data pribadi pemegang sertifikat.",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, orang: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tim"].choices = orang  # type: ignore[attr-defined]


class JawabanForm(forms.Form):
    """BNSP's answer, written down by hand."""

    keputusan = forms.ChoiceField(
        label="Jawaban BNSP",
        choices=[("diterima", "Diterima"), ("dikembalikan", "Dikembalikan untuk diperbaiki")],
        error_messages=KOSONG,
    )
    catatan = forms.CharField(
        label="Catatan BNSP", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    alasan = alasan_tangan()
    bukti = bukti_tangan()


class AlasanForm(forms.Form):
    """Why."""

    alasan = forms.CharField(
        label="Alasan", max_length=500, error_messages=KOSONG, widget=forms.Textarea(attrs={"rows": 3})
    )


class KosongForm(forms.Form):
    """An act that asks for nothing."""
