"""Shape of input about sanction cases."""

from __future__ import annotations

from typing import Any

from django import forms

from telusur.bnsp.isian import KeputusanForm, paragraf, pilihan, teks
from telusur.bnsp.pengendalian.sanksi.bukti import TERBESAR
from telusur.bnsp.pengendalian.sanksi.states import Bentuk
from telusur.kernel.archive.intake import DOCUMENT
from telusur.kernel.ui.uploads import many_files

__all__ = ["BukaForm", "BuktiForm", "KeputusanForm", "KosongForm", "TanggapanForm", "TutupForm"]


class BukaForm(forms.Form):
    """A case against one LSP."""

    bentuk = pilihan("Bentuk sanksi", Bentuk.choices)
    lingkup = forms.ChoiceField(label="Skema", required=False, help_text="Hanya untuk pengurangan ruang lingkup.")
    dasar = paragraf("Dasar", petunjuk="Apa yang tidak lengkap atau tidak dipenuhi, dan sejak kapan. LSP membacanya.")

    def __init__(self, *args: Any, skema: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lingkup"].choices = [("", "Tidak ada"), *skema]  # type: ignore[attr-defined]


class BuktiForm(forms.Form):
    """A record of the LSP."""

    perihal = teks("Rekaman", 200, petunjuk="Misalnya FR.AK.05 jadwal JDW-2026-0003.")
    rujukan = teks("Nomor di LSP", 120)
    kiriman = forms.ChoiceField(
        label="Kiriman LSP", required=False, help_text="Dokumen yang dikirim sistem LSP dan sudah ada di BNSP."
    )
    unggahan = forms.FileField(
        label="Berkas lain",
        required=False,
        help_text="PDF, JPEG, PNG, atau berkas ekspor (ZIP) dari sistem LSP; tanda tangan LSP pada ekspor diperiksa.",
        widget=forms.ClearableFileInput(attrs={"accept": f"{DOCUMENT.accept},.zip", "data-maks": TERBESAR}),
    )

    def __init__(self, *args: Any, kiriman: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kiriman"].choices = [("", "Tidak ada"), *kiriman]  # type: ignore[attr-defined]


class TanggapanForm(forms.Form):
    """What an LSP without a connection answers."""

    tanggapan = paragraf("Tanggapan LSP")
    alasan = paragraf(
        "Mengapa dicatat di sini", petunjuk="Dari mana tanggapan ini, misalnya surat LSP dan tanggalnya.", baris=2
    )
    bukti = many_files("Berkas tanggapan")


class TutupForm(forms.Form):
    """Why without a sanction."""

    alasan = paragraf("Alasan")


class KosongForm(forms.Form):
    """An act that asks for nothing."""
