"""The kinds of fact as a chapter of the guide for builders of other systems: made from the schemas and what explains them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from telusur.kernel.exchange.kinds import EXPLANATIONS, Explanation, Kind, all_kinds

HEAD = """# Jenis fakta

Dibuat dari kode dengan `make docs`; jangan diubah dengan tangan. Cara mengirim dan menerima: [README.md](README.md).

Tanggal ditulis `2026-11-20` menurut zona waktu lembaga. Nomor blanko adalah teks berisi angka. Kunci (`key`) fakta: 1 sampai 120
huruf ASCII, boleh berspasi di dalam. Yang menyalin nomor orang atau barang dibandingkan menurut huruf dan angkanya saja, jadi
`MET.000.012345 2024` sama dengan `met-000-012345_2024`. Isi yang tidak menurut skema dijawab `invalid_content`, yang tidak cocok
dengan register penerima `by_rule`; `reason` menyebut tempatnya dengan JSON pointer (RFC 6901), misalnya `/asesi/0/nama: wajib
ada`.

| jenis | arah | isi |
|---|---|---|
"""


def explained_kinds() -> list[tuple[Kind, Explanation]]:
    """Every declared kind that is explained, by name."""
    return [(kind, EXPLANATIONS[kind.name]) for kind in all_kinds() if kind.name in EXPLANATIONS]


def chapter() -> str:
    """The whole chapter in Markdown."""
    found = explained_kinds()
    table = "".join(f"| [`{kind.name}`](#{kind.name}) | {said.direction} | {kind.title} |\n" for kind, said in found)
    return HEAD + table + "".join(_section(kind, said) for kind, said in found)


def _section(kind: Kind, said: Explanation) -> str:
    rows = "".join(f"| `{name}` | {form} |\n" for name, form in _members(kind.schema))
    example = json.dumps(said.example, ensure_ascii=False, indent=1)
    return (
        f"\n## {kind.name}\n\n**{kind.title}**, {said.direction}. {said.about}\n\nKunci: {said.key}. "
        f"Skema: [jenis-{kind.name}.json](skema/jenis-{kind.name}.json). Semua isian wajib ada.\n\n"
        f"| isian | bentuk |\n|---|---|\n{rows}\n```json\n{example}\n```\n"
    )


def _members(schema: dict[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    for name, one in schema.get("properties", {}).items():
        here = f"{before}{name}"
        yield here, form_of_member(one)
        inner = one.get("items", one)
        yield from _members(inner, f"{here}[]." if "items" in one else f"{here}.")


def form_of_member(schema: dict[str, Any]) -> str:
    """``teks, 1 sampai 80 huruf`` and the like."""
    if "enum" in schema:
        return "salah satu dari " + ", ".join(f"`{one}`" for one in schema["enum"])
    if "anyOf" in schema:
        return " atau ".join(form_of_member(one) for one in schema["anyOf"])
    named = str(schema.get("type"))
    if named == "array":
        return _list_form(schema)
    return _text_form(schema) if named == "string" else _plain_form(named, schema)


def _list_form(schema: dict[str, Any]) -> str:
    inner = "" if "properties" in schema["items"] else f", masing-masing {form_of_member(schema['items'])}"
    return f"daftar {_range(schema, 'minItems', 'maxItems')} unsur{inner}"


def _text_form(schema: dict[str, Any]) -> str:
    if schema.get("format") == "date":
        return "tanggal"
    if "pattern" in schema:
        return f"teks berbentuk `{schema['pattern'].replace('|', chr(92) + '|')}`"
    return f"teks {_range(schema, 'minLength', 'maxLength')} huruf"


def _plain_form(named: str, schema: dict[str, Any]) -> str:
    if named == "integer":
        return f"bilangan bulat {_range(schema, 'minimum', 'maximum')}"
    return {"boolean": "`true` atau `false`", "null": "`null`", "object": "objek"}.get(
        named, "teks atau bilangan bulat"
    )


def _range(schema: dict[str, Any], least: str, most: str) -> str:
    low, high = schema.get(least, 0), schema.get(most)
    return f"{low} sampai {high}" if high is not None else f"sedikitnya {low}"
