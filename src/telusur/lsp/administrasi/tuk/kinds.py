"""The document of a verification that its verifikator signs."""

from __future__ import annotations

from telusur.kernel.documents.kinds import DocumentKind, register_kind
from telusur.lsp.administrasi.umum.kinds import NASKAH

register_kind(DocumentKind(code="ba_tuk", template=NASKAH, title="Berita Acara Verifikasi TUK"))
