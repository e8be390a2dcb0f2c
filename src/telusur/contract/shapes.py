"""The few shapes from which the schemas are made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Schema = dict[str, Any]

DAY: Schema = {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
FLAG: Schema = {"type": "boolean"}
SHA256: Schema = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
CELL: Schema = {"type": ["string", "integer"], "maxLength": 4000, "minimum": 0, "maximum": 10**12}
# The number of a blank as it is printed; compared as a number, so leading noughts do not count.
BLANK: Schema = {"type": "string", "pattern": "^[0-9]{1,12}$"}
MANY = 2000


@dataclass(frozen=True, slots=True)
class Agreed:
    """One kind of fact: its name, what people call it, and its schema."""

    kind: str
    title: str
    schema: Schema


def text(longest: int = 200, *, empty: bool = False) -> Schema:
    """A text, by default with something in it."""
    return {"type": "string", "minLength": 0 if empty else 1, "maxLength": longest}


def number(smallest: int = 0, largest: int = 10**12) -> Schema:
    """A whole number."""
    return {"type": "integer", "minimum": smallest, "maximum": largest}


def one_of(*values: str) -> Schema:
    """One of the words."""
    return {"enum": list(values)}


def document(*kinds: str) -> Schema:
    """How a fact names a document whose content follows: what it is, its name, SHA-256 and size in bytes."""
    return row(jenis=one_of(*kinds, "lainnya"), nama=text(200), sha256=SHA256, ukuran=number(1))


def maybe(schema: Schema) -> Schema:
    """That, or null when there is none."""
    return {"anyOf": [schema, {"type": "null"}]}


def row(**fields: Schema) -> Schema:
    """An object with exactly these members."""
    return {"type": "object", "properties": fields, "required": list(fields), "additionalProperties": False}


def rows(schema: Schema, *, fewest: int = 0, most: int = MANY) -> Schema:
    """A list."""
    return {"type": "array", "items": schema, "minItems": fewest, "maxItems": most}
