"""Who may open the minutes of a verification besides staff."""

from __future__ import annotations

from telusur.kernel.archive.models import StoredFile
from telusur.kernel.commands.context import Context
from telusur.lsp.administrasi.tuk.models import VerifikasiTuk


def berita_acara_terlihat(ctx: Context, file: StoredFile) -> bool:
    """The verifikator who drew them up."""
    if ctx.actor.user is None:
        return False
    return VerifikasiTuk.objects.filter(berita_acara__file_id=file.pk, verifikator=ctx.actor.user).exists()
