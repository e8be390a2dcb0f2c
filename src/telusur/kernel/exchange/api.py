"""The doors that partners knock at: messages in, signed receipts out, and signed answers to signed questions."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from telusur.kernel.base import clock
from telusur.kernel.base.body import takes_up_to
from telusur.kernel.base.client import waiting
from telusur.kernel.base.limits import Jatah
from telusur.kernel.exchange import asking, jose, openapi
from telusur.kernel.exchange.envelope import Refused, read_request
from telusur.kernel.exchange.file_intake import standing_of, take_part
from telusur.kernel.exchange.identity import own_code, own_key, own_public_keys
from telusur.kernel.exchange.intake import take_in
from telusur.kernel.exchange.models import Partner
from telusur.kernel.exchange.ring import Ring
from telusur.kernel.exchange.schemas import BATCH
from telusur.kernel.exchange.waking import heard_from

JOSE = "application/jose"
UNSIGNED = 401

STRANGERS = Jatah("pertukaran", "EXCHANGE_STRANGERS_PER_MINUTE")
TOO_OFTEN = "Terlalu banyak kiriman yang tidak ditandatangani mitra dari alamat ini. Coba lagi {} detik lagi."


def _problem(status: int, sentence: str) -> JsonResponse:
    return JsonResponse({"pesan": sentence}, status=status)


@takes_up_to(settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
@csrf_exempt
@require_POST
def messages(request: HttpRequest) -> HttpResponse:
    """Up to a hundred messages (JSON array of compact JWS); the answer holds one receipt (compact JWS) for each, in order.

    What nobody we know has signed is refused and recorded; an address that sends only that is soon told to wait.
    """
    if STRANGERS.habis(request):
        return _problem(429, TOO_OFTEN.format(waiting(request)))
    try:
        tokens = json.loads(request.body)
    except RequestDataTooBig:
        return _problem(413, "Kiriman terlalu besar.")
    except (ValueError, RecursionError):
        tokens = None
    if not isinstance(tokens, list) or not 1 <= len(tokens) <= BATCH:
        return _problem(400, f"Kirim larik JSON berisi 1 sampai {BATCH} JWS.")
    batch = take_in(tokens, now=clock.now())
    if not batch.genuine:
        STRANGERS.catat(request)
    return JsonResponse(batch.receipts, safe=False)


def _question(answer: Callable[[HttpRequest, Partner], dict[str, Any]]) -> Callable[[HttpRequest], HttpResponse]:
    """A GET that only a known, active partner may ask, about itself; the answer is signed."""

    @require_safe
    def view(request: HttpRequest) -> HttpResponse:
        now = clock.now()
        ring = Ring(now)
        try:
            said = read_request(
                _bearer(request),
                own=own_code(),
                path=request.get_full_path(),
                now=now,
                key_of=ring,
            )
            partner = ring.active(said["from"])
            heard_from(partner, now)
            content = answer(request, partner)
        except Refused as refusal:
            return _problem(UNSIGNED, refusal.sentence)
        return HttpResponse(asking.answer_to(said, content), content_type=JOSE)

    return view


@_question
def summary(request: HttpRequest, partner: Partner) -> dict[str, Any]:
    """Digests of what we heard from the asker."""
    return asking.summary_for(partner)


@_question
def listing(request: HttpRequest, partner: Partner) -> dict[str, Any]:
    """The facts of one kind whose bucket begins with ``ember``."""
    return asking.listing_for(partner, request.GET.get("jenis", ""), request.GET.get("ember", "")[:2])


@_question
def seals(request: HttpRequest, partner: Partner) -> dict[str, Any]:
    """What we witnessed of the asker's trail."""
    since = request.GET.get("sejak", "1")
    return asking.seals_for(partner, int(since) if since.isascii() and since.isdigit() and len(since) < 16 else 1)


@takes_up_to(settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
@csrf_exempt
@require_http_methods(["GET", "HEAD", "PUT"])
def file(request: HttpRequest, digest: str) -> HttpResponse:
    """A file that a fact of the asker named: GET asks how much of it is here, PUT brings the part that begins at ``mulai``.

    The part is the body, bare; who signed what of it stands in the token. The answer is signed, also a refusal.
    """
    if request.method != "PUT":
        return _question(lambda asked, partner: standing_of(partner, digest))(request)
    if STRANGERS.habis(request):
        return _problem(429, TOO_OFTEN.format(waiting(request)))
    now = clock.now()
    ring, path = Ring(now), request.get_full_path()
    try:
        token = _bearer(request)
        said = read_request(token, own=own_code(), path=path, now=now, key_of=ring, typ=jose.PART, form="potongan")
        partner = ring.active(said["from"])
        heard_from(partner, now)
    except Refused as refusal:
        STRANGERS.catat(request)
        return _problem(UNSIGNED, refusal.sentence)
    try:
        body = request.body
    except RequestDataTooBig:
        return _problem(413, "Potongan terlalu besar.")
    content = take_part(partner, said, digest, _start(request), body, now)
    return HttpResponse(asking.answer_to(said, content), content_type=JOSE)


def _bearer(request: HttpRequest) -> str:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token if scheme.lower() == "bearer" else ""


def _start(request: HttpRequest) -> int:
    """Where a part begins; -1, which never fits, for what is no number."""
    start = request.GET.get("mulai", "")
    return int(start) if start.isascii() and start.isdigit() and len(start) < 16 else -1


@require_safe
def keys(request: HttpRequest) -> HttpResponse:
    """Who we are and our public keys (JWK set), to be compared by another way before they are trusted."""
    current = own_key().kid
    listed = [openapi.jwk(kid, public) for kid, public in own_public_keys().items()]
    return JsonResponse({"code": own_code(), "current": current, "keys": listed})


@require_safe
def document(request: HttpRequest) -> HttpResponse:
    """The interface as OpenAPI 3.1."""
    return JsonResponse(openapi.document())


@require_safe
def schema(request: HttpRequest, name: str) -> HttpResponse:
    """One JSON schema: of what travels, or of the content of a kind."""
    found = openapi.schemas().get(name)
    return JsonResponse(found) if found is not None else _problem(404, "Skema itu tidak ada.")
