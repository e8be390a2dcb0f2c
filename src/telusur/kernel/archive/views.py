"""The only door to stored files."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from telusur.kernel.accounts.context import context_of
from telusur.kernel.archive.intake import KINDS
from telusur.kernel.archive.models import StoredFile
from telusur.kernel.archive.queries import buka_berkas, file_by_id

SHOWN_IN_PLACE = frozenset(kind.content_type for kind in KINDS.values())


@require_safe
def berkas(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """Download a file; ``?lihat=1`` shows PDF and images in the browser instead."""
    ctx = context_of(request)
    file = file_by_id(ctx, file_id)
    return file_response(file, buka_berkas(ctx, file=file), in_place="lihat" in request.GET)


def file_response(file: StoredFile, data: bytes, *, in_place: bool = False) -> HttpResponse:
    """The content as an answer that no browser will guess about, keep or run."""
    response = HttpResponse(data, content_type=file.content_type)
    as_attachment = not (in_place and file.content_type in SHOWN_IN_PLACE)
    response["Content-Disposition"] = content_disposition_header(as_attachment, file.name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
