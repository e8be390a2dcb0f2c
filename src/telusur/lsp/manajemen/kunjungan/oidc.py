"""The other half of BNSP's sign-in: OpenID Connect, authorization code with PKCE, and nothing believed unchecked."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from urllib3.exceptions import HTTPError

from telusur.kernel.base.errors import NotPermitted, Unavailable

SECONDS = 10
LEEWAY = 30  # how far the clocks of both systems may differ
ALGORITHMS = ["RS256"]
LOGOUT_TYPE = "logout+jwt"
LOGOUT_EVENT = "http://schemas.openid.net/event/backchannel-logout"
LARGEST = 256 * 1024


@dataclass(frozen=True, slots=True)
class Penyedia:
    """What the provider says of itself, once it was found to be the one that was configured."""

    issuer: str
    authorization: str
    token: str
    keys: str


@dataclass(frozen=True, slots=True)
class Klaim:
    """What BNSP says of a person. Only ``periksa`` makes one."""

    penyedia: str
    sub: str
    nama: str
    surel: str
    peran: frozenset[str]


@dataclass(frozen=True, slots=True)
class Keluar:
    """BNSP says that this person left, or lost the role, at this moment. Only ``periksa_keluar`` makes one."""

    penyedia: str
    sub: str
    pada: datetime


def temukan(issuer: str) -> Penyedia:
    """Ask the provider where its doors are. Raises Unavailable, NotPermitted when it says to be somebody else."""
    said = _ask("GET", f"{issuer}/.well-known/openid-configuration")
    doors = [str(said.get(name, "")) for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")]
    if said.get("issuer") != issuer or not all(door.startswith(f"{issuer}/") for door in doors):
        raise NotPermitted("Penyedia di alamat itu bukan sistem BNSP yang terpasang di sini.")
    return Penyedia(issuer, *doors)


def alamat_masuk(penyedia: Penyedia, *, klien: str, kembali: str, state: str, nonce: str, verifier: str) -> str:
    """Where the browser goes to be identified."""
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    asked = {
        "response_type": "code",
        "client_id": klien,
        "redirect_uri": kembali,
        "scope": "openid profile email",
        "state": state,
        "nonce": nonce,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
    }
    return f"{penyedia.authorization}?{urlencode(asked)}"


def acak() -> str:
    """Something nobody guesses: state, nonce, verifier."""
    return secrets.token_urlsafe(32)


def tukar(
    penyedia: Penyedia, *, klien: str, rahasia: str, kembali: str, code: str, verifier: str
) -> tuple[str, dict[str, Any]]:
    """The ID token for a code, and the provider's public keys. Raises Unavailable, NotPermitted for a refused code."""
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": kembali, "code_verifier": verifier}
    said = _ask("POST", penyedia.token, data=form, auth=(klien, rahasia))
    token = said.get("id_token")
    if not isinstance(token, str):
        raise NotPermitted("BNSP tidak memberikan keterangan identitas.")
    return token, _ask("GET", penyedia.keys)


def periksa(token: str, keys: Mapping[str, Any], *, penyedia: str, klien: str, nonce: str, pada: datetime) -> Klaim:
    """The person behind an ID token. Raises NotPermitted unless signature, issuer, audience, nonce and time are right."""
    wanted = jwt.JWTClaimsRegistry(
        now=int(pada.timestamp()),
        leeway=LEEWAY,
        iss={"essential": True, "value": penyedia},
        aud={"essential": True, "value": klien},
        exp={"essential": True},
        iat={"essential": True},
        nonce={"essential": True, "value": nonce},
        sub={"essential": True},
    )
    try:
        said = jwt.decode(token, KeySet.import_key_set(dict(keys)), algorithms=ALGORITHMS).claims  # type: ignore[arg-type]
        wanted.validate(said)
    except (JoseError, ValueError, KeyError, TypeError) as error:
        raise NotPermitted(f"Keterangan identitas dari BNSP tidak sah ({type(error).__name__}).") from error
    roles = said.get("peran_bnsp")
    held = frozenset(str(one) for one in roles) if isinstance(roles, list) else frozenset[str]()
    return Klaim(penyedia, str(said["sub"]), str(said.get("name", "")), str(said.get("email", "")), held)


def kunci(penyedia: Penyedia) -> dict[str, Any]:
    """The provider's public keys. Raises Unavailable, NotPermitted."""
    return _ask("GET", penyedia.keys)


def periksa_keluar(token: str, keys: Mapping[str, Any], *, penyedia: str, klien: str, pada: datetime) -> Keluar:
    """Who left, behind a logout token (OpenID Connect Back-Channel Logout 1.0, 2.4 and 2.6).

    Raises NotPermitted unless type, signature, issuer, audience, time and event are right, and there is no nonce: an ID token
    must not serve as one.
    """
    wanted = jwt.JWTClaimsRegistry(
        now=int(pada.timestamp()),
        leeway=LEEWAY,
        iss={"essential": True, "value": penyedia},
        aud={"essential": True, "value": klien},
        iat={"essential": True},
        exp={"essential": True},
        jti={"essential": True},
        sub={"essential": True},
        events={"essential": True},
    )
    try:
        read = jwt.decode(token, KeySet.import_key_set(dict(keys)), algorithms=ALGORITHMS)  # type: ignore[arg-type]
        wanted.validate(read.claims)
        right = read.header.get("typ") == LOGOUT_TYPE and "nonce" not in read.claims
        if not right or not isinstance(read.claims["events"].get(LOGOUT_EVENT), dict):
            raise ValueError("not a logout token")
        return Keluar(penyedia, str(read.claims["sub"]), datetime.fromtimestamp(int(read.claims["iat"]), tz=UTC))
    except (JoseError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise NotPermitted(f"Pemberitahuan keluar dari BNSP tidak sah ({type(error).__name__}).") from error


def _ask(method: str, url: str, **more: Any) -> dict[str, Any]:
    """One JSON answer; redirects are not followed, certificates are checked."""
    import requests  # few processes ever ask

    try:
        with requests.request(method, url, timeout=SECONDS, allow_redirects=False, stream=True, **more) as answer:
            content = answer.raw.read(LARGEST + 1, decode_content=True)
            status = answer.status_code
    except (requests.RequestException, HTTPError, OSError) as error:
        raise Unavailable("Sistem BNSP belum dapat dihubungi. Coba lagi beberapa menit lagi.") from error
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise Unavailable(f"Sistem BNSP menjawab {status}. Coba lagi beberapa menit lagi.")
    if status != HTTPStatus.OK or len(content) > LARGEST:
        raise NotPermitted(f"BNSP menolak permintaan masuk ini ({status}). Mulai lagi dari halaman masuk.")
    return _object(content)


def _object(content: bytes) -> dict[str, Any]:
    try:
        said = json.loads(content)
    except ValueError:
        said = None
    if not isinstance(said, dict):
        raise NotPermitted("Jawaban dari alamat itu bukan jawaban penyedia BNSP.")
    return said
