"""Documents of issuing. The QR code of a certificate opens the public page of the certificate, not of the document."""

from __future__ import annotations

from telusur.kernel.documents.kinds import DocumentKind, register_kind
from telusur.kernel.documents.models import Document
from telusur.lsp.administrasi.umum.kinds import NASKAH

TEMPLAT = "sertifikat/sertifikat.typ"


def halaman_verifikasi(document: Document) -> str:
    """The page that answers whether the certificate counts: ours, or BNSP's where that was set when it was asked for."""
    return document.data.get("alamat_qr") or f"/verifikasi/{document.data['kode']}/"


def fakta_sertifikat(document: Document) -> list[tuple[str, str]]:
    """What the public learns besides number and signature."""
    return [("Skema", str(document.data["skema"]))]


def fakta_dummy(document: Document) -> list[tuple[str, str]]:
    """A draft says that it is one."""
    return [("Keadaan", "Draf untuk diperiksa, bukan sertifikat")]


register_kind(
    DocumentKind(
        code="sertifikat",
        template=TEMPLAT,
        title="Sertifikat Kompetensi",
        public_title=False,
        public_facts=fakta_sertifikat,
        address=halaman_verifikasi,
    )
)
register_kind(
    DocumentKind(
        code="sertifikat_dummy",
        template=TEMPLAT,
        title="Dummy Sertifikat Kompetensi",
        public_title=False,
        public_facts=fakta_dummy,
        address=halaman_verifikasi,
    )
)
register_kind(DocumentKind(code="permohonan_blanko", template=NASKAH, title="Permohonan Blanko Sertifikat"))
register_kind(DocumentKind(code="ba_blanko", template=NASKAH, title="Berita Acara Kerusakan Blanko"))
register_kind(
    DocumentKind(
        code="pernyataan_pemegang", template=NASKAH, title="Pernyataan Pemegang Sertifikat", public_title=False
    )
)
register_kind(
    DocumentKind(code="serah_terima", template=NASKAH, title="Bukti Serah Terima Sertifikat", public_title=False)
)
