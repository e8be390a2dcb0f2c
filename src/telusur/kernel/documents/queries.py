"""Reading documents."""

from __future__ import annotations

from django.db import models

from telusur.kernel.archive.access import may_open
from telusur.kernel.archive.models import StoredFile
from telusur.kernel.archive.queries import buka_berkas
from telusur.kernel.audit.record import type_of
from telusur.kernel.base.errors import NotFound, WrongState
from telusur.kernel.commands.context import Context
from telusur.kernel.documents.models import Document


def by_code(ctx: Context, code: str) -> Document:
    """The document that bears this code, in whatever way it was typed. Raises NotFound."""
    found = Document.objects.select_related("file").filter(code=code.strip().upper()).first()
    if found is None:
        raise NotFound(
            f"Tidak ada dokumen dengan kode “{code[:20]}”. Periksa kembali huruf demi huruf; "
            "bila tetap tidak ada, dokumen itu tidak diterbitkan oleh lembaga ini."
        )
    return found


def of_subject(subject: models.Model) -> models.QuerySet[Document]:
    """Documents about one row, oldest first; the caller has already decided who may see the subject."""
    return Document.objects.filter(subject_type=type_of(subject), subject_id=str(subject.pk)).order_by("requested_at")


def may_download(ctx: Context, document: Document) -> bool:
    """Whether the actor may have the file: the kind is public, or a rule of the archive lets them."""
    return document.file is not None and may_open(ctx, document.file)


def file_of(document: Document) -> StoredFile:
    """The archived file. Raises WrongState while the document is not ready."""
    if document.file is None:
        raise WrongState(f"{document} belum siap. Buka kembali halaman ini beberapa saat lagi.")
    return document.file


def buka(ctx: Context, *, document: Document) -> bytes:
    """The bytes, through the guarded query of the archive. Raises WrongState while it is not ready, NotPermitted."""
    return buka_berkas(ctx, file=file_of(document))
