"""Kinds of letters and decrees the Direktur signs. One template prints all of them from what their data holds."""

from __future__ import annotations

from telusur.kernel.documents.kinds import DocumentKind, register_kind
from telusur.kernel.documents.models import Document
from telusur.lsp.administrasi.umum.models import Naskah
from telusur.lsp.administrasi.umum.states import JenisNaskah, StatusNaskah

NASKAH = "umum/naskah.typ"


def ditarik(document: Document) -> str:
    """A letter that was withdrawn after it was signed says so to whoever checks it."""
    gone = Naskah.objects.filter(pk=document.subject_id, status=StatusNaskah.DIBATALKAN).exists()
    return "LSP menarik kembali naskah ini sesudah ditandatangani." if gone else ""


for jenis in JenisNaskah:
    register_kind(DocumentKind(code=jenis.value, template=NASKAH, title=str(jenis.label), withdrawn=ditarik))
