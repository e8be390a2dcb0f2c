"""Rows that not everybody may read whom their register lets in: the readers stand on the row, as roles and persons.

One text column holds them, so that a list, a search and a page ask the same of the same datum. An empty column means that
the row is open to all readers of its register.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q

ROLE, PERSON = "peran", "orang"


def readers(roles: Iterable[str] = (), persons: Iterable[Any] = ()) -> str:
    """The column of a row that only these roles and these persons may read. Never empty: nobody is not everybody."""
    told = {f"{ROLE}:{role}" for role in roles} | {f"{PERSON}:{person}" for person in persons if person}
    return f" {' '.join(sorted(told))} "


def is_reader(ctx: Any, column: str) -> bool:
    """Whether the actor may read a row with this column."""
    return not column or any(f" {one} " in column for one in _keys(ctx))


def readable(ctx: Any, name: str) -> Q:
    """The same as a condition of the database, over the column ``name``."""
    found = Q(**{name: ""})
    for one in _keys(ctx):
        found |= Q(**{f"{name}__contains": f" {one} "})
    return found


def _keys(ctx: Any) -> list[str]:
    return [*(f"{ROLE}:{role}" for role in sorted(ctx.actor.roles)), f"{PERSON}:{ctx.actor.id}"]
