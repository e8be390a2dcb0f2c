"""The document of a plenary."""

from __future__ import annotations

from telusur.kernel.documents.kinds import DocumentKind, register_kind
from telusur.lsp.administrasi.umum.kinds import NASKAH

register_kind(DocumentKind(code="ba_pleno", template=NASKAH, title="Berita Acara Pleno"))
