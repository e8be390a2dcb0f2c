"""Who may open the file of a letter (SE007 A.IV.5, P508 10.2.6)."""

from __future__ import annotations

from telusur.kernel.archive.models import StoredFile
from telusur.kernel.commands.context import Context
from telusur.kernel.documents.kinds import KINDS
from telusur.kernel.documents.models import Document
from telusur.lsp.administrasi.umum.kinds import NASKAH
from telusur.lsp.administrasi.umum.models import Naskah
from telusur.lsp.roles import STAFF


def surat_terlihat(ctx: Context, file: StoredFile) -> bool:
    """Staff open every letter and decree; the addressee of a letter opens that letter."""
    if ctx.actor.has(*STAFF):
        surat = [kind.code for kind in KINDS.values() if kind.template == NASKAH]
        return Document.objects.filter(file_id=file.pk, kind__in=surat).exists()
    return (
        ctx.actor.user is not None and Naskah.objects.filter(dokumen__file_id=file.pk, penerima=ctx.actor.user).exists()
    )
