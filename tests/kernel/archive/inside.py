"""Standing in for the module whose act wants a file or a document."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from uuid import UUID

from django.db import transaction

from telusur.kernel.archive.commands import simpan_berkas
from telusur.kernel.commands import guard
from telusur.kernel.commands.context import Actor, Context
from telusur.kernel.commands.registry import spec_of

NOW = datetime(2026, 11, 20, 3, 42, tzinfo=UTC)
OWNER = UUID("01939f6e-0000-7000-8000-000000000001")
STRANGER = UUID("01939f6e-0000-7000-8000-000000000002")


def person(who: UUID = OWNER, name: str = "Tiara Kusumaningtyas", *roles: str) -> Context:
    """Somebody signed in."""
    return Context(actor=Actor(str(who), name, frozenset(roles or {"asesi"})), at=NOW, channel="web")


@contextmanager
def another_act(ctx: Context) -> Iterator[None]:
    """What happens inside happens as part of an act of some other module."""
    with transaction.atomic():
        token = guard.current.set(guard.Running(spec_of(simpan_berkas), ctx, "uji", None))
        try:
            yield
        finally:
            guard.current.reset(token)
