"""Input of the pages that keep the list of LSP systems."""

from __future__ import annotations

from typing import Any

from django import forms

from telusur.bnsp.manajemen.penyedia import queries


class SistemForm(forms.Form):
    """Which LSP."""

    lsp: forms.ModelChoiceField[Any] = forms.ModelChoiceField(
        queryset=None,
        label="LSP",
        help_text="LSP yang alamat sistemnya ada di register atau yang menjadi mitra pertukaran.",
        empty_label="Pilih LSP",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lsp"].queryset = queries.belum_terdaftar()  # type: ignore[attr-defined]
