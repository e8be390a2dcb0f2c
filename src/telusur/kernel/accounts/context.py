"""From a request or an account to the Context that every command and query takes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from allauth.account.authentication import get_authentication_records
from django.db.models import Exists, OuterRef
from django.http import HttpRequest

from telusur.kernel.accounts.models import RoleAssignment, SecondFactorRule, User
from telusur.kernel.base import clock
from telusur.kernel.commands.context import Actor, Context, public_context


def roles_held(user: User, day: date) -> list[tuple[str, bool]]:
    """The roles of a person on this day, and whether each requires a second factor; one query."""
    required = Exists(SecondFactorRule.objects.filter(role=OuterRef("role"), required=True))
    rows = RoleAssignment.objects.filter(RoleAssignment.valid_on(day), user=user)
    return list(rows.values_list("role", required))


def roles_of(request: HttpRequest) -> list[tuple[str, bool]]:
    """The same for whoever is signed in, today; asked once per request."""
    user: Any = request.user
    key = (user.pk, clock.day_of(clock.now()))
    known = getattr(request, "_telusur_roles", None)
    if known is None or known[0] != key:
        known = request._telusur_roles = key, roles_held(user, key[1])  # type: ignore[attr-defined]
    held: list[tuple[str, bool]] = known[1]
    return held


def context_of(request: HttpRequest, *, channel: str = "web") -> Context:
    """The context of this request; made once per request, so that one page has one time and one actor."""
    made: Context | None = getattr(request, "_telusur_context", None)
    if made is None:
        made = _make(request, channel)
        request._telusur_context = made  # type: ignore[attr-defined]
    return made


def forget_context(request: HttpRequest) -> None:
    """Make the next ``context_of`` look again: after a fresh proof of identity or a sign-in."""
    request._telusur_context = request._telusur_roles = None  # type: ignore[attr-defined]


def _make(request: HttpRequest, channel: str) -> Context:
    user: Any = request.user
    if not user.is_authenticated:
        return public_context(channel=channel)
    return _context(user, clock.now(), roles_of(request), channel, last_proof(request))


def context_for(
    user: User, *, at: datetime | None = None, channel: str = "web", proof_at: datetime | None = None
) -> Context:
    """The context of an account at a moment, with the roles valid on that day."""
    moment = at or clock.now()
    return _context(user, moment, roles_held(user, clock.day_of(moment)), channel, proof_at)


def _context(
    user: User, moment: datetime, held: list[tuple[str, bool]], channel: str, proof_at: datetime | None
) -> Context:
    actor = Actor(str(user.pk), user.name, frozenset(role for role, _ in held), user)
    return Context(actor=actor, at=moment, channel=channel, proof_at=proof_at)


def as_owner(ctx: Context) -> Context:
    """The same context, with the role that everybody has towards their own account, whatever else they hold."""
    from telusur.kernel.accounts.commands import OWNER

    return replace(ctx, actor=replace(ctx.actor, roles=ctx.actor.roles | {OWNER}))


def last_proof(request: HttpRequest) -> datetime | None:
    """When this session last proved that it belongs to the account now signed in: password, second factor or passkey."""
    user: Any = request.user
    records = get_authentication_records(request, user if user.is_authenticated else None)
    moments = [record["at"] for record in records if "at" in record]
    return datetime.fromtimestamp(max(moments), tz=UTC) if moments else None
