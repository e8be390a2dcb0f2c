"""Who we are towards partners: our code, and the key of the institution that also seals the trail."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings
from django.utils.module_loading import import_string
from joserfc.jwk import OKPKey

from telusur.kernel.base.keys import key_id, public_keys, seal_key
from telusur.kernel.exchange import jose


@dataclass(frozen=True, slots=True)
class OwnKey:
    """The key that signs now."""

    kid: str
    public: str
    private: OKPKey

    def sign(self, payload: dict[str, Any], typ: str) -> str:
        """The payload as a compact JWS of ours."""
        return jose.sign(payload, typ=typ, kid=self.kid, key=self.private)


def own_code() -> str:
    """The code by which partners know us; empty while the institution has none yet."""
    if settings.EXCHANGE_CODE or not settings.EXCHANGE_IDENTITY:
        return str(settings.EXCHANGE_CODE)
    return str(import_string(settings.EXCHANGE_IDENTITY)())


def own_key() -> OwnKey:
    """The key that signs now; read again when its file was replaced."""
    path = getattr(settings, "SEAL_KEY", "") or f"{settings.DATA_FOLDER}/kunci/jejak.pem"  # asked for every receipt
    try:
        return _loaded(str(path), os.stat(path).st_mtime_ns)
    except FileNotFoundError:
        return _load()


@lru_cache(maxsize=4)
def _loaded(path: str, stamp: int) -> OwnKey:
    return _load()


def _load() -> OwnKey:
    key = seal_key()
    return OwnKey(key.id, hex_of(key.private.public_key()), jose.private_jwk(key.private))


def own_public_keys() -> dict[str, str]:
    """All public keys that were ever ours, by id; the current one among them."""
    own_key()
    return {kid: hex_of(public) for kid, public in sorted(public_keys().items())}


def hex_of(public: Ed25519PublicKey) -> str:
    """The 32 bytes of a public key as 64 hexadecimal digits."""
    return public.public_bytes(Encoding.Raw, PublicFormat.Raw).hex()


def kid_of(public: str) -> str:
    """The id of a key, computed from the key itself. Raises ValueError if these are not 32 bytes."""
    return key_id(Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)))
