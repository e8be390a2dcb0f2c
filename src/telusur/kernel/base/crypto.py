"""Encryption of single fields, and blind indexes to find by them (UU 27/2022 on personal data).

Keys are hexadecimal in ``settings.FIELD_KEY`` and ``settings.INDEX_KEY``. FIELD_KEY may hold several keys separated
by commas: the first encrypts, all of them decrypt, so a key can be replaced while old rows are still readable. Another
``setting`` than FIELD_KEY holds keys for another use in the same form.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import unicodedata
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

NONCE_BYTES = 12


class Unreadable(Exception):
    """A stored value that no configured key opens: altered, moved from another column, or its key is missing."""


def encrypt(plain: str, purpose: str, setting: str = "FIELD_KEY") -> str:
    """``plain`` under AES-256-GCM as base64 text.

    Key id (1 byte), nonce (12), ciphertext with tag. Opens only for ``purpose``.
    """
    key = _keys(getattr(settings, setting))[0]
    nonce = os.urandom(NONCE_BYTES)
    sealed = AESGCM(key).encrypt(nonce, plain.encode(), purpose.encode())
    return base64.b64encode(_key_id(key) + nonce + sealed).decode("ascii")


def decrypt(stored: str, purpose: str, setting: str = "FIELD_KEY") -> str:
    """What ``encrypt`` was given for the same purpose. Raises Unreadable."""
    try:
        raw = base64.b64decode(stored, validate=True)
    except ValueError as error:
        raise Unreadable(f"value for {purpose} is not ciphertext") from error
    nonce, sealed = raw[1 : 1 + NONCE_BYTES], raw[1 + NONCE_BYTES :]
    for key in _keys(getattr(settings, setting)):
        if _key_id(key) == raw[:1]:
            try:
                return AESGCM(key).decrypt(nonce, sealed, purpose.encode()).decode()
            except (InvalidTag, ValueError):
                continue
    raise Unreadable(f"no key opens this value for {purpose}")


def blind_index(value: str, purpose: str) -> str:
    """64 hexadecimal digits by which an encrypted value can be found: HMAC-SHA-256 of the value without spaces, in lower case.

    The same value under the same purpose gives the same index in every table; under another purpose it gives another.
    """
    folded = "".join(unicodedata.normalize("NFKC", value).split()).casefold()
    key = bytes.fromhex(settings.INDEX_KEY)
    return hmac.new(key, purpose.encode() + b"\x00" + folded.encode(), hashlib.sha256).hexdigest()


@lru_cache(maxsize=8)
def _keys(listed: str) -> tuple[bytes, ...]:
    keys = tuple(bytes.fromhex(part.strip()) for part in listed.split(",") if part.strip())
    if not keys or any(len(key) != 32 for key in keys):
        raise ValueError("FIELD_KEY and ARCHIVE_KEY must hold keys of 64 hexadecimal digits")
    return keys


@lru_cache(maxsize=8)
def _key_id(key: bytes) -> bytes:
    return hashlib.sha256(b"telusur field key" + key).digest()[:1]
