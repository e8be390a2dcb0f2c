"""The interface as OpenAPI 3.1 and JSON schemas, made from the same schemas the intake validates with."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

from telusur.kernel.exchange.asking import BASE
from telusur.kernel.exchange.guide import chapter
from telusur.kernel.exchange.kinds import EXPLANATIONS, Kind, all_kinds
from telusur.kernel.exchange.schemas import BATCH, DRAFT, KID, PART_BYTES, TRAVELLING
from telusur.kernel.exchange.states import FINAL, Code

FOLDER = "docs/pertukaran"
REFUSED = {
    "description": "Tidak bertanda tangan mitra yang dikenal dan aktif, terlalu lama, atau untuk alamat lain.",
    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/galat"}}},
}
PROBLEM = {
    "type": "object",
    "properties": {"pesan": {"type": "string"}},
    "required": ["pesan"],
    "additionalProperties": False,
}
JWK_SET = {
    "type": "object",
    "properties": {
        "code": {"type": "string"},
        "current": KID,
        "keys": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "kty": {"const": "OKP"},
                    "crv": {"const": "Ed25519"},
                    "kid": KID,
                    "x": {"type": "string", "description": "kunci publik, base64url"},
                    "use": {"const": "sig"},
                },
                "required": ["kty", "crv", "kid", "x", "use"],
            },
        },
    },
    "required": ["code", "current", "keys"],
}


def jwk(kid: str, public: str) -> dict[str, str]:
    """A public key as RFC 8037 writes it."""
    x = base64.urlsafe_b64encode(bytes.fromhex(public)).decode().rstrip("=")
    return {"kty": "OKP", "crv": "Ed25519", "kid": kid, "x": x, "use": "sig"}


def schemas() -> dict[str, dict[str, Any]]:
    """Every schema by name: what travels, then ``jenis-<kind>`` for the content of each kind of this product."""
    return {**TRAVELLING, **{f"jenis-{kind.name}": _explained(kind) for kind in all_kinds()}}


def _explained(kind: Kind) -> dict[str, Any]:
    """The schema with what it means and one of it."""
    said = EXPLANATIONS.get(kind.name)
    if said is None:
        return kind.schema
    title = {"title": kind.title, "description": f"{said.direction}. {said.about} Kunci: {said.key}."}
    return {"$schema": DRAFT, **title, **{k: v for k, v in kind.schema.items() if k not in ("$schema", *title)}} | {
        "examples": [said.example]
    }


def document() -> dict[str, Any]:
    """The OpenAPI 3.1 document."""
    shown = {name: _inside(schema) for name, schema in schemas().items()}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Pertukaran antarlembaga",
            "version": "1",
            "description": "Fakta berversi yang ditandatangani, bernomor, dan dapat diulang tanpa akibat ganda. "
            "Semua token adalah JWS ringkas (RFC 7515) dengan alg EdDSA (Ed25519) dan kid. " + _codes(),
        },
        "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
        "paths": {
            f"{BASE}/pesan": {"post": _post()},
            f"{BASE}/ringkasan": {"get": _get("Sidik jari fakta yang diterima dari peminta", "ringkasan")},
            f"{BASE}/daftar": {"get": _get("Fakta satu jenis yang diterima dari peminta", "daftar", _LISTING)},
            f"{BASE}/segel": {"get": _get("Segel jejak peminta yang disaksikan", "segel-disaksikan", _SINCE)},
            f"{BASE}/berkas/{{digest}}": {
                "get": _get("Keadaan berkas yang dikirim peminta", "berkas", (_DIGEST,)),
                "put": _put(),
            },
            f"{BASE}/kunci": {
                "get": _open("Kode dan kunci publik lembaga ini", {"$ref": "#/components/schemas/kunci-publik"})
            },
            f"{BASE}/openapi.json": {"get": _open("Dokumen ini", {"type": "object"})},
            f"{BASE}/skema/{{nama}}.json": {
                "get": {**_open("Satu skema JSON", {"type": "object"}), "parameters": [_NAME]}
            },
        },
        "components": {
            "schemas": {**shown, "galat": PROBLEM, "kunci-publik": JWK_SET},
            "securitySchemes": {
                "permintaan": {
                    "type": "http",
                    "scheme": "bearer",
                    "bearerFormat": "JWS",
                    "description": "JWS dengan typ telusur-permintaan+jws; isinya menurut skema permintaan.",
                },
                "potongan": {
                    "type": "http",
                    "scheme": "bearer",
                    "bearerFormat": "JWS",
                    "description": "JWS dengan typ telusur-potongan+jws; isinya menurut skema potongan.",
                },
            },
        },
    }


def _codes() -> str:
    final = ", ".join(sorted(FINAL))
    listed = "; ".join(f"{code.value}: {code.label}" for code in Code)
    return f"Sebab penolakan: {listed} Yang memakai nomor (final): {final}."


def _inside(schema: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in schema.items() if name != "$schema"}


def _post() -> dict[str, Any]:
    token = {"type": "string", "contentMediaType": "application/jose"}
    return {
        "operationId": "kirimPesan",
        "summary": "Mengirim pesan",
        "description": "Tiap unsur adalah JWS typ telusur-pesan+jws berisi amplop. Jawaban berisi satu JWS tanda terima untuk "
        "tiap pesan, dalam urutan yang sama, lalu tanda terima pesan yang tadinya disimpan dan kini terolah. "
        "Cocokkan tanda terima lewat message atau token, bukan lewat urutan.",
        "requestBody": {
            "required": True,
            "content": {
                "application/json": {
                    "schema": {"type": "array", "items": token, "minItems": 1, "maxItems": BATCH},
                }
            },
        },
        "responses": {
            "200": {
                "description": "Tanda terima bertanda tangan, satu untuk tiap pesan",
                "content": {"application/json": {"schema": {"type": "array", "items": token}}},
            },
            "400": {
                "description": "Bukan larik JSON, kosong, atau terlalu banyak",
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/galat"}}},
            },
            "413": {
                "description": "Kiriman terlalu besar",
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/galat"}}},
            },
            "429": {
                "description": "Terlalu banyak kiriman tanpa satu pun pesan mitra dari alamat ini",
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/galat"}}},
            },
        },
    }


def _get(summary: str, schema: str, parameters: tuple[dict[str, Any], ...] = ()) -> dict[str, Any]:
    return {
        "operationId": schema,
        "summary": summary,
        "description": f"Jawabannya JWS typ telusur-jawaban+jws berisi {schema} menurut skema.",
        "security": [{"permintaan": []}],
        "parameters": list(parameters),
        "responses": {
            "200": {
                "description": "JWS ringkas",
                "content": {
                    "application/jose": {
                        "schema": {
                            "type": "string",
                            "contentMediaType": "application/jose",
                            "contentSchema": {"$ref": f"#/components/schemas/{schema}"},
                        }
                    }
                },
            },
            "401": REFUSED,
        },
    }


def _put() -> dict[str, Any]:
    asked = _get("", "berkas", (_DIGEST, _START))
    return {
        **asked,
        "operationId": "kirimPotongan",
        "summary": "Mengirim satu potongan berkas",
        "description": "Badan permintaan adalah potongan itu apa adanya. Kirim pesan yang menyebut berkasnya lebih dahulu. "
        "Jawabannya JWS typ telusur-jawaban+jws berisi berkas menurut skema, juga bila potongan tidak diambil.",
        "security": [{"potongan": []}],
        "requestBody": {
            "required": True,
            "content": {"application/octet-stream": {"schema": {"type": "string", "maxLength": PART_BYTES}}},
        },
    }


def _open(summary: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {
        "summary": summary,
        "responses": {"200": {"description": summary, "content": {"application/json": {"schema": schema}}}},
    }


def _query(name: str, description: str, schema: dict[str, Any], *, required: bool = True) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": required, "description": description, "schema": schema}


_LISTING = (
    _query("jenis", "jenis fakta", {"type": "string"}),
    _query(
        "ember",
        "awal ember: nol, satu, atau dua angka heksadesimal",
        {"type": "string", "pattern": "^[0-9a-f]{0,2}$"},
        required=False,
    ),
)
_SINCE = (_query("sejak", "nomor segel pertama", {"type": "integer", "minimum": 1}, required=False),)
_DIGEST = {
    "name": "digest",
    "in": "path",
    "required": True,
    "description": "SHA-256 seluruh berkas, heksadesimal",
    "schema": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
}
_START = _query("mulai", "bita pertama potongan ini, dihitung dari 0", {"type": "integer", "minimum": 0})
_NAME = {
    "name": "nama",
    "in": "path",
    "required": True,
    "description": "nama skema, misalnya amplop atau jenis-segel",
    "schema": {"type": "string"},
}


def files() -> dict[str, str]:
    """Path and text of each generated document of the repository."""
    made = {f"{FOLDER}/openapi.json": _text(document()), f"{FOLDER}/jenis.md": chapter()}
    for name, schema in schemas().items():
        made[f"{FOLDER}/skema/{name}.json"] = _text(schema)
    return made


def write_files(root: Path) -> list[str]:
    """Write them below the root of the repository; their paths."""
    for path, text in files().items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return sorted(files())


def _text(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
