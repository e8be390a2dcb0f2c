"""Shape of an answer to BNSP."""

from __future__ import annotations

from django import forms

from telusur.kernel.ui.uploads import many_files


class JawabanForm(forms.Form):
    """What is said, with its files."""

    jawaban = forms.CharField(
        label="Jawaban",
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Apa penyebabnya, apa yang sudah diperbaiki, dan sejak kapan. BNSP membacanya.",
    )
    berkas = many_files("Berkas", required=False)
