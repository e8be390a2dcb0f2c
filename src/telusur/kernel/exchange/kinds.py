"""The kinds of fact that may travel, declared by each module in its ``facts.py``: nothing else is sent or taken."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from telusur.kernel.base.spelling import same_spelling
from telusur.kernel.commands.context import Context
from telusur.kernel.exchange.schemas import DRAFT, Form, form_of
from telusur.kernel.outbox.discover import declared


@dataclass(frozen=True, slots=True)
class Fact:
    """What a partner tells us. ``before`` is what it told us earlier under the same key, None if nothing."""

    partner: Any
    kind: str
    key: str
    version: int
    content: dict[str, Any]
    before: dict[str, Any] | None


Handler = Callable[[Context, Fact], dict[str, Any] | None]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind. ``handler`` is None where we only send it. ``quiet``: its traffic alone is no reason to seal the trail."""

    name: str
    title: str
    schema: dict[str, Any]
    form: Form
    handler: Handler | None
    quiet: bool


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a kind means to somebody who builds another system (``docs/pertukaran/jenis.md``).

    ``key``: the rule for the key of a fact. ``identity``: the member of the content that the key repeats; the intake holds the
    two against each other by letters and digits, so that a number copied with other spaces is still the same. ``example``: a
    content as it travels.
    """

    direction: str
    about: str
    key: str
    example: dict[str, Any]
    identity: str = ""


KINDS: dict[str, Kind] = {}
EXPLANATIONS: dict[str, Explanation] = {}


def explain(name: str, *, direction: str, about: str, key: str, example: dict[str, Any], identity: str = "") -> None:
    """Say what a kind means. The same may be said again."""
    EXPLANATIONS[name] = Explanation(direction, about, key, example, identity)


def wrong_key(name: str, key: str, content: dict[str, Any]) -> str:
    """Why this is not the key of such a fact; empty if it is, or if the sender chooses it."""
    explained = EXPLANATIONS.get(name)
    identity = explained.identity if explained else ""
    if identity and not same_spelling(key, str(content[identity])):
        return f"/key: harus sama dengan /content/{identity} menurut huruf dan angkanya"
    return ""


def sends(*, kind: str, schema: dict[str, Any], title: str = "") -> None:
    """Declare a kind we tell partners. Its schema must allow no more than is meant (``additionalProperties: false``)."""
    _register(kind, schema, title, None, quiet=False)


def receives(
    *, kind: str, schema: dict[str, Any], title: str = "", quiet: bool = False
) -> Callable[[Handler], Handler]:
    """Have ``handler(ctx, fact)`` called for facts of this kind, inside one command whose actor is the partner.

    A DomainError it raises is the refusal the partner reads. What it returns goes into the receipt as ``result``.
    Declaring a kind that is also sent is one call of this.
    """

    def register(handler: Handler) -> Handler:
        _register(kind, schema, title, handler, quiet=quiet)
        return handler

    return register


def _register(
    name: str,
    schema: dict[str, Any],
    title: str,
    handler: Handler | None,
    *,
    quiet: bool,
) -> None:
    known = KINDS.get(name)
    if known and (known.schema != {"$schema": DRAFT, **schema} or (known.handler and handler)):
        raise ValueError(f"two modules claim the kind {name}")
    from jsonschema import Draft202012Validator  # large: read once a module declares what it tells

    written = {"$schema": DRAFT, **schema}
    Draft202012Validator.check_schema(written)
    handler = handler or (known.handler if known else None)
    KINDS[name] = Kind(name, title or name, written, form_of(written), handler, quiet)


def kind_named(name: str) -> Kind | None:
    """The kind of this name, None if no module declares it."""
    declared("facts")
    return KINDS.get(name)


def all_kinds() -> list[Kind]:
    """Every declared kind, by name."""
    declared("facts")
    return [KINDS[name] for name in sorted(KINDS)]
