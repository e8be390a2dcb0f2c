"""The mark of each entry, made when it is written with a key that the database does not hold.

Whoever holds only the database can insert a row, and cannot mark it: it is told apart before the next seal as well as
after. The key lies with the others (``kunci/entri.key``, or beside the configured seal key); one that was replaced keeps
counting from ``kunci/entri-lama/``.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from telusur.kernel.base.keys import key_folder
from telusur.kernel.base.secrets import secret_of

NAME = "entri.key"
OLD = "entri-lama"
LENGTH = 98  # key id 16, nonce 16, HMAC-SHA-256 64, and two dots


def mark_of(content: Mapping[str, Any]) -> str:
    """The mark of an entry with this content: ``key.nonce.hmac``. The nonce makes every mark the only one of its kind."""
    key_id, key = _key(_folder())
    nonce = secrets.token_hex(8)
    return f"{key_id}.{nonce}.{_hmac(key, nonce, content)}"


class Marks:
    """Checks marks with every key that counts, read once."""

    def __init__(self) -> None:
        folder = _folder()
        old = ((folder / OLD).glob("*") if (folder / OLD).is_dir() else ()) if folder else ()
        texts = [path.read_text(encoding="ascii").strip() for path in (folder / NAME, *old) if path.is_file()]
        self._keys = dict(_named(text) for text in texts)

    def genuine(self, mark: str, content: Mapping[str, Any]) -> bool:
        """Whether this program wrote an entry of exactly this content."""
        key_id, _, rest = mark.partition(".")
        nonce, _, claimed = rest.partition(".")
        key = self._keys.get(key_id)
        return key is not None and hmac.compare_digest(_hmac(key, nonce, content).encode(), claimed.encode())


def _folder() -> Path:
    configured = getattr(settings, "SEAL_KEY", "")
    return Path(configured).parent if configured else key_folder()


@lru_cache(maxsize=8)
def _key(folder: Path) -> tuple[str, bytes]:
    return _named(secret_of(folder, NAME))


def _named(text: str) -> tuple[str, bytes]:
    key = bytes.fromhex(text)
    return hashlib.sha256(key).hexdigest()[:16], key


def _hmac(key: bytes, nonce: str, content: Mapping[str, Any]) -> str:
    return hmac.new(key, f"{nonce}\n{_text(content)}".encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()


def _text(content: Mapping[str, Any]) -> str:
    """The same text whether the entry comes from memory or from either database (PostgreSQL writes 1e16 as a whole number)."""
    plain = json.dumps(content, separators=(",", ":"), default=_plain)
    return json.dumps(json.loads(plain, parse_float=_number), sort_keys=True, separators=(",", ":"))


def _number(text: str) -> float | int:
    number = float(text)
    return int(number) if number.is_integer() else number


def _plain(value: Any) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return str(value)


def content_of(names: Iterable[str], values: Iterable[Any]) -> dict[str, Any]:
    """What a mark covers: every column but the id, which the database hands out, and the mark itself."""
    return {name: value for name, value in zip(names, values, strict=True) if name not in ("id", "mark")}
