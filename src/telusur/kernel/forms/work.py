"""Whose turn it is, as something to do in *Tugas saya*."""

from __future__ import annotations

from uuid import UUID

from telusur.kernel.flows.work import Work
from telusur.kernel.forms.models import Rekaman


def work_of(rekaman: Rekaman) -> list[Work]:
    """One thing to do while the form is open: fill it or sign it."""
    stage = rekaman.stage
    party = rekaman.pihak.get(stage.slot, {}) if stage else {}
    if stage is None or not (party.get("id") or party.get("role")):
        return []  # nobody named yet: the module that opened the form names the party
    act = "Tandatangani" if stage.sign_only else stage.title
    return [
        Work(
            code=f"forms.{rekaman.code}.{stage.slot}",
            title=f"{act} {rekaman.name}",
            detail=rekaman.label,
            act=act,
            url=rekaman.get_absolute_url(),
            role="" if party.get("id") else party.get("role", ""),
            person_id=UUID(party["id"]) if party.get("id") else None,
            days=stage.days,
            case_id=rekaman.case_id,
            since=rekaman.turn_since,
        )
    ]
