"""Personal data inside a form (NIK) is encrypted where the form is stored; only the form itself opens it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from telusur.kernel.base.crypto import decrypt, encrypt
from telusur.kernel.forms.definition import FormDefinition

PURPOSE = "forms.isi"
SEALED = "rahasia"


def seal(form: FormDefinition, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values as stored: those of secret fields encrypted."""
    secret = {(section.name, box.name) for section, box in form.boxes() if box.secret}
    return {path: _sealed(value) if _place(path) in secret and value else value for path, value in values.items()}


def _place(path: str) -> tuple[str, str]:
    parts = path.split("/")
    return parts[0], parts[-1]


def _sealed(value: Any) -> Any:
    return value if isinstance(value, dict) else {SEALED: encrypt(str(value), PURPOSE)}


def unseal(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values as they were typed."""
    return {
        path: decrypt(value[SEALED], PURPOSE) if isinstance(value, dict) else value for path, value in values.items()
    }
