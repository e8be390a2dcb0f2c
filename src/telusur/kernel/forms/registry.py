"""Every form definition, by edition and code. Adding an edition is adding a package that registers its forms here."""

from __future__ import annotations

from telusur.kernel.base.errors import NotFound
from telusur.kernel.documents.kinds import DocumentKind, register_kind
from telusur.kernel.forms.definition import FormDefinition

TEMPLATE = "kernel/formulir.typ"
_DEFINITIONS: dict[tuple[str, str, str], FormDefinition] = {}


def register(*forms: FormDefinition) -> None:
    """Make forms known. Registering the same object twice is harmless; two forms under one key are an error."""
    for form in forms:
        known = _DEFINITIONS.setdefault((form.edition, form.code, form.scope), form)
        if known is not form:
            raise ValueError(f"two definitions of {form.code}, edition {form.edition}")
        register_kind(print_of(form))


def definition(edition: str, code: str, scope: str = "") -> FormDefinition:
    """The form of this edition and code. Raises NotFound.

    A form that exists both as a master of the skema and as a copy in each case has one definition for each ``scope``;
    without ``scope`` the one registered first.
    """
    for (its_edition, its_code, its_scope), form in _DEFINITIONS.items():
        if (its_edition, its_code) == (edition, code) and scope in ("", its_scope):
            return form
    raise NotFound(f"Formulir {code} edisi {edition} tidak dikenal.")


def definitions() -> list[FormDefinition]:
    """All of them, by edition and code."""
    return [_DEFINITIONS[key] for key in sorted(_DEFINITIONS)]


def known(edition: str, code: str) -> bool:
    """Whether there is such a form."""
    return any((form.edition, form.code) == (edition, code) for form in _DEFINITIONS.values())


def kind_code(form: FormDefinition) -> str:
    """Which kind of document the print of this form is."""
    return f"formulir-{form.edition}-{form.code}-{form.scope}".lower()


def print_of(form: FormDefinition) -> DocumentKind:
    """The print of a form as a kind of document; its title names a person, so the public does not see it."""
    return DocumentKind(
        code=kind_code(form),
        template=TEMPLATE,
        title=form.name,
        form_code=form.code,
        edition=form.edition,
        public_title=False,
        sensitive=form.sensitive,
    )
