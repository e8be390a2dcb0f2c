"""What is wrong with a message, each place as a JSON pointer (RFC 6901). No value is repeated: it may be somebody's NIK."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import ValidationError

MOST = 5  # places that one sentence names
SAID: dict[str, str] = {
    "enum": "harus salah satu dari: {}",
    "const": "harus {}",
    "type": "harus berjenis {}",
    "pattern": "tidak berbentuk {}",
    "format": "bukan {}",
    "minLength": "sedikitnya {} huruf",
    "maxLength": "paling banyak {} huruf",
    "minItems": "sedikitnya {} unsur",
    "maxItems": "paling banyak {} unsur",
    "minimum": "sedikitnya {}",
    "maximum": "paling besar {}",
}


def pointer(steps: Sequence[str | int]) -> str:
    """``/asesi/0/nama``; empty for the whole content."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps)


def places(validator: Draft202012Validator, value: Any) -> list[str]:
    """``/nama: wajib ada`` for each departure from the schema, in the order of their places."""
    found = [one for error in validator.iter_errors(value) for one in _said(error)]
    return sorted(dict.fromkeys(found))


def sentence(found: Sequence[str]) -> str:
    """The first few of them as one text."""
    more = f" (dan {len(found) - MOST} lagi)" if len(found) > MOST else ""
    return "; ".join(found[:MOST]) + more


def _said(error: ValidationError) -> list[str]:
    here = list(error.absolute_path)
    value: Any = error.validator_value
    instance, schema = error.instance, error.schema
    if error.validator == "required" and isinstance(instance, dict):
        return [f"{pointer([*here, name])}: wajib ada" for name in value if name not in instance]
    if error.validator == "additionalProperties" and isinstance(instance, dict) and isinstance(schema, dict):
        known = schema.get("properties", {})
        return [f"{pointer([*here, name])}: tidak dikenal" for name in instance if name not in known]
    asked = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    said = SAID.get(str(error.validator), "tidak menurut skema")
    return [f"{pointer(here) or 'isi'}: {said.format(asked)}"]


def by_rule(fields: Mapping[str, Sequence[str]], content: Mapping[str, Any], said: str) -> list[str]:
    """What a rule said of single members of the content, beyond the sentence that was ``said`` already."""
    return [
        f"{pointer([name])}" if text == said else f"{pointer([name])}: {text}"
        for name, texts in fields.items()
        for text in texts
        if name in content
    ]
