"""The key that signs what BNSP says of a person: RSA, made once, kept in the data folder like the other keys.

The private key lies in ``kunci/oidc.pem`` (mode 600). To replace it, put another private key there, or remove the file: a
new one is made, and every LSP reads its public half from this system before it believes a signature.
"""

from __future__ import annotations

from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.contrib.auth.hashers import PBKDF2PasswordHasher, get_hasher

from telusur.kernel.base.keys import key_folder
from telusur.kernel.base.secrets import write_once

BITS = 3072


def signing_pem() -> str:
    """The private key as PEM; made if there is none."""
    path: Path = key_folder() / "oidc.pem"
    if not path.exists():
        made = rsa.generate_private_key(public_exponent=65537, key_size=BITS)
        write_once(
            path,
            made.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            ),
        )
    return path.read_text(encoding="ascii")


def sidik(secret: str) -> str:
    """How the secret of a client is kept: a salted digest, quickly made and quickly checked.

    A password needs a million rounds because people choose it; a secret of 256 random bits is guessed no sooner for them, and
    every sign-in at an LSP would wait for them twice.
    """
    hasher = get_hasher()
    once = {"iterations": 1} if isinstance(hasher, PBKDF2PasswordHasher) else {}
    return str(hasher.encode(secret, hasher.salt(), **once))
