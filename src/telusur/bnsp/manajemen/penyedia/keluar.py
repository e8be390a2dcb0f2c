"""What an LSP's system is told when an officer leaves (OpenID Connect Back-Channel Logout 1.0)."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from http import HTTPStatus

import requests
from django.conf import settings
from joserfc import jwt
from joserfc.jwk import RSAKey

from telusur.bnsp.manajemen.penyedia.keys import signing_pem
from telusur.kernel.base.errors import Unavailable

DOOR = "/bnsp/keluar/"  # where an LSP's system takes the message (lsp.manajemen.kunjungan)
EVENT = "http://schemas.openid.net/event/backchannel-logout"
LASTS = timedelta(minutes=2)
SECONDS = 10


def token(*, kode: str, sub: str, keluar: datetime, kini: datetime) -> str:
    """Signed with the key of the ID tokens. ``iat`` is when the person left: a session begun later is not meant."""
    key = RSAKey.import_key(signing_pem())
    header = {"alg": "RS256", "typ": "logout+jwt", "kid": key.thumbprint()}
    said = {
        "iss": settings.BASE_URL,
        "aud": kode,
        "sub": sub,
        "iat": int(keluar.timestamp()),
        "exp": int((kini + LASTS).timestamp()),
        "jti": secrets.token_urlsafe(16),
        "events": {EVENT: {}},
    }
    return str(jwt.encode(header, said, key, algorithms=["RS256"]))


def kabarkan(alamat: str, isi: str) -> None:
    """Raises Unavailable unless the system took it; the worker then tries again."""
    try:
        answer = requests.post(f"{alamat}{DOOR}", data={"logout_token": isi}, timeout=SECONDS, allow_redirects=False)
    except requests.RequestException as error:
        raise Unavailable(f"Sistem di {alamat} belum dapat dihubungi.") from error
    if answer.status_code not in {HTTPStatus.OK, HTTPStatus.NO_CONTENT}:
        raise Unavailable(f"Sistem di {alamat} menjawab {answer.status_code} atas kabar keluar.")
