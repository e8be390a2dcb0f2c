"""Refusals that a view let rise become pages that say what happened, why and what to do.

And whoever sends a form with files by script is told where to go on.
"""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

from telusur.kernel.accounts.context import context_of
from telusur.kernel.audit.record import PAGE, record_refusal
from telusur.kernel.base.body import refusal_of
from telusur.kernel.base.errors import DomainError, NotFound, NotPermitted
from telusur.kernel.ui.refusals import DEFAULT_TEXT, signed_in, tell

REDIRECTS = (HTTPStatus.FOUND, HTTPStatus.SEE_OTHER)


class RefusalMiddleware:
    """Turns DomainError, PermissionDenied and Http404 into the product's own answers, with the right status.

    A page that refuses somebody who is signed in is an entry of the trail, if no command or query made it one already.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Anything else is a fault of ours: Django logs it and shows 500.html."""
        refusal = _refusal(exception)
        if refusal is None:
            return None
        if isinstance(refusal, NotPermitted) and not refusal.recorded and signed_in(request):
            record_refusal(context_of(request), PAGE, refusal, data={"halaman": request.path[:200]})
        return tell(request, refusal)


class BodyLimitMiddleware:
    """A body larger than its address takes is refused by its announced length: whoever is not signed in sends little.

    Before anything reads the body, and that is before the check of the form's token.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        refusal = refusal_of(request)
        if refusal is None:
            return self.get_response(request)
        response = tell(request, refusal)
        response["Connection"] = "close"  # the rest of the body is nobody's
        return response


class KeptFilesMiddleware:
    """Tells the script that sent a form with files where to go on, instead of leading it there (static/ui/js/berkas.js).

    A script that follows the way itself would take what the next page says once, such as "saved", from the page that shows it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.headers.get("X-Berkas") == "tetap" and response.status_code in REDIRECTS:
            response.status_code = HTTPStatus.NO_CONTENT
            response.content = b""
        return response


def _refusal(exception: Exception) -> DomainError | None:
    if isinstance(exception, DomainError):
        return exception
    if isinstance(exception, PermissionDenied):
        # Django's own texts are English; a sentence of ours is passed on.
        return NotPermitted(str(exception) or DEFAULT_TEXT[403].sentence)
    return _as_not_found(exception) if isinstance(exception, Http404) else None


def _as_not_found(exception: Http404) -> DomainError:
    text = exception.args[0] if exception.args else ""
    ours = isinstance(text, str) and text.endswith(".") and "matches the given query" not in text
    return NotFound(text) if ours else DEFAULT_TEXT[404]
