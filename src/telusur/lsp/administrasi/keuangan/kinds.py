"""The invoice as a document. Its title names the payer's case, so the public does not see it."""

from __future__ import annotations

from telusur.kernel.documents.kinds import DocumentKind, register_kind

register_kind(DocumentKind(code="tagihan", template="keuangan/tagihan.typ", title="Tagihan", public_title=False))
