"""Content in Django's default storage: named by its digest, written once, read back with its digest checked."""

from __future__ import annotations

import hashlib

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from telusur.kernel.base.errors import Unavailable


def digest_of(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def put(data: bytes, digest: str) -> str:
    """Store the content and return its path. What is there already is used if whole, and never overwritten."""
    path = f"{digest[:2]}/{digest[2:4]}/{digest}"
    if default_storage.exists(path) and is_whole(path, digest):
        return path
    return default_storage.save(path, ContentFile(data))


def get(path: str) -> bytes:
    """The content. Raises Unavailable if the storage does not have it."""
    try:
        with default_storage.open(path, "rb") as stored:
            return bytes(stored.read())
    except OSError as missing:
        raise Unavailable("Isi berkas ini tidak ditemukan di penyimpanan. Hubungi pengelola sistem.") from missing


def is_whole(path: str, digest: str) -> bool:
    """Whether the stored content still has this digest."""
    try:
        return digest_of(get(path)) == digest
    except Unavailable:
        return False
