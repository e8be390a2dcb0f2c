"""Shape of input about complaints."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from telusur.bnsp.isian import paragraf
from telusur.kernel.archive.intake import DOCUMENT
from telusur.kernel.ui.uploads import ManyFiles

KOSONG = {"required": _("Isian ini belum diisi.")}


class PengaduanForm(forms.Form):
    """What anybody may enter, in the language of the page."""

    nama = forms.CharField(label=_("Nama Anda"), max_length=150, error_messages=KOSONG)
    surel = forms.EmailField(
        label=_("Surel"),
        help_text=_("Jawaban dan kode pengaduan dikirim ke sini."),
        error_messages={**KOSONG, "invalid": _("Surel harus berbentuk nama@contoh.id.")},
    )
    telepon = forms.CharField(label=_("Telepon"), max_length=40, required=False)
    perihal = forms.CharField(
        label=_("LSP yang diadukan"),
        max_length=200,
        help_text=_("Nama atau nomor lisensinya, seperti pada daftar LSP."),
        error_messages=KOSONG,
    )
    nomor_sertifikat = forms.CharField(
        label=_("Nomor sertifikat"),
        max_length=80,
        required=False,
        help_text=_("Bila pengaduan tentang satu sertifikat."),
    )
    uraian = forms.CharField(
        label=_("Apa yang terjadi"),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_("Apa, kapan, di mana, dan siapa yang terlibat."),
        error_messages=KOSONG,
    )
    lampiran = ManyFiles(
        label=_("Bukti"),
        required=False,
        widget=ManyFiles.Chooser(attrs={"multiple": True, "accept": DOCUMENT.accept, "data-maks": DOCUMENT.max_bytes}),
        help_text=_("PDF, JPEG, atau PNG; paling banyak lima berkas, masing-masing paling besar 5 MB."),
    )


class LihatForm(forms.Form):
    """Number and code of a complaint."""

    nomor = forms.CharField(label=_("Nomor pengaduan"), max_length=60, error_messages=KOSONG)
    kode = forms.CharField(label=_("Kode"), max_length=20, error_messages=KOSONG)


class TelaahForm(forms.Form):
    """Which LSP it is about."""

    lsp = forms.ChoiceField(label="LSP", required=False)

    def __init__(self, *args: Any, lsp: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lsp"].choices = [("", "Belum diketahui"), *lsp]  # type: ignore[attr-defined]


class TindakLanjutForm(forms.Form):
    """What was done."""

    isi = paragraf("Tindak lanjut")
    terbuka = forms.BooleanField(label="Tampilkan kepada pengadu", required=False)


class JawabanForm(forms.Form):
    """What the complainer is told."""

    jawaban = paragraf("Jawaban kepada pengadu", petunjuk="Dikirim lewat surel dan tampil pada halaman pengaduannya.")
