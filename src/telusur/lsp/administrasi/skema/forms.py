"""Shape of what people type on the pages of skema."""

from __future__ import annotations

from django import forms

from telusur.kernel.base.yaml_lines import LARGEST


class ImporForm(forms.Form):
    """The file to import."""

    berkas = forms.FileField(
        label="Berkas skema",
        max_length=200,
        error_messages={
            "required": "Pilih berkas skema lebih dulu.",
            "empty": "Berkas itu kosong. Pilih berkas lain.",
            "max_length": "Nama berkas terlalu panjang. Perpendek namanya.",
        },
    )

    def isi(self) -> bytes:
        """Its content, never more than what the reader accepts and one byte."""
        content: bytes = self.cleaned_data["berkas"].read(LARGEST + 1)
        return content
