"""Fields for files: what the rule of the place says is told beforehand and checked before sending."""

from __future__ import annotations

from typing import Any

from django import forms

from telusur.kernel.archive.intake import DOCUMENT, UploadRule

MISSING = {"required": "Sertakan berkasnya."}


class ManyFiles(forms.FileField):
    """Any number of files, none among them unless ``required``."""

    class Chooser(forms.ClearableFileInput):
        allow_multiple_selected = True

    widget = Chooser

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        chosen = [super(ManyFiles, self).clean(one, initial) for one in data or [] if one]
        if self.required and not chosen:
            raise forms.ValidationError(self.error_messages["required"])
        return chosen


def one_file(label: str, *, rule: UploadRule = DOCUMENT, required: bool = True, hint: str = "") -> forms.FileField:
    """One file."""
    return forms.FileField(
        label=label,
        required=required,
        help_text=hint or rule.sentence,
        error_messages=MISSING,
        widget=forms.ClearableFileInput(attrs={"accept": rule.accept, "data-maks": rule.max_bytes}),
    )


def many_files(label: str, *, rule: UploadRule = DOCUMENT, required: bool = True, hint: str = "") -> ManyFiles:
    """Several files."""
    return ManyFiles(
        label=label,
        required=required,
        help_text=hint or rule.sentence,
        error_messages=MISSING,
        widget=ManyFiles.Chooser(attrs={"multiple": True, "accept": rule.accept, "data-maks": rule.max_bytes}),
    )
