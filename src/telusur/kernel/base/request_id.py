"""One id for everything a request brings about: its log lines, its entries of the trail, the answer's header."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextvars import ContextVar
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse

HEADER = "X-Request-ID"
_current: ContextVar[UUID | None] = ContextVar("request_id", default=None)


def current_request_id() -> UUID:
    """That of the request in hand; a new one outside of any."""
    return _current.get() or uuid4()


class RequestIdMiddleware:
    """Outermost. What a client claims is not believed: two requests must never share an id in the trail."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        made = uuid4()
        token = _current.set(made)
        try:
            response = self.get_response(request)
        finally:
            _current.reset(token)
        response.headers[HEADER] = str(made)
        return response


class RequestIdFilter(logging.Filter):
    """Gives each log record the id of its request, empty outside of any."""

    def filter(self, record: logging.LogRecord) -> bool:
        found = _current.get()
        record.request_id = str(found) if found else ""
        return True
