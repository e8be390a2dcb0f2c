"""Shape of input about sanction cases."""

from __future__ import annotations

from typing import Any

from django import forms

from telusur.bnsp.isian import KeputusanForm, paragraf, pilihan, teks
from telusur.bnsp.pengendalian.sanksi.states import Bentuk

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
    sha256 = teks("SHA-256 berkas", 64, wajib=False, petunjuk="Dari manifest.txt berkas yang diekspor di sistem LSP.")


class TanggapanForm(forms.Form):
    """What the LSP answers."""

    tanggapan = paragraf("Tanggapan LSP")


class TutupForm(forms.Form):
    """Why without a sanction."""

    alasan = paragraf("Alasan")


class KosongForm(forms.Form):
    """An act that asks for nothing."""
