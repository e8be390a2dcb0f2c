"""BNSP as a partner: whether it is connected, and in whose name its messages act."""

from __future__ import annotations

from django.conf import settings

from telusur.kernel.base.errors import NotPermitted
from telusur.kernel.commands.context import Actor, Context
from telusur.kernel.exchange.kinds import Fact
from telusur.kernel.exchange.models import Partner
from telusur.lsp.roles import NAMES, Role


def bnsp() -> Partner | None:
    """The partner that is BNSP, None when its system is not connected."""
    found: Partner | None = Partner.objects.filter(code=settings.BNSP_CODE).first()
    return found


def atas_nama_bnsp(ctx: Context, fact: Fact) -> Context:
    """The same moment and channel, acting as BNSP. Raises NotPermitted for any other partner."""
    if fact.partner.code != settings.BNSP_CODE:
        raise NotPermitted(f"Hanya BNSP yang dapat memberitahukan {fact.kind}.")
    actor = Actor(str(Role.BNSP), NAMES[Role.BNSP], frozenset({str(Role.BNSP)}))
    return Context(actor=actor, at=ctx.at, channel=ctx.channel, request_id=ctx.request_id)
