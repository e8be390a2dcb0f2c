"""From a request or an account to the Context that every command and query takes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from allauth.account.authentication import get_authentication_records
from django.http import HttpRequest

from telusur.kernel.accounts.models import RoleAssignment, User
from telusur.kernel.base import clock
from telusur.kernel.commands.context import Actor, Context, public_context


def context_of(request: HttpRequest, *, channel: str = "web") -> Context:
    """The context of this request; made once per request, so that one page has one time and one actor."""
    made: Context | None = getattr(request, "_telusur_context", None)
    if made is None:
        made = _make(request, channel)
        request._telusur_context = made  # type: ignore[attr-defined]
    return made


def forget_context(request: HttpRequest) -> None:
    """Make the next ``context_of`` look again: after a fresh proof of identity or a sign-in."""
    request._telusur_context = None  # type: ignore[attr-defined]


def _make(request: HttpRequest, channel: str) -> Context:
    user: Any = request.user
    if not user.is_authenticated:
        return public_context(channel=channel)
    return context_for(user, channel=channel, proof_at=last_proof(request))


def context_for(
    user: User, *, at: datetime | None = None, channel: str = "web", proof_at: datetime | None = None
) -> Context:
    """The context of an account at a moment, with the roles valid on that day."""
    moment = at or clock.now()
    roles = RoleAssignment.objects.filter(RoleAssignment.valid_on(clock.day_of(moment)), user=user)
    actor = Actor(str(user.pk), user.name, frozenset(roles.values_list("role", flat=True)), user)
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
