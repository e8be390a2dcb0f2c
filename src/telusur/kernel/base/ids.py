"""Identifiers: ordered by time for the database, unguessable for everybody else."""

from __future__ import annotations

import secrets
import time
from uuid import UUID

# Without 0, 1, I, L, O and U: what remains cannot be misread on paper or heard wrongly on the telephone.
READABLE = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


_last = 0  # what the latest identifier of this process says of its time, in 1/4096 milliseconds


def uuid7() -> UUID:
    """A UUID version 7 (RFC 9562, method 3): milliseconds and their fraction, then 62 random bits.

    One process makes them in rising order, also within a millisecond and when the clock is set back: rows made one after
    the other read in that order.
    """
    global _last  # noqa: PLW0603  (one order per process)
    moment = _last = max(time.time_ns() * 4096 // 1_000_000, _last + 1)
    milliseconds, fraction = moment >> 12 & (2**48 - 1), moment & 0xFFF
    return UUID(int=milliseconds << 80 | 7 << 76 | fraction << 64 | 2 << 62 | secrets.randbits(62))


def readable_code(groups: int = 3, length: int = 4) -> str:
    """A random code such as ``7K4M-92QF-XW3A``; 12 characters carry 58 bits."""
    return "-".join("".join(secrets.choice(READABLE) for _ in range(length)) for _ in range(groups))


def uuid_or_none(text: str) -> UUID | None:
    """The identifier that a text spells, None when it spells none."""
    try:
        return UUID(text)
    except ValueError:
        return None
