"""A quick yes to what a schema allows: most messages are in order, and walking their schema costs more than their signature.

``fits`` answers yes only where it is certain; everything else is for the validator of jsonschema, which also says what is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

Check = Callable[[Any], bool]

TYPES: dict[str, Check] = {
    "string": lambda value: isinstance(value, str),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "boolean": lambda value: isinstance(value, bool),
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "null": lambda value: value is None,
}
OF_OBJECTS = ("properties", "required", "additionalProperties")  # read together
SILENT = {"$schema", "title", "description", "format"}  # these decide nothing


def fits(schema: dict[str, Any]) -> Check:
    """The schema as a function."""
    words = {word: said for word, said in schema.items() if word not in SILENT}
    if words.keys() & set(OF_OBJECTS):
        words = {"properties": {}, **{word: said for word, said in words.items() if word not in OF_OBJECTS[1:]}}
    checks = tuple(WORDS[word](said, schema) if word in WORDS else _uncertain for word, said in words.items())
    return checks[0] if len(checks) == 1 else _all_of(checks)


def _all_of(checks: tuple[Check, ...]) -> Check:
    def check(value: Any) -> bool:
        for one in checks:  # noqa: SIM110  (a generator costs as much again as the checks)
            if not one(value):
                return False
        return True

    return check


def _uncertain(value: Any) -> bool:
    return False


def _type(said: Any, schema: dict[str, Any]) -> Check:
    if isinstance(said, str):
        return TYPES.get(said, _uncertain)
    some = [TYPES.get(one, _uncertain) for one in said]
    return lambda value: any(check(value) for check in some)


def _pattern(said: Any, schema: dict[str, Any]) -> Check:
    found = re.compile(said).search
    return lambda value: not isinstance(value, str) or found(value) is not None


def _size(kind: type[str] | type[list[Any]], good: Callable[[int, int], bool]) -> Callable[..., Check]:
    """A bound on the length of values of one type; others are no concern of it."""

    def word(said: Any, schema: dict[str, Any]) -> Check:
        return lambda value: not isinstance(value, kind) or good(len(value), said)

    return word


def _bound(good: Callable[[int, int], bool]) -> Callable[..., Check]:
    def word(said: Any, schema: dict[str, Any]) -> Check:
        return lambda value: not isinstance(value, float) and (not isinstance(value, int) or good(value, said))

    return word


def _properties(said: Any, schema: dict[str, Any]) -> Check:
    known = {name: fits(one) for name, one in said.items()}
    required, others = frozenset(schema.get("required", ())), schema.get("additionalProperties", True)
    rest = fits(others) if isinstance(others, dict) else (lambda value: bool(others))

    def check(value: Any) -> bool:
        if not isinstance(value, dict):
            return True
        if not required <= value.keys():
            return False
        for name, one in value.items():  # noqa: SIM110  (the same)
            if not known.get(name, rest)(one):
                return False
        return True

    return check


def _items(said: Any, schema: dict[str, Any]) -> Check:
    if not isinstance(said, dict) or "prefixItems" in schema:
        return _uncertain
    each = fits(said)
    return lambda value: not isinstance(value, list) or all(each(one) for one in value)


WORDS: dict[str, Callable[[Any, dict[str, Any]], Check]] = {
    "type": _type,
    "pattern": _pattern,
    "enum": lambda said, schema: lambda value: isinstance(value, str) and value in said,
    "minLength": _size(str, lambda size, bound: size >= bound),
    "maxLength": _size(str, lambda size, bound: size <= bound),
    "minItems": _size(list, lambda size, bound: size >= bound),
    "maxItems": _size(list, lambda size, bound: size <= bound),
    "minimum": _bound(lambda number, bound: number >= bound),
    "maximum": _bound(lambda number, bound: number <= bound),
    "properties": _properties,
    "items": _items,
}
