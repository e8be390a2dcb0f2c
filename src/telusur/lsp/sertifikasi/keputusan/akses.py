"""Who may open the papers of a committee besides staff."""

from __future__ import annotations

from django.db.models import Q

from telusur.kernel.archive.models import StoredFile
from telusur.kernel.commands.context import Context
from telusur.kernel.forms.models import Rekaman
from telusur.lsp.sertifikasi.keputusan.models import Anggota
from telusur.lsp.sertifikasi.keputusan.states import DITUNJUK

LAPORAN = "FR.AK.05"


def berkas_komite(ctx: Context, file: StoredFile) -> bool:
    """Its members: their SK, the minutes they signed, and the SK that followed."""
    if ctx.actor.user is None:
        return False
    naskah = Q(komite__sk__dokumen__file_id=file.pk) | Q(komite__sk_keputusan__dokumen__file_id=file.pk)
    return Anggota.objects.filter(naskah | Q(komite__berita_acara__file_id=file.pk), orang=ctx.actor.user).exists()


def laporan_komite(ctx: Context, rekaman: Rekaman) -> bool:
    """Members of the committee that was appointed for the reported schedule read the asesor's report (P508 9.4.1)."""
    if ctx.actor.user is None:
        return False
    seats = Anggota.objects.filter(orang=ctx.actor.user, komite__status__in=DITUNJUK)
    return seats.filter(komite__jadwal_id=rekaman.subject_id).exists()
