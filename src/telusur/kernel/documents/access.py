"""Who may download a document: anyone if its kind is public, else whoever may open its stored file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telusur.kernel.documents.kinds import KINDS
from telusur.kernel.documents.states import S

if TYPE_CHECKING:
    from telusur.kernel.archive.models import StoredFile
    from telusur.kernel.commands.context import Context


def public_document(ctx: Context, file: StoredFile) -> bool:
    """Access rule of the archive: the file is a document of a kind that anyone may have."""
    from telusur.kernel.documents.models import Document

    public = [kind.code for kind in KINDS.values() if kind.public]
    return bool(public) and Document.objects.filter(file_id=file.pk, kind__in=public, status=S.SIAP).exists()
