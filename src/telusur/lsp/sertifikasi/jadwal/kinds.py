"""Documents of a schedule."""

from __future__ import annotations

from telusur.kernel.documents.kinds import DocumentKind, register_kind
from telusur.lsp.administrasi.umum.kinds import NASKAH

register_kind(DocumentKind(code="undangan", template=NASKAH, title="Undangan Uji Kompetensi"))
register_kind(DocumentKind(code="daftar_hadir", template=NASKAH, title="Daftar Hadir Asesmen"))
