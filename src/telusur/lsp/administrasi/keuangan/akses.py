"""Who may open an invoice and the proofs of its payment."""

from __future__ import annotations

from django.db.models import Q

from telusur.kernel.archive.models import StoredFile
from telusur.kernel.commands.context import Context
from telusur.lsp.administrasi.keuangan.models import Tagihan
from telusur.lsp.roles import STAFF


def tagihan_terlihat(ctx: Context, file: StoredFile) -> bool:
    """The payer and staff."""
    if ctx.actor.user is None:
        return False
    rows = Tagihan.objects.filter(Q(dokumen__file_id=file.pk) | Q(bukti__berkas_id=file.pk))
    return (rows if ctx.actor.has(*STAFF) else rows.filter(pembayar=ctx.actor.user)).exists()
