"""Documents of a schedule."""

from __future__ import annotations

from django.db.models import Q

from telusur.kernel.documents.kinds import DocumentKind, register_kind
from telusur.kernel.documents.models import Document
from telusur.lsp.administrasi.umum.kinds import NASKAH
from telusur.lsp.sertifikasi.jadwal.models import Jadwal
from telusur.lsp.sertifikasi.jadwal.states import StatusJadwal


def ditarik(document: Document) -> str:
    """An invitation to a schedule that was withdrawn says so to whoever checks it."""
    about = Q(pk=document.subject_id) | Q(peserta__pk=document.subject_id)
    gone = Jadwal.objects.filter(about, status=StatusJadwal.DIBATALKAN).exists()
    return "Jadwal yang disebut undangan ini dibatalkan." if gone else ""


register_kind(DocumentKind(code="undangan", template=NASKAH, title="Undangan Uji Kompetensi", withdrawn=ditarik))
register_kind(DocumentKind(code="daftar_hadir", template=NASKAH, title="Daftar Hadir Asesmen"))
