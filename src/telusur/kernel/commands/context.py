"""Who acts, when, by which door. Every command and query takes one; nothing else knows the time or the actor."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from telusur.kernel.base import clock
from telusur.kernel.base.errors import ProofNeeded
from telusur.kernel.base.request_id import current_request_id

PROOF_LASTS = timedelta(minutes=15)
SYSTEM_ROLE = "sistem"
PUBLIC_ROLE = "publik"


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, the system itself or the anonymous public, as seen at one moment.

    ``roles`` are those valid at that moment. ``user`` is the account, None for system and public.
    """

    id: str
    name: str
    roles: frozenset[str]
    user: Any = None

    @property
    def is_public(self) -> bool:
        return PUBLIC_ROLE in self.roles

    @property
    def is_system(self) -> bool:
        return SYSTEM_ROLE in self.roles

    def has(self, *roles: str) -> bool:
        """Whether the actor holds one of these roles."""
        return not self.roles.isdisjoint(roles)


PUBLIC = Actor("publik", "Publik", frozenset({PUBLIC_ROLE}))


@dataclass(frozen=True, slots=True)
class Context:
    """The frame of one act. ``at`` is the only clock (UTC); ``proof_at`` is when the actor last proved who they are."""

    actor: Actor
    at: datetime
    channel: str
    request_id: UUID = field(default_factory=current_request_id)
    proof_at: datetime | None = None

    @property
    def today(self) -> date:
        """The institution's calendar day of the act."""
        return clock.day_of(self.at)

    @property
    def proven(self) -> bool:
        """Whether the last proof of identity is fresh enough to sign (15 minutes)."""
        return self.actor.is_system or (self.proof_at is not None and self.at - self.proof_at <= PROOF_LASTS)

    def ensure_proven(self) -> None:
        """Raise ProofNeeded unless the actor has just proved who they are."""
        if not self.proven:
            raise ProofNeeded("Buktikan identitas Anda sekali lagi untuk menandatangani.")

    def emit(self, name: str, /, **payload: Any) -> None:
        """Announce a fact besides the one every command announces by itself. Only inside a command."""
        from telusur.kernel.commands.guard import running_command
        from telusur.kernel.outbox.queue import put

        running_command()
        put(at=self.at, name=name, payload=payload, request_id=self.request_id)


def system_context(name: str, *, at: datetime | None = None, channel: str = "job") -> Context:
    """The context of a job, a subscriber or an import that no person issued. ``name`` is what the trail shows."""
    moment = at or clock.now()
    actor = Actor(f"sistem:{name}", f"Sistem ({name})", frozenset({SYSTEM_ROLE}))
    return Context(actor=actor, at=moment, channel=channel, proof_at=moment)


def public_context(*, at: datetime | None = None, channel: str = "web") -> Context:
    """The context of somebody who has not signed in."""
    return Context(actor=PUBLIC, at=at or clock.now(), channel=channel)


def later(ctx: Context, **changes: Any) -> Context:
    """A copy of the context with other values."""
    return replace(ctx, **changes)
