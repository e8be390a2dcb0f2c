"""Kinds of letters and decrees the Direktur signs. One template prints all of them from what their data holds."""

from __future__ import annotations

from telusur.kernel.documents.kinds import DocumentKind, register_kind
from telusur.lsp.administrasi.umum.states import JenisNaskah

NASKAH = "umum/naskah.typ"

for jenis in JenisNaskah:
    register_kind(DocumentKind(code=jenis.value, template=NASKAH, title=str(jenis.label)))
