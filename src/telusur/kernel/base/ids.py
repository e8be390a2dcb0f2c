"""Identifiers: ordered by time for the database, unguessable for everybody else."""

from __future__ import annotations

import os
import secrets
import time
from uuid import UUID

# Without 0, 1, I, L, O and U: what remains cannot be misread on paper or heard wrongly on the telephone.
READABLE = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def uuid7() -> UUID:
    """A UUID version 7 (RFC 9562): 48 bits of Unix milliseconds, then 74 random bits."""
    milliseconds = time.time_ns() // 1_000_000
    value = (milliseconds & (2**48 - 1)) << 80 | int.from_bytes(os.urandom(10))
    value = value & ~(0xF000 << 64) | 0x7000 << 64
    value = value & ~(0xC000 << 48) | 0x8000 << 48
    return UUID(int=value)


def readable_code(groups: int = 3, length: int = 4) -> str:
    """A random code such as ``7K4M-92QF-XW3A``; 12 characters carry 58 bits."""
    return "-".join("".join(secrets.choice(READABLE) for _ in range(length)) for _ in range(groups))


def uuid_or_none(text: str) -> UUID | None:
    """The identifier that a text spells, None when it spells none."""
    try:
        return UUID(text)
    except ValueError:
        return None
