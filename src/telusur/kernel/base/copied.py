"""Numbers and codes as people copy them: what counts are their letters and digits, not what stands between.

A number is stored as it is printed, and beside it its key (``base.fields.KeyField``), which an index finds. Whatever
somebody types, pastes or dictates is turned into the same key before it is sought.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any, TypeVar
from urllib.parse import parse_qs, unquote, urlsplit

from django.db.migrations import RunPython
from django.db.models import Model, Q, QuerySet

from telusur.kernel.base.ids import READABLE

CODE = re.compile(rf"[{READABLE}]{{12}}")
CERTIFICATE, SERIAL = 21, 7  # digits of a certificate number, and of the serial in it
LONGEST = 300  # characters of what is sought; an address from a QR code is shorter

# Words that stand before a number on paper and belong to no number.
_LABEL = re.compile(
    r"^(?:(?:no|nomor|nomer|number|kode|code|sertifikat|certificate|registrasi|registration|reg|verifikasi)\b[\s.:#°º]*)+",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"^(?:[a-z]+://|www\.)|/verifikasi/", re.IGNORECASE)
_ASKED_AS = ("nomor", "kode", "q", "cari")


def key_of(text: str) -> str:
    """``No. 62019–2513 0 0000005 2026`` becomes ``62019251300000052026``; empty where no letter or digit stands."""
    plain = unicodedata.normalize("NFKC", _from_address(text[:LONGEST]))
    plain = "".join(char for char in plain if unicodedata.category(char) != "Cf").strip()
    return "".join(char for char in _LABEL.sub("", plain).upper() if char.isalnum())


def _from_address(text: str) -> str:
    """What an address asks for: its question, else its last part."""
    text = text.strip()
    if not _ADDRESS.search(text):
        return text
    try:
        parts = urlsplit(text)
        asked = parse_qs(parts.query)
    except ValueError:
        return text
    for name in _ASKED_AS:
        if name in asked:
            return asked[name][0]
    last = [part for part in parts.path.split("/") if part]
    return unquote(last[-1]) if last else text


def as_code(text: str) -> str:
    """A verification code as it is stored: ``3e4rz6p23qp8`` becomes ``3E4R-Z6P2-3QP8``; other text its key."""
    key = key_of(text)
    return "-".join(key[place : place + 4] for place in range(0, 12, 4)) if CODE.fullmatch(key) else key


def certificate_key(text: str) -> str:
    """The key of a certificate number, also where the zeros that fill the serial were miscounted.

    Two fields of classification and level (10 digits), serial (7 digits, filled with zeros), year (4 digits): as many
    zeros as are copied, the serial is the same number (P508 9.4.9).
    """
    key = key_of(text)
    if not (key.isascii() and key.isdigit() and CERTIFICATE - SERIAL < len(key) <= CERTIFICATE + SERIAL):
        return key
    serial = key[10:-4].lstrip("0")
    return f"{key[:10]}{serial.zfill(SERIAL)}{key[-4:]}" if len(serial) <= SERIAL else key


M = TypeVar("M", bound=Model)


def copied(rows: QuerySet[M], field: str, key: str) -> M | None:
    """The row whose number has this key, by one indexed read; None where there is none, or where two look alike."""
    if not key:
        return None
    found = list(rows.filter(**{f"{field}_kunci": key}).order_by()[:2])
    return found[0] if len(found) == 1 else None


def sought(field: str, text: str) -> Q:
    """Rows whose number contains what was typed, however it was written. ``field`` has a KeyField ``<field>_kunci``."""
    key = key_of(text)
    return Q(**{f"{field}_kunci__contains": key}) if key else Q(**{f"{field}__icontains": text})


def fill_keys(app: str, model: str) -> RunPython:
    """For a migration: give the rows that are there already the keys of their numbers."""

    def fill(apps: Any, schema_editor: Any) -> None:
        rows = apps.get_model(app, model)._base_manager.using(schema_editor.connection.alias)
        pairs = [(field.of, field.attname) for field in rows.model._meta.concrete_fields if hasattr(field, "of_number")]
        for values in rows.values("pk", *(number for number, _ in pairs)).iterator(chunk_size=2000):
            rows.filter(pk=values["pk"]).update(**{key: key_of(values[number] or "") for number, key in pairs})

    return RunPython(fill, RunPython.noop)
