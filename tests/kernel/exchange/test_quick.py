"""The quick yes never says yes to what the validator refuses, and says it to what usually travels."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from telusur.contract import from_bnsp, from_lsp
from telusur.kernel.exchange.schemas import TRAVELLING, fault, form_of

FORMS = [form_of(schema) for schema in (*TRAVELLING.values(), *(one.schema for one in (*from_lsp.ALL, *from_bnsp.ALL)))]
ODD = [None, True, 0, -1, 1.0, 2.5, 2**60, "", "x", "2026-11-20", "terbit", "a" * 500, [], ["x"], {}, {"x": 1}]
GUESSES: dict[str, Any] = {"object": {}, "array": [], "string": "2026-11-20", "integer": 1, "boolean": True}
CERTIFICATE = {
    "nomor": "62019 2513 0 0000001 2026", "nomor_registrasi": "JWP.9021.0000001 2026", "nomor_blanko": 7, "kode": "7K3M",
    "nama": "Siti", "skema_kode": "SKM-01", "tanggal_terbit": "2026-11-20", "berlaku_sampai": "2029-11-20",
    "status": "terbit", "dasar": "",
}  # fmt: skip


def guess(schema: dict[str, Any], draw: Any) -> Any:
    """Something near what the schema asks for, often wrong in one place."""
    if draw(some.integers(0, 9)) == 0:
        return draw(some.sampled_from(ODD))
    if "enum" in schema:
        return draw(some.sampled_from([*schema["enum"], "lain"]))
    kind = schema.get("type", "string")
    kind = kind if isinstance(kind, str) else kind[0]
    if kind == "object":
        return {name: guess(one, draw) for name, one in schema.get("properties", {}).items()}
    if kind == "array" and isinstance(schema.get("items"), dict):
        return [guess(schema["items"], draw) for _ in range(draw(some.integers(0, 2)))]
    return GUESSES.get(kind)


@settings(max_examples=300)
@given(some.data())
def test_a_quick_yes_is_always_right(data: Any) -> None:
    form = data.draw(some.sampled_from(FORMS))
    value = guess(form.validator.schema, data.draw)
    if form.fits(value):
        assert form.validator.is_valid(value)


def test_a_usual_fact_is_answered_quickly_and_a_fault_is_named() -> None:
    form = form_of(from_lsp.SERTIFIKAT.schema)
    assert form.fits(CERTIFICATE)
    assert fault(form, {**CERTIFICATE, "nomor_blanko": 0}).startswith("nomor_blanko: ")
    assert "lain" in fault(form, {**CERTIFICATE, "lain": 1})


@pytest.mark.parametrize(
    "schema", [{"required": ["a"]}, {"additionalProperties": False}, {"minimum": 1}, {"contains": {}}]
)
def test_words_that_stand_alone_and_words_it_does_not_know_are_never_passed_over(schema: dict[str, Any]) -> None:
    form = form_of(schema)
    for value in ODD:
        assert not form.fits(value) or form.validator.is_valid(value)
