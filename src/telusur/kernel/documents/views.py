"""The page behind the QR code, the download behind it, and the check of an uploaded copy."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from telusur.kernel.accounts.context import context_of
from telusur.kernel.archive.intake import size_in_words
from telusur.kernel.archive.queries import buka_berkas
from telusur.kernel.archive.views import file_response
from telusur.kernel.base.errors import Invalid
from telusur.kernel.documents.check import Examination, examine
from telusur.kernel.documents.kinds import KINDS, facts_of
from telusur.kernel.documents.models import Document
from telusur.kernel.documents.queries import by_code, file_of, may_download

LARGEST = 20 * 1024 * 1024


@require_safe
def dokumen(request: HttpRequest, code: str) -> HttpResponse:
    """What anybody may know of a document (P508 7.1)."""
    ctx = context_of(request)
    document = by_code(ctx, code)
    page = {
        "document": document,
        "judul": _title(document),
        "facts": facts_of(document),
        "unduh": may_download(ctx, document),
    }
    return render(request, "documents/dokumen.html", page)


@require_safe
def unduh(request: HttpRequest, code: str) -> HttpResponse:
    """The original, for those who may have it."""
    ctx = context_of(request)
    file = file_of(by_code(ctx, code))
    return file_response(file, buka_berkas(ctx, file=file), in_place="lihat" in request.GET)


@require_http_methods(["GET", "POST"])
def periksa(request: HttpRequest) -> HttpResponse:
    """Upload a copy and learn whether it is the original. The copy is not kept."""
    found: Examination | None = None
    refusal = ""
    if request.method == "POST":
        try:
            found = examine(_uploaded(request))
        except Invalid as invalid:
            refusal = invalid.sentence
    page = {"found": found, "refusal": refusal, "judul": _title(found.document) if found and found.document else ""}
    return render(request, "documents/periksa.html", page, status=422 if refusal else 200)


def _uploaded(request: HttpRequest) -> bytes:
    upload = request.FILES.get("berkas")
    if upload is None or not upload.size:
        raise Invalid("Belum ada berkas yang dipilih, atau berkasnya kosong. Pilih PDF yang akan diperiksa.")
    if upload.size > LARGEST:
        raise Invalid(
            f"Berkas lebih dari {size_in_words(LARGEST)}, batas pemeriksaan. Pilih PDF yang diterbitkan lembaga ini."
        )
    return bytes(upload.read())


def _title(document: Document) -> str:
    kind = KINDS.get(document.kind)
    return document.title if kind is None or kind.public_title else kind.title
