"""Who may open a file: whoever may read the form that names it, or of which it is the print."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from telusur.kernel.archive.models import StoredFile
from telusur.kernel.commands.context import Context
from telusur.kernel.documents.models import Document
from telusur.kernel.forms.models import Rekaman
from telusur.kernel.forms.rules import boleh_membaca


def reader_of_a_form(ctx: Context, file: StoredFile) -> bool:
    """The file is named in a form the actor may read, or is the print of one."""
    return any(boleh_membaca.why_not(ctx, rekaman) is None for rekaman in _forms_with(file))


def _forms_with(file: StoredFile) -> Iterator[Rekaman]:
    prints = Document.objects.filter(file_id=file.pk, subject_type=Rekaman._meta.label_lower)
    if printed := [UUID(row.subject_id) for row in prints]:
        yield from Rekaman.objects.filter(pk__in=printed)
    if file.case_id is not None:
        wanted = str(file.pk)
        for rekaman in Rekaman.objects.filter(case_id=file.case_id):
            if any(wanted in value for value in rekaman.isi.values() if isinstance(value, list)):
                yield rekaman
