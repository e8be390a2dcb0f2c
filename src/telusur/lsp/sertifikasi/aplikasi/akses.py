"""Who may open the files of a case: those who may open the case (P508 9.2.8)."""

from __future__ import annotations

from telusur.kernel.archive.models import StoredFile
from telusur.kernel.commands.context import Context
from telusur.lsp.sertifikasi.aplikasi.queries import boleh_lihat, dengan_id


def berkas_kasus(ctx: Context, file: StoredFile) -> bool:
    """Applicant, staff, and whoever a later stage appointed to this case."""
    if file.case_id is None or ctx.actor.user is None:
        return False
    permohonan = dengan_id(file.case_id)
    return permohonan is not None and boleh_lihat.why_not(ctx, permohonan) is None
