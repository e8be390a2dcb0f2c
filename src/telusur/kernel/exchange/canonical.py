"""Content as bytes, in one way only: what both sides hash must be the same on both sides."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any

LARGEST_INTEGER = 2**53 - 1  # what every JSON reader keeps exactly
DEEPEST = 20


def canonical(value: Any) -> bytes:
    """JSON with sorted keys, without spaces, in UTF-8."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def digest_of(content: Any) -> str:
    """SHA-256 of the canonical content, 64 hexadecimal digits."""
    return hashlib.sha256(canonical(content)).hexdigest()


def fault_in(value: Any, depth: int = 0) -> str:
    """Why this content cannot travel (empty if it can): two systems could write or store it differently."""
    if depth > DEEPEST:
        return f"Isi bertingkat lebih dari {DEEPEST}."
    inside: Iterable[Any] = ()
    if isinstance(value, dict):
        inside = [*value, *value.values()]
    elif isinstance(value, list | tuple):
        inside = value
    else:
        return _fault_in_one(value)
    for one in inside:
        if depth < DEEPEST and one.__class__ is str and one.isascii() and "\x00" not in one:
            continue  # nearly all there is
        if fault := fault_in(one, depth + 1):
            return fault
    return ""


def _fault_in_one(value: Any) -> str:
    if isinstance(value, str):
        return _fault_in_text(value)
    if isinstance(value, float):
        return "Bilangan pecahan ditulis sebagai teks, agar sidik jarinya sama di kedua pihak."
    if isinstance(value, int):
        return "Bilangan bulat melebihi 2^53 - 1." if abs(value) > LARGEST_INTEGER else ""
    return "" if value is None else f"{type(value).__name__} bukan nilai JSON."


def _fault_in_text(value: str) -> str:
    if "\x00" in value:
        return "Isi memuat karakter NUL."
    try:
        value.encode()
    except UnicodeEncodeError:
        return "Isi memuat karakter yang bukan Unicode."
    return ""


def bucket_of(key: str) -> str:
    """In which of 256 buckets a fact is compared: the first two hexadecimal digits of SHA-256 of its key."""
    return hashlib.sha256(key.encode()).hexdigest()[:2]


def bucket_digests(rows: Iterable[tuple[str, int, str]]) -> dict[str, str]:
    """Digest per bucket of (key, version, digest), whatever their order: SHA-256 of the sorted lines ``key version digest``."""
    lines: dict[str, list[bytes]] = {}
    for key, version, digest in rows:
        lines.setdefault(bucket_of(key), []).append(f"{key} {version} {digest}\n".encode())
    return {bucket: hashlib.sha256(b"".join(sorted(some))).hexdigest() for bucket, some in sorted(lines.items())}
