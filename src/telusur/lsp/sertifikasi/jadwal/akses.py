"""Who may open attendance lists and invitations (SOP 3.2)."""

from __future__ import annotations

from telusur.kernel.archive.models import StoredFile
from telusur.kernel.commands.context import Context
from telusur.lsp.sertifikasi.jadwal.models import Jadwal
from telusur.lsp.sertifikasi.jadwal.queries import boleh_lihat


def berkas_jadwal(ctx: Context, file: StoredFile) -> bool:
    """The attendance list: everybody on the schedule. The asesor's invitation: the asesor. An asesi's: see aplikasi."""
    if ctx.actor.user is None:
        return False
    if Jadwal.objects.filter(undangan_dokumen__file_id=file.pk, asesor__orang=ctx.actor.user).exists():
        return True
    jadwal = Jadwal.objects.filter(daftar_hadir__file_id=file.pk).select_related("asesor").first()
    return jadwal is not None and boleh_lihat.why_not(ctx, jadwal) is None
