"""The document of a report."""

from telusur.kernel.documents.kinds import DocumentKind, register_kind
from telusur.kernel.documents.models import Document


def fakta_publik(document: Document) -> list[tuple[str, str]]:
    """What the public learns besides number and signature."""
    return [("Penerima", "Badan Nasional Sertifikasi Profesi")]


register_kind(
    DocumentKind(code="laporan", template="kernel/laporan.typ", title="Laporan ke BNSP", public_facts=fakta_publik)
)
