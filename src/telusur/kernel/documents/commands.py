"""Asking for a document, keeping what came out, and trying again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import models

from telusur.kernel.archive.commands import simpan_bytes
from telusur.kernel.archive.models import StoredFile
from telusur.kernel.audit.record import type_of
from telusur.kernel.base.ids import readable_code
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands.context import SYSTEM_ROLE, Context
from telusur.kernel.commands.guard import note
from telusur.kernel.commands.registry import command
from telusur.kernel.documents.kinds import kind_of
from telusur.kernel.documents.letterhead import letterhead
from telusur.kernel.documents.models import Document
from telusur.kernel.documents.rules import dapat_dicetak
from telusur.kernel.documents.states import S

ATTEMPTS = 5


@command(
    code="documents.minta",
    title="Meminta dokumen",
    roles=[],
    permit=by_role_alone,
    nested=True,
    clause="P508 7.1",
)
def minta(
    ctx: Context,
    *,
    kind: str,
    title: str,
    subject: models.Model,
    data: Mapping[str, Any],
    number: str = "",
    case_id: UUID | None = None,
    owner_id: UUID | None = None,
    sign: bool = True,
    signer_name: str = "",
    signer_title: str = "",
    draft: bool = False,
    files: Mapping[str, StoredFile] | None = None,
) -> Document:
    """Have a document made after this act commits. ``subject``: the row it is about. ``files``: images by template name.

    ``signer_name`` defaults to the actor when ``sign``. Raises NotFound for an unknown kind, Invalid for characters that
    cannot be printed.
    """
    known = kind_of(kind)
    head = letterhead().as_data()
    dapat_dicetak(title, number, signer_name, signer_title, head, data)
    document = Document(
        code=readable_code(),
        kind=kind,
        title=title[:300],
        number=number,
        template=known.template,
        data=dict(data),
        letterhead=head,
        images={name: str(file.pk) for name, file in (files or {}).items()},
        case_id=case_id,
        owner_id=owner_id,
        subject_type=type_of(subject),
        subject_id=str(subject.pk),
        sign=sign,
        draft=draft,
        signer_name=(signer_name or ctx.actor.name) if sign else signer_name,
        signer_title=signer_title,
        requested_at=ctx.at,
    )
    document.save()
    note(kind=kind, code=document.code, number=number)
    return document


@command(
    code="documents.selesaikan",
    title="Menyimpan dokumen yang sudah jadi",
    roles=[SYSTEM_ROLE],
    permit=by_role_alone,
    subject="document",
    clause="P508 7.1",
)
def selesaikan(ctx: Context, *, document: Document, pdf: bytes, pages: int) -> None:
    """Keep the bytes and call the document ready. A second run finds it ready and changes nothing: one result is kept."""
    if document.status == S.SIAP:
        return
    file = simpan_bytes(
        ctx,
        data=pdf,
        name=f"{document.kind_title} {document.number or document.code}".replace("/", "-") + ".pdf",
        content_type="application/pdf",
        owner_id=document.owner_id,
        case_id=document.case_id,
        label=str(document),
        sensitive=kind_of(document.kind).sensitive,
    )
    document.file = file
    document.sha256 = file.sha256
    document.pages = pages
    document.signed_at = document.requested_at if document.sign else None
    document.ready_at = ctx.at
    document.status = S.SIAP
    document.failure = ""
    document.save()
    note(sha256=file.sha256)
    ctx.emit(
        "documents.siap",
        subject=str(document.pk),
        kind=document.kind,
        code=document.code,
        about_type=document.subject_type,
        about_id=document.subject_id,
        case_id=str(document.case_id or ""),
    )


@command(
    code="documents.catat_gagal",
    title="Mencatat kegagalan menyiapkan dokumen",
    roles=[SYSTEM_ROLE],
    permit=by_role_alone,
    subject="document",
)
def catat_gagal(ctx: Context, *, document: Document, reason: str, final: bool = False) -> None:
    """Count a failed attempt; after the last, or a failure that would repeat itself (``final``), the document is gagal."""
    if document.status != S.DIMINTA:
        return
    document.failures += 1
    document.failure = reason[:300]
    note(reason=reason[:300], attempt=document.failures)
    if final or document.failures >= ATTEMPTS:
        document.status = S.GAGAL
        ctx.emit(
            "documents.gagal",
            subject=str(document.pk),
            kind=document.kind,
            code=document.code,
            about_type=document.subject_type,
            about_id=document.subject_id,
            case_id=str(document.case_id or ""),
        )
    document.save()


@command(
    code="documents.ulangi",
    title="Menyiapkan ulang dokumen",
    roles=settings.KEEPER_ROLES,
    permit=by_role_alone,
    subject="document",
    sources=[S.GAGAL, S.DIMINTA],
)
def ulangi(ctx: Context, *, document: Document) -> None:
    """Try again to make a document that failed or is stuck; code, data and time of signature stay."""
    document.status = S.DIMINTA
    document.failures = 0
    document.failure = ""
    document.save()
