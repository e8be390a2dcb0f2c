"""Who may open the files of a case: whoever may read one of its forms."""

from __future__ import annotations

from telusur.kernel.archive.models import StoredFile
from telusur.kernel.commands.context import Context
from telusur.kernel.forms.models import Rekaman
from telusur.kernel.forms.rules import boleh_membaca


def reader_of_a_form(ctx: Context, file: StoredFile) -> bool:
    """The file belongs to a case of which the actor may read a form."""
    if file.case_id is None:
        return False
    return any(boleh_membaca.why_not(ctx, rekaman) is None for rekaman in Rekaman.objects.filter(case_id=file.case_id))
