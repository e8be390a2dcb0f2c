"""Taking in a file and naming it in the draft, in one step: what every place of upload does."""

from __future__ import annotations

from telusur.kernel.archive.intake import Uploaded
from telusur.kernel.archive.models import StoredFile
from telusur.kernel.base.errors import Invalid
from telusur.kernel.commands.context import Context
from telusur.kernel.forms import commands, drafts
from telusur.kernel.forms.models import Rekaman


def attach(ctx: Context, rekaman: Rekaman, path: str, upload: Uploaded) -> tuple[StoredFile, drafts.Saved]:
    """Store the file and add it to the field; where only one fits it takes the place of the other. Raises Invalid."""
    try:
        stored = commands.unggah(ctx, rekaman=rekaman, path=path, upload=upload)
    except Invalid as refusal:
        raise Invalid(refusal.sentence, {path: [refusal.sentence]}) from refusal
    typed = drafts.of(rekaman)
    named = typed[path] if path in typed else rekaman.isi.get(path)
    only_one = rekaman.content().boxes()[path].field.max_items == 1
    kept = [] if only_one else list(named or [])
    return stored, drafts.save(ctx, rekaman, {path: [*kept, str(stored.pk)]})
