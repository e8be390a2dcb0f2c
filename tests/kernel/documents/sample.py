"""An invented institution, a kind of document and its data."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from telusur.kernel.accounts.models import User
from telusur.kernel.commands.context import Context
from telusur.kernel.documents.commands import minta
from telusur.kernel.documents.kinds import DocumentKind, register_kind
from telusur.kernel.documents.letterhead import Letterhead
from telusur.kernel.documents.models import Document
from telusur.kernel.documents.render import Frame
from tests.kernel.archive.inside import NOW, another_act, person

LETTER = register_kind(
    DocumentKind(
        code="uji.surat",
        template="kernel/surat.typ",
        title="Surat Keterangan",
        form_code="FR.UJI.01",
        edition="2023",
        public_title=False,
        public_facts=lambda document: [("Skema", document.data["skema"])],
    )
)
OPEN = register_kind(
    DocumentKind(code="uji.umum", template="kernel/surat.typ", title="Pengumuman", public=True, sensitive=False)
)
HEAD = Letterhead("LSP Contoh Nusantara", "Jalan Contoh 1, Bandung", "BNSP-LSP-0000-ID", city="Bandung")
DATA: dict[str, Any] = {
    "pembuka": "Yang bertanda tangan di bawah ini menerangkan bahwa:",
    "butir": [["Nama", "Tiara Kusumaningtyas"], ["Skema", "Junior Web Programmer"]],
    "penutup": "telah mengikuti asesmen.",
    "skema": "Junior Web Programmer",
    "tembusan": ["Manajer Sertifikasi", "Arsip"],
}


def frame(**changes: Any) -> Frame:
    """What surrounds the sample letter."""
    values: dict[str, Any] = {
        "title": "Surat Keterangan",
        "at": NOW,
        "code": "7K4M-92QF-XW3A",
        "kind_title": "Surat Keterangan",
        "number": "SK-0001/LSP/XI/2026",
        "url": "http://127.0.0.1:8000/dokumen/7K4M-92QF-XW3A/",
        "form_code": "FR.UJI.01",
        "edition": "2023",
        "signer_name": "Bayu Mahendra",
        "signer_title": "Direktur",
        "signed": True,
        "letterhead": HEAD.as_data(),
    }
    return Frame(**{**values, **changes})


def asked(ctx: Context | None = None, **changes: Any) -> Document:
    """A document asked for by an act of some other module, not made yet."""
    ctx = ctx or person(name="Bayu Mahendra")
    subject = User(id=uuid4(), email="x@contoh.example", name="Tiara Kusumaningtyas")
    values: dict[str, Any] = {
        "kind": LETTER.code,
        "title": "Surat Keterangan Tiara Kusumaningtyas",
        "number": "SK-0001/LSP/XI/2026",
        "data": DATA,
        "subject": subject,
        "signer_title": "Direktur",
    }
    with another_act(ctx):
        return minta(ctx, **{**values, **changes})
