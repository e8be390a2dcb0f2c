"""Forms made from what a step asks for."""

from __future__ import annotations

from typing import Any

from django import forms

from telusur.bnsp.isian import KOSONG, hari, paragraf, teks
from telusur.bnsp.sekretariat.layanan.isian import diminta
from telusur.bnsp.sekretariat.layanan.slot import Isian, Langkah
from telusur.kernel.archive.intake import DOCUMENT


def _bidang(one: Isian) -> forms.Field:
    if one.jenis == "hari":
        field: forms.Field = hari(one.label, petunjuk=one.petunjuk)
    elif one.jenis == "paragraf":
        field = paragraf(one.label, petunjuk=one.petunjuk)
    elif one.jenis == "bilangan":
        field = forms.IntegerField(label=one.label, help_text=one.petunjuk, min_value=0, error_messages=KOSONG)
    elif one.jenis == "pilihan":
        choices = [("", "Pilih"), *one.pilihan]
        field = forms.ChoiceField(label=one.label, choices=choices, help_text=one.petunjuk, error_messages=KOSONG)
    elif one.jenis == "berkas":
        widget = forms.ClearableFileInput(attrs={"accept": DOCUMENT.accept, "data-maks": DOCUMENT.max_bytes})
        field = forms.FileField(label=one.label, widget=widget, help_text=one.petunjuk or DOCUMENT.sentence)
    else:
        field = teks(one.label, 250, petunjuk=one.petunjuk)
    field.required = one.wajib
    return field


class LangkahForm(forms.Form):
    """The step that waits: decision, what it asks for, a note."""

    langkah = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, langkah: Langkah, *args: Any, pertama: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["langkah"].initial = langkah.code
        self._diminta = diminta(langkah)
        if pertama:
            self.fields["perihal"] = teks("Perihal", 250)
            self.fields["pemohon"] = teks("Dari", 200, petunjuk="Lembaga atau orang yang mengajukan.")
        if len(langkah.exits) > 1 and not pertama:
            self.fields["jalan"] = forms.ChoiceField(
                label="Keputusan",
                choices=[(one.code, one.label) for one in langkah.exits],
                widget=forms.RadioSelect,
                error_messages={"required": "Pilih keputusannya."},
            )
        for one in self._diminta:
            field = _bidang(one)
            # Who sends the case back is not asked for the rest; the act asks for what is missing.
            field.required = field.required and not any(way.reason for way in langkah.exits)
            self.fields["berkas" if one.jenis == "berkas" else one.kode] = field
        if not pertama:
            self.fields["catatan"] = paragraf("Catatan", wajib=False, baris=2)

    def isian(self) -> dict[str, Any]:
        """What the step asked for, without the file."""
        return {one.kode: self.cleaned_data.get(one.kode) for one in self._diminta if one.jenis != "berkas"}
