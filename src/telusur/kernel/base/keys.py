"""The institution's key for sealing its trail: Ed25519, made once, its public halves kept so that it can be replaced.

The private key lies in the data folder (``kunci/jejak.pem``, mode 600) or where ``TELUSUR_SEAL_KEY`` points. To
replace it, put another private key there (or remove the file: a new one is made). The public halves of all keys ever
used stay in ``kunci/publik/``; a seal by a key that is not among them does not count.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

from telusur.kernel.base.secrets import write_once

NEXT_KEY = "jejak-berikut.pem"


@dataclass(frozen=True, slots=True)
class SealKey:
    """A private key and the short name by which seals refer to it (16 hexadecimal digits of its public half's hash)."""

    id: str
    private: Ed25519PrivateKey

    def sign(self, message: bytes) -> bytes:
        """64 bytes."""
        return self.private.sign(message)


def key_folder() -> Path:
    """Where the keys of this deployment lie; made on first use, readable by its owner only."""
    folder = Path(settings.DATA_FOLDER) / "kunci"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def seal_key() -> SealKey:
    """The key that seals now; made if there is none. Raises ValueError when the file holds something else."""
    configured = getattr(settings, "SEAL_KEY", "")
    path = Path(configured) if configured else key_folder() / "jejak.pem"
    if not configured and not path.exists():
        write_once(path, _private_pem(Ed25519PrivateKey.generate()))
    private = serialization.load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(private, Ed25519PrivateKey):
        raise ValueError(f"{path} does not hold an Ed25519 private key")  # noqa: TRY004  (a wrong file, not a wrong call)
    key = SealKey(key_id(private.public_key()), private)
    _publish(key)
    return key


def next_key(*, make: bool = False) -> SealKey | None:
    """The key that has been announced and does not seal yet; None if there is none and none is to be made."""
    path = key_folder() / NEXT_KEY
    if make and not path.exists():
        write_once(path, _private_pem(Ed25519PrivateKey.generate()))
    if not path.exists():
        return None
    private = serialization.load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(private, Ed25519PrivateKey):
        raise ValueError(f"{path} does not hold an Ed25519 private key")  # noqa: TRY004  (a wrong file, not a wrong call)
    return SealKey(key_id(private.public_key()), private)


def use_next_key() -> SealKey:
    """Let the announced key seal from now on; the public half of the old one keeps counting."""
    (key_folder() / NEXT_KEY).replace(key_folder() / "jejak.pem")
    return seal_key()


def public_keys() -> dict[str, Ed25519PublicKey]:
    """Every key whose seals count, by id."""
    found = {}
    for path in (key_folder() / "publik").glob("*.pem"):
        public = serialization.load_pem_public_key(path.read_bytes())
        if isinstance(public, Ed25519PublicKey):
            found[key_id(public)] = public
    return found


def key_id(public: Ed25519PublicKey) -> str:
    """Short name of a key, computed from the key itself so that no file name can lie about it."""
    raw = public.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    return hashlib.sha256(raw).hexdigest()[:16]


def _publish(key: SealKey) -> None:
    folder = key_folder() / "publik"
    folder.mkdir(exist_ok=True, mode=0o700)
    path = folder / f"{key.id}.pem"
    if not path.exists():
        pem = key.private.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )
        write_once(path, pem)


def _private_pem(private: Ed25519PrivateKey) -> bytes:
    return private.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
