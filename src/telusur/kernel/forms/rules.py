"""Who may fill, sign and read a form."""

from __future__ import annotations

from typing import Any

from telusur.kernel.base.rules import rule
from telusur.kernel.commands.context import Context
from telusur.kernel.forms.models import Rekaman
from telusur.kernel.forms.policy import policy_of


def is_party(ctx: Context, party: dict[str, Any]) -> bool:
    """Whether the actor is this person or, when no person is named, holds this role."""
    if party.get("id"):
        return bool(party["id"] == ctx.actor.id)
    return bool(party.get("role")) and ctx.actor.has(party["role"])


@rule("Formulir ini sekarang bukan giliran Anda.")
def giliran_pihak(ctx: Context, rekaman: Rekaman) -> bool | str:
    """The actor is the party of the current stage."""
    stage = rekaman.stage
    if stage is None:
        return True  # the state check says what happened to the record
    party = rekaman.pihak.get(stage.slot, {})
    if is_party(ctx, party):
        return True
    who = party.get("name") or stage.party
    return f"{rekaman.code} menunggu {stage.party.lower()} ({who}); hanya pihak itu yang dapat mengisi tahap ini."


@rule("Formulir ini belum dapat diisi.")
def gerbang_terbuka(ctx: Context, rekaman: Rekaman) -> bool | str:
    """The product lets the form be filled now."""
    return policy_of(rekaman).gate(ctx, rekaman) or True


@rule("Pada tahap ini formulir diselesaikan, tidak dikembalikan.")
def boleh_mengembalikan(ctx: Context, rekaman: Rekaman) -> bool:
    """The stage lets its party give the form back."""
    return rekaman.stage is None or rekaman.stage.may_return


@rule("Formulir ini hanya dapat dibuka oleh pihak yang mengisi atau menandatanganinya dan petugas yang menanganinya.")
def boleh_membaca(ctx: Context, rekaman: Rekaman) -> bool:
    """The actor is a party of the record, or the product lets them read it."""
    if ctx.actor.is_system or any(is_party(ctx, party) for party in rekaman.pihak.values()):
        return True
    return policy_of(rekaman).may_read(ctx, rekaman)
