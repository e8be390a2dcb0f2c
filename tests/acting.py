"""How tests make people and act as them; the same for both products."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any

from django.test import Client
from django.utils import timezone

from telusur.kernel.accounts.context import context_for
from telusur.kernel.accounts.models import RoleAssignment, User
from telusur.kernel.audit.record import record
from telusur.kernel.commands import guard
from telusur.kernel.commands.context import Context, system_context

PASSWORD = "kereta-senja-2026"
SINCE = date(2026, 1, 5)


@contextmanager
def bypass(module: str, *, ctx: Context | None = None, recorded: bool = False) -> Iterator[None]:
    """Let rows of one module be saved without a command: for making the world a test begins in, never for the act it tests.

    ``recorded``: the trail gets them as a command would leave them, an entry for each.
    """
    spec: Any = None
    running = guard.Running(spec=spec, ctx=ctx or system_context("pabrik"), module=module, parent=None)
    token = guard.current.set(running)
    try:
        yield
    finally:
        guard.current.reset(token)
    for (_, pk), row in running.saved.items() if recorded else ():
        changes = [one for one in running.changes if one.get("id") == str(pk)]
        record(running.ctx, f"{module}.pabrik", "done", subject=row, changes=changes)


def make_user(nick: str, name: str, *roles: str, password: str = PASSWORD, since: date = SINCE) -> User:
    """An account ``nick@uji.example`` with these roles."""
    user = User(
        name=name, email=f"{nick}@uji.example", phone="+6281200000000", created_at=datetime(2026, 1, 5, tzinfo=UTC)
    )
    user.set_password(password)
    with bypass("accounts"):
        user.save()
        for role in roles:
            RoleAssignment(user=user, role=str(role), valid_from=since, basis="Data uji").save()
    return user


def ctx(user: User, *, at: datetime | None = None) -> Context:
    """The user's context, identity just proved; now unless ``at`` says otherwise."""
    moment = at or timezone.now()
    return context_for(user, at=moment, proof_at=moment)


def client_of(user: User, *, proven: bool = True) -> Client:
    """A signed-in Django client; its session holds a fresh proof by password, or one that is too old."""
    client = Client()
    client.force_login(user)
    at = time.time() - (0 if proven else 3600)
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": at, "reauthenticated": True}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return client
