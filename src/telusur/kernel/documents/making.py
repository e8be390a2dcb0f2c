"""From a Document row to signed bytes: slow, outside transactions, repeatable."""

from __future__ import annotations

import io
from uuid import UUID

import pikepdf
from django.conf import settings

from telusur.kernel.archive.models import StoredFile
from telusur.kernel.archive.queries import read_bytes
from telusur.kernel.documents.kinds import absolute, kind_of
from telusur.kernel.documents.models import Document
from telusur.kernel.documents.render import Frame, render


def make(document: Document) -> tuple[bytes, int]:
    """The finished PDF and its number of pages. Raises CannotRender, Unavailable."""
    pdf = render(document.template, document.data, frame_of(document), _images(document))
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        pages = len(opened.pages)
    if document.sign:
        from telusur.kernel.documents import signing  # a quarter of what the program reads when it starts

        pdf = signing.sign(
            pdf,
            signer_name=document.signer_name,
            reason=f"{document.title} · kode dokumen {document.code}",
            place=document.letterhead.get("city", ""),
            at=document.requested_at,
        )
    return pdf, pages


def frame_of(document: Document) -> Frame:
    """What surrounds the content of this document."""
    kind = kind_of(document.kind)
    return Frame(
        title=document.title,
        at=document.requested_at,
        code=document.code,
        kind_title=kind.title,
        number=document.number,
        url=absolute(kind.address(document)) if kind.address else address_of(document.code),
        form_code=kind.form_code,
        edition=kind.edition,
        signer_name=document.signer_name,
        signer_title=document.signer_title,
        signed=document.sign,
        draft=document.draft,
        letterhead=document.letterhead,
    )


def address_of(code: str) -> str:
    """Where anybody can check the document with this code."""
    return f"{settings.BASE_URL}/dokumen/{code}/"


def _images(document: Document) -> dict[str, bytes]:
    rows = StoredFile.objects.in_bulk([UUID(key) for key in document.images.values()])
    return {name: read_bytes(rows[UUID(key)]) for name, key in document.images.items()}
