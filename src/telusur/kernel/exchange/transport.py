"""How bytes reach a partner and its answer comes back. The courier knows only ``Transport``; the setting names the class."""

from __future__ import annotations

import http.client
import ssl
from functools import lru_cache
from typing import Protocol
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.module_loading import import_string

from telusur.kernel.exchange.jose import LONGEST_ANSWER

TIMEOUT = 20.0


class Unreachable(Exception):
    """No answer worth reading: nobody listens, it took too long, or it is not an answer of the exchange."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Transport(Protocol):
    """Sends to and asks one partner; used by one thread at a time."""

    def post(self, url: str, body: bytes) -> bytes:
        """The answer to a batch (JSON). Raises Unreachable."""
        ...

    def get(self, url: str, token: str) -> bytes:
        """The answer to a signed question. Raises Unreachable."""
        ...

    def put(self, url: str, body: bytes, token: str) -> bytes:
        """The answer to a part of a file. Raises Unreachable."""
        ...

    def close(self) -> None:
        """Let go of the connection."""
        ...


class HttpTransport:
    """HTTP/1.1 over one kept connection; certificates are checked, redirects are not followed."""

    def __init__(self, timeout: float = TIMEOUT) -> None:
        self._timeout = timeout
        self._place: tuple[str, str] = ("", "")
        self._connection: http.client.HTTPConnection | None = None

    def post(self, url: str, body: bytes) -> bytes:
        return self._ask("POST", url, body, {"Content-Type": "application/json", "Accept": "application/json"})

    def get(self, url: str, token: str) -> bytes:
        return self._ask("GET", url, None, {"Authorization": f"Bearer {token}", "Accept": "application/jose"})

    def put(self, url: str, body: bytes, token: str) -> bytes:
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/octet-stream"}
        return self._ask("PUT", url, body, {**headers, "Accept": "application/jose"})

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _ask(self, method: str, url: str, body: bytes | None, headers: dict[str, str]) -> bytes:
        kept = self._connection is not None
        try:
            return self._once(method, url, body, headers)
        except (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError) as error:
            self.close()
            if not kept:
                raise Unreachable(f"Sambungan diputus ({error}).") from error
        # A connection kept from last time may have been closed meanwhile: once more on a fresh one.
        try:
            return self._once(method, url, body, headers)
        except (OSError, http.client.HTTPException) as error:
            raise self._lost(error) from error

    def _once(self, method: str, url: str, body: bytes | None, headers: dict[str, str]) -> bytes:
        parts = urlsplit(url)
        connection = self._to(parts.scheme, parts.netloc)
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        try:
            connection.request(method, path, body=body, headers=headers)
            answer = connection.getresponse()
            content = answer.read(LONGEST_ANSWER + 1)
        except (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError):
            raise
        except (OSError, http.client.HTTPException) as error:
            raise self._lost(error) from error
        if answer.will_close:
            self.close()
        if answer.status != http.client.OK or len(content) > LONGEST_ANSWER:
            self.close()
            raise Unreachable(f"Mitra menjawab HTTP {answer.status}.")
        return content

    def _lost(self, error: Exception) -> Unreachable:
        self.close()
        return Unreachable(f"Tidak terhubung: {type(error).__name__} {error}".strip()[:300])

    def _to(self, scheme: str, netloc: str) -> http.client.HTTPConnection:
        if self._connection is None or self._place != (scheme, netloc):
            self.close()
            self._place = (scheme, netloc)
            if scheme == "https":
                self._connection = http.client.HTTPSConnection(netloc, timeout=self._timeout, context=_trust())
            else:
                self._connection = http.client.HTTPConnection(netloc, timeout=self._timeout)
        return self._connection


@lru_cache(maxsize=1)
def _trust() -> ssl.SSLContext:
    return ssl.create_default_context()


def open_transport() -> Transport:
    """A transport of the configured class."""
    made: Transport = import_string(settings.EXCHANGE_TRANSPORT)()
    return made
