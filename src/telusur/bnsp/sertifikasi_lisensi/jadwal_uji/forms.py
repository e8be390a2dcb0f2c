"""Shape of input about schedules."""

from __future__ import annotations

from typing import Any

from django import forms

from telusur.bnsp.isian import hari, paragraf, teks


class JadwalForm(forms.Form):
    """A schedule that an operator enters; the choices are given by the view."""

    lsp = forms.ChoiceField(label="LSP")
    nomor_lsp = teks("Nomor jadwal pada LSP", 80)
    skema_kode = teks("Nomor skema", 80)
    tuk = teks("Kode TUK", 30)
    mulai = hari("Hari pertama")
    selesai = hari("Hari terakhir")
    asesor = paragraf("Nomor registrasi asesor", petunjuk="Satu nomor tiap baris.", baris=3)
    asesi = paragraf("Nama asesi", petunjuk="Satu nama tiap baris.", baris=6)

    def __init__(self, *args: Any, lsp: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lsp"].choices = lsp  # type: ignore[attr-defined]
