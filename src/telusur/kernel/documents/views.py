"""The page behind the QR code, and the download behind it."""

from __future__ import annotations

from cryptography.hazmat.primitives.serialization import Encoding
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from telusur.kernel.accounts.context import context_of
from telusur.kernel.archive.queries import buka_berkas
from telusur.kernel.archive.views import file_response
from telusur.kernel.base.errors import NotFound
from telusur.kernel.base.language import bilingual
from telusur.kernel.documents.kinds import KINDS, absolute, facts_of, own_page, withdrawn
from telusur.kernel.documents.models import Document
from telusur.kernel.documents.qr import svg
from telusur.kernel.documents.queries import by_code, file_of, may_download


@require_safe
@bilingual
def dokumen(request: HttpRequest, code: str) -> HttpResponse:
    """What anybody may know of a document (P508 7.1)."""
    ctx = context_of(request)
    document = by_code(ctx, code)
    keadaan = own_page(document)
    alamat = absolute(keadaan or request.path)
    page = {
        "document": document,
        "judul": _title(document),
        "facts": facts_of(document),
        "ditarik": withdrawn(document),
        "unduh": may_download(ctx, document),
        "keadaan": keadaan,
        "alamat": alamat,
        "qr": SafeString(svg(alamat, scale=3)),
    }
    return render(request, "documents/dokumen.html", page)


@require_safe
def unduh(request: HttpRequest, code: str) -> HttpResponse:
    """The original, for those who may have it."""
    ctx = context_of(request)
    file = file_of(by_code(ctx, code))
    return file_response(file, buka_berkas(ctx, file=file), in_place="lihat" in request.GET)


@require_safe
def akar(request: HttpRequest) -> HttpResponse:
    """The root of the institution's signatures, its fingerprint, and how a reader of PDF is told to trust it."""
    from telusur.kernel.documents import keys, signing  # large, and few ask for this page

    roots = [
        {
            "nama": root.subject.rfc4514_string(),
            "sidik": keys.fingerprint(root),
            "sejak": root.not_valid_before_utc,
            "sampai": root.not_valid_after_utc,
            "berkas": f"{root.serial_number:x}",
        }
        for root in signing.own_roots()
    ]
    return render(request, "documents/akar.html", {"akar": roots, "penyelenggara": settings.OWN_CERTIFICATE})


@require_safe
def berkas_akar(request: HttpRequest, serial: str) -> HttpResponse:
    """The certificate itself (DER), which readers of PDF and operating systems take in."""
    from telusur.kernel.documents import signing

    found = next((root for root in signing.own_roots() if f"{root.serial_number:x}" == serial), None)
    if found is None:
        raise NotFound(
            "Sertifikat akar itu bukan milik lembaga ini. Buka halaman Akar tanda tangan untuk yang berlaku."
        )
    response = HttpResponse(found.public_bytes(Encoding.DER), content_type="application/pkix-cert")
    response.headers["Content-Disposition"] = f'attachment; filename="akar-tanda-tangan-{serial[:8]}.cer"'
    return response


def _title(document: Document) -> str:
    kind = KINDS.get(document.kind)
    return document.title if kind is None or kind.public_title else kind.title
