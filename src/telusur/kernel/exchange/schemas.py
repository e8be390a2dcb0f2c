"""JSON schemas (2020-12) of everything that travels. The intake validates with them and the documentation prints them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from telusur.kernel.exchange.faults import places, sentence
from telusur.kernel.exchange.states import Code, FileCode, FileState, MessageState

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator

DRAFT = "https://json-schema.org/draft/2020-12/schema"
BATCH = 100
CODE = {"type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$"}
DIGEST = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
KID = {"type": "string", "pattern": "^[0-9a-f]{16}$"}
MOMENT = {"type": "string", "format": "date-time", "minLength": 20, "maxLength": 40}
UUID = {
    "type": "string",
    "format": "uuid",
    "pattern": "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$",
}
KIND = {"type": "string", "pattern": "^[a-z][a-z0-9_]{0,39}$"}
# Printable ASCII; a space only inside, as in a number that people write with one.
FACT_KEY = {"type": "string", "pattern": "^[\\x21-\\x7e]([\\x20-\\x7e]{0,118}[\\x21-\\x7e])?$"}
NUMBER = {"type": "integer", "minimum": 1, "maximum": 2**53 - 1}
VERSION = {"type": "integer", "minimum": 1, "maximum": 2**31 - 1}


def whole(title: str, description: str, properties: dict[str, Any], optional: tuple[str, ...] = ()) -> dict[str, Any]:
    """An object with exactly these properties, required unless named ``optional``."""
    return {
        "$schema": DRAFT,
        "title": title,
        "description": description,
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name not in optional],
        "additionalProperties": False,
    }


ENVELOPE = whole(
    "Amplop",
    "Isi JWS sebuah pesan (typ telusur-pesan+jws). created_at tetap; sent_at ditandatangani ulang pada tiap percobaan.",
    {
        "from": CODE,
        "to": CODE,
        "number": NUMBER,
        "id": UUID,
        "kind": KIND,
        "key": FACT_KEY,
        "version": VERSION,
        "created_at": MOMENT,
        "sent_at": MOMENT,
        "content": {"type": "object"},
    },
)
RECEIPT = whole(
    "Tanda terima",
    "Isi JWS jawaban atas satu pesan (typ telusur-tanda-terima+jws). final: nomor sudah terpakai, jangan dikirim lagi. "
    "expected: nomor berikut yang ditunggu penerima. "
    "token: SHA-256 dari JWS yang dijawab. "
    "Tanda terima yang tersimpan dikirim lagi apa adanya bila pesan yang sama datang lagi.",
    {
        "from": CODE,
        "to": {"type": "string", "maxLength": 40},
        "at": MOMENT,
        "token": DIGEST,
        "message": {**UUID, "type": ["string", "null"]},
        "number": {"type": ["integer", "null"]},
        "digest": {**DIGEST, "type": ["string", "null"]},
        "status": {"enum": [MessageState.RECEIVED.value, MessageState.REFUSED.value, Code.OUT_OF_ORDER.value]},
        "code": {"enum": ["", *Code.values]},
        "reason": {"type": "string"},
        "final": {"type": "boolean"},
        "expected": {"type": ["integer", "null"]},
        "result": {"type": "object"},
    },
)
REQUEST = whole(
    "Permintaan",
    "Isi JWS yang dibawa setiap GET dalam kepala Authorization: Bearer (typ telusur-permintaan+jws). "
    "path adalah alamat yang diminta tanpa nama server, termasuk bagian sesudah tanda tanya.",
    {"from": CODE, "to": CODE, "id": UUID, "sent_at": MOMENT, "path": {"type": "string", "maxLength": 500}},
)
SUMMARY = whole(
    "Ringkasan",
    "Apa yang diterima penjawab dari peminta: per jenis, jumlah fakta dan sidik jari tiap ember.",
    {
        "from": CODE,
        "to": CODE,
        "at": MOMENT,
        "request": UUID,
        "last_number": {"type": "integer", "minimum": 0},
        "kinds": {
            "type": "object",
            "additionalProperties": {
                "type": "object",
                "properties": {
                    "count": {"type": "integer", "minimum": 0},
                    "buckets": {
                        "type": "object",
                        "propertyNames": {"pattern": "^[0-9a-f]{2}$"},
                        "additionalProperties": DIGEST,
                    },
                },
                "required": ["count", "buckets"],
                "additionalProperties": False,
            },
        },
    },
)
LISTING = whole(
    "Daftar",
    "Fakta satu jenis yang diterima penjawab dari peminta, dari ember yang diminta: [kunci, versi, sidik jari].",
    {
        "from": CODE,
        "to": CODE,
        "at": MOMENT,
        "request": UUID,
        "last_number": {"type": "integer", "minimum": 0},
        "facts": {
            "type": "array",
            "items": {
                "type": "array",
                "prefixItems": [FACT_KEY, VERSION, DIGEST],
                "minItems": 3,
                "maxItems": 3,
            },
        },
    },
)
SEALS = whole(
    "Segel yang disaksikan",
    "Segel jejak peminta sebagaimana dilihat penjawab: [nomor, sidik jari, tanda saksi]. Paling banyak 1000 sekali minta.",
    {
        "from": CODE,
        "to": CODE,
        "at": MOMENT,
        "request": UUID,
        "seals": {
            "type": "array",
            "items": {
                "type": "array",
                "prefixItems": [NUMBER, DIGEST, {"type": "string"}],
                "minItems": 3,
                "maxItems": 3,
            },
        },
    },
)
PART_BYTES = 512 * 1024
SIZE = {"type": "integer", "minimum": 0, "maximum": 2**53 - 1}
PART = whole(
    "Potongan berkas",
    "Isi JWS yang dibawa setiap PUT potongan dalam kepala Authorization: Bearer (typ telusur-potongan+jws). digest: SHA-256 "
    f"dari badan permintaan; size: panjangnya dalam bita, paling banyak {PART_BYTES}.",
    {
        "from": CODE,
        "to": CODE,
        "id": UUID,
        "sent_at": MOMENT,
        "path": {"type": "string", "maxLength": 500},
        "digest": DIGEST,
        "size": {"type": "integer", "minimum": 1, "maximum": PART_BYTES},
    },
)
FILE = whole(
    "Keadaan berkas",
    "Jawaban atas potongan berkas dan atas pertanyaan tentang berkas. received: banyaknya bita yang sudah diterima, jadi "
    "juga tempat potongan berikut dimulai. state received: utuh dan tersimpan; refused: tidak dapat diterima, jangan "
    "dikirim lagi. code dan reason: sebab potongan ini tidak diambil.",
    {
        "from": CODE,
        "to": CODE,
        "at": MOMENT,
        "request": UUID,
        "digest": DIGEST,
        "size": SIZE,
        "received": SIZE,
        "state": {"enum": FileState.values},
        "code": {"enum": ["", *FileCode.values]},
        "reason": {"type": "string"},
    },
)
COUNTERSIGNATURE = whole(
    "Tanda saksi",
    "Isi JWS tanda saksi (typ telusur-saksi+jws): pada saat at, from melihat segel bernomor number dari of.",
    {"from": CODE, "of": CODE, "number": NUMBER, "digest": DIGEST, "at": MOMENT},
)
TRAVELLING = {
    "amplop": ENVELOPE,
    "tanda-terima": RECEIPT,
    "permintaan": REQUEST,
    "ringkasan": SUMMARY,
    "daftar": LISTING,
    "segel-disaksikan": SEALS,
    "potongan": PART,
    "berkas": FILE,
    "tanda-saksi": COUNTERSIGNATURE,
}


@dataclass(frozen=True, slots=True)
class Form:
    """A schema, ready to check with."""

    validator: Draft202012Validator


def form_of(schema: dict[str, Any]) -> Form:
    """The same, from the schema."""
    from jsonschema import Draft202012Validator  # large: read by whoever checks a fact, not by every command

    return Form(Draft202012Validator(schema))


@lru_cache(maxsize=32)
def form_named(name: str) -> Form:
    """One of the schemas above."""
    return form_of(TRAVELLING[name])


def fault(form: Form, value: Any) -> str:
    """Where the value departs from the schema, each place as a JSON pointer (RFC 6901); empty if it does not."""
    return sentence(places(form.validator, value))[:500]
