"""Content in Django's default storage: encrypted with a key of its own for each file, written once, checked by its digest.

The storage (a folder, S3) sees bytes only. A data key lies in the row, wrapped by a master key that the database does not
hold (``TELUSUR_ARCHIVE_KEY``): neither a copied database nor a copied storage opens anything, and without its data key a
file is destroyed wherever copies of it lie.
"""

from __future__ import annotations

import hashlib
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from telusur.kernel.base.crypto import NONCE_BYTES, Unreadable, decrypt, encrypt
from telusur.kernel.base.errors import Unavailable

MASTER = "ARCHIVE_KEY"  # the setting with the master keys; the first wraps, all of them unwrap
MARK = b"telusur-berkas-1\x00"  # how encrypted content begins; what begins otherwise was kept before there were keys


def digest_of(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def new_key(name: str) -> str:
    """A new data key as the row keeps it: wrapped, and bound to the file called ``name``."""
    return encrypt(os.urandom(32).hex(), _purpose(name), MASTER)


def put(data: bytes, name: str, key: str) -> str:
    """Encrypt the content of the file called ``name``, store it and return its path. What is there is never overwritten."""
    nonce = os.urandom(NONCE_BYTES)
    sealed = AESGCM(_unwrapped(name, key)).encrypt(nonce, data, name.encode())
    # The last digits of the name are random, those at its beginning tell the time.
    return default_storage.save(f"{name[-2:]}/{name[-4:-2]}/{name}", ContentFile(MARK + nonce + sealed))


def get(path: str, name: str, key: str) -> bytes:
    """The content of the file called ``name``. Raises Unavailable if it is not there, altered, or its key was destroyed."""
    try:
        with default_storage.open(path, "rb") as stored:
            kept = bytes(stored.read())
    except OSError as missing:
        raise Unavailable("Isi berkas ini tidak ditemukan di penyimpanan. Hubungi pengelola sistem.") from missing
    if not key and kept.startswith(MARK):
        raise Unavailable("Isi berkas ini sudah dimusnahkan dan tidak dapat dibuka lagi.")
    return _opened(kept, name, key) if key else kept


def is_whole(path: str, name: str, key: str, digest: str) -> bool:
    """Whether the stored content still opens and has this digest."""
    try:
        return digest_of(get(path, name, key)) == digest
    except Unavailable:
        return False


def _opened(kept: bytes, name: str, key: str) -> bytes:
    start = len(MARK)
    nonce, sealed = kept[start : start + NONCE_BYTES], kept[start + NONCE_BYTES :]
    try:
        if not kept.startswith(MARK):
            raise Unreadable(name)
        return AESGCM(_unwrapped(name, key)).decrypt(nonce, sealed, name.encode())
    except (InvalidTag, ValueError, Unreadable) as altered:
        raise Unavailable(
            "Isi berkas ini tidak dapat dibuka: berubah di penyimpanan, atau kunci arsipnya lain. Hubungi pengelola sistem."
        ) from altered


def _unwrapped(name: str, key: str) -> bytes:
    return bytes.fromhex(decrypt(key, _purpose(name), MASTER))


def _purpose(name: str) -> str:
    return f"archive.{name}"
