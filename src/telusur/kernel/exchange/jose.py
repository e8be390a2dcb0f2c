"""Compact JWS (RFC 7515) with Ed25519. What a token is for stands in ``typ``, so that none can pass for another."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import OKPKey
from joserfc.jws import CompactSignature

from telusur.kernel.exchange.canonical import canonical

# RFC 8037 names the algorithm EdDSA and every library knows it; RFC 9864 renamed it for this curve. We read both.
ALGORITHM = "EdDSA"
ALGORITHMS = (ALGORITHM, "Ed25519")

MESSAGE = "telusur-pesan+jws"
RECEIPT = "telusur-tanda-terima+jws"
REQUEST = "telusur-permintaan+jws"
ANSWER = "telusur-jawaban+jws"
PART = "telusur-potongan+jws"
WITNESS = "telusur-saksi+jws"

LONGEST_TOKEN = 350_000
LONGEST_ANSWER = (
    16 * 1024 * 1024
)  # only what we asked for ourselves may be so long: a listing of a hundred thousand facts


class _Registry(jws.JWSRegistry):
    """Room for larger messages and answers, and EdDSA without joserfc's warning that its name is to be renamed."""

    max_payload_length = LONGEST_ANSWER

    def get_alg(self, name: str) -> Any:
        if name not in ALGORITHMS:
            raise JoseError(f"algorithm {name!r} is not allowed")
        return self.algorithms[name]


_REGISTRY = _Registry(algorithms=ALGORITHMS)


class Unreadable(Exception):
    """Not a JWS of the kind that was expected here."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A token taken apart. Nothing in it is true before ``signed_by`` has said so."""

    token: str
    kid: str
    payload: dict[str, Any]
    parts: CompactSignature

    def signed_by(self, public: OKPKey) -> bool:
        """Whether this key signed it."""
        try:
            return jws.validate_compact(self.parts, public, registry=_REGISTRY)
        except (JoseError, ValueError):
            return False

    @property
    def digest(self) -> str:
        """SHA-256 of the token itself."""
        return token_digest(self.token)


def token_digest(token: str) -> str:
    """SHA-256 of a token as it was sent; how an answer names what it answers when that could not be read."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def sign(payload: dict[str, Any], *, typ: str, kid: str, key: OKPKey) -> str:
    """The payload as canonical JSON in a compact JWS."""
    header = {"alg": ALGORITHM, "kid": kid, "typ": typ}
    return jws.serialize_compact(header, canonical(payload), key, registry=_REGISTRY)


def opened(token: Any, *, typ: str) -> Opened:
    """Take a token apart without believing it. Raises Unreadable."""
    if not isinstance(token, str) or len(token) > (LONGEST_ANSWER if typ == ANSWER else LONGEST_TOKEN):
        raise Unreadable("bukan JWS, atau terlalu panjang")
    try:
        parts = jws.extract_compact(token.encode("ascii"), registry=_REGISTRY)
        header, payload = parts.headers(), json.loads(parts.payload or b"")
    except (JoseError, ValueError, RecursionError) as error:
        raise Unreadable("bukan JWS") from error
    if header.get("alg") not in ALGORITHMS or header.get("typ") != typ or not isinstance(payload, dict):
        raise Unreadable(f"bukan {typ}")
    kid = header.get("kid")
    return Opened(token, kid if isinstance(kid, str) else "", payload, parts)


def private_jwk(key: Ed25519PrivateKey) -> OKPKey:
    """The key in the form joserfc signs with."""
    return OKPKey.import_key(key)


@lru_cache(maxsize=4096)
def public_jwk(public: str) -> OKPKey:
    """The key of 64 hexadecimal digits in the form joserfc verifies with."""
    return OKPKey.import_key(Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)))
