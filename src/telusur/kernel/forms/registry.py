"""Every form definition, by edition and code. Adding an edition is adding a package that registers its forms here."""

from __future__ import annotations

from telusur.kernel.base.errors import NotFound
from telusur.kernel.forms.definition import FormDefinition

_DEFINITIONS: dict[tuple[str, str], FormDefinition] = {}


def register(*forms: FormDefinition) -> None:
    """Make forms known. Registering the same object twice is harmless; two forms under one key are an error."""
    for form in forms:
        known = _DEFINITIONS.setdefault((form.edition, form.code), form)
        if known is not form:
            raise ValueError(f"two definitions of {form.code}, edition {form.edition}")


def definition(edition: str, code: str) -> FormDefinition:
    """The form of this edition and code. Raises NotFound."""
    try:
        return _DEFINITIONS[edition, code]
    except KeyError:
        raise NotFound(f"Formulir {code} edisi {edition} tidak dikenal.") from None


def definitions() -> list[FormDefinition]:
    """All of them, by edition and code."""
    return [_DEFINITIONS[key] for key in sorted(_DEFINITIONS)]
