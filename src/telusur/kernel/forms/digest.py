"""The fingerprint that binds a signature to what was signed."""

from __future__ import annotations

import hashlib
import json
from typing import Any

AWAL = "awal"  # the part of the content that was known when the form was opened


def digest_of(*, edition: str, code: str, version: int, sumber: Any, bagian: dict[str, Any], cakupan: list[str]) -> str:
    """SHA-256 (hexadecimal) over form, version, snapshot and the parts of the parties in ``cakupan``, in canonical
    JSON.
    """
    signed = {
        "edition": edition,
        "code": code,
        "version": version,
        "sumber": sumber,
        "isi": {slot: bagian.get(slot, {}) for slot in cakupan},
    }
    return hashlib.sha256(canonical(signed)).hexdigest()


def canonical(value: Any) -> bytes:
    """The same bytes for equal data: sorted keys, no spaces, UTF-8."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
