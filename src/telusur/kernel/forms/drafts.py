"""Drafts: what a party types belongs to them until they submit it. No command, no trail; an owner-checked write."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from telusur.kernel.audit.record import record_refusal
from telusur.kernel.base.errors import Invalid, NotPermitted, WrongState
from telusur.kernel.commands.context import Context
from telusur.kernel.forms.digest import canonical
from telusur.kernel.forms.models import Draft, Rekaman
from telusur.kernel.forms.privacy import seal, unseal
from telusur.kernel.forms.rules import gerbang_terbuka, giliran_pihak
from telusur.kernel.forms.validation import MAX_BYTES, sorted_out

SUBMIT = "forms.ajukan"


@dataclass(frozen=True, slots=True)
class Saved:
    """``newer``: fields that another tab wrote after the revision this one had seen."""

    draft: Draft
    newer: dict[str, Any] = field(default_factory=dict)


class PartlySaved(Invalid):
    """Some values make no sense; all the others are kept (``saved``)."""

    def __init__(self, errors: Mapping[str, list[str]], saved: Saved) -> None:
        super().__init__(next(iter(errors.values()))[0], errors)
        self.saved = saved


def save(ctx: Context, rekaman: Rekaman, changes: Mapping[str, Any], revision: int = 0) -> Saved:
    """Merge the changed fields, and only those, into the draft of the current turn; two tabs do not overwrite each
    other.

    Raises NotPermitted if it is not the actor's turn, WrongState if the form is closed, PartlySaved for an unknown
    field or a value of the wrong shape, when all the rest is kept, Invalid for a draft above 512 KB. Whoever types where
    it is not their turn, or not yet time, tried to go past a step: that refusal is in the trail (P508 9.2.1).
    """
    try:
        saved, errors = _merge(ctx, rekaman, changes, revision)
    except (NotPermitted, WrongState) as refusal:
        record_refusal(ctx, SUBMIT, refusal, subject=rekaman)
        raise
    if errors:
        raise PartlySaved(errors, saved)
    return saved


def _merge(
    ctx: Context, rekaman: Rekaman, changes: Mapping[str, Any], revision: int
) -> tuple[Saved, dict[str, list[str]]]:
    with transaction.atomic():
        fresh = Rekaman.objects.select_for_update(of=("self",)).get(pk=rekaman.pk)
        stage = _turn(ctx, fresh)
        content = fresh.content(slot=stage.slot)
        values, errors = sorted_out(content, stage.slot, changes)
        draft = Draft.objects.filter(rekaman=fresh, tahap=fresh.tahap).first() or Draft(
            rekaman=fresh, tahap=fresh.tahap, owner_id=ctx.actor.id
        )
        newer = {
            path: value
            for path, value in unseal(draft.isi).items()
            if draft.marks.get(path, 0) > revision and path not in values
        }
        if errors and not values:
            return Saved(draft, newer), errors
        draft.revision += 1
        draft.isi = {**draft.isi, **seal(fresh.definition, values)}
        draft.marks = {**draft.marks, **dict.fromkeys(values, draft.revision)}
        draft.owner_id = ctx.actor.id
        draft.saved_at = ctx.at
        if len(canonical(draft.isi)) > MAX_BYTES:
            raise Invalid(
                "Isi formulir ini melebihi 512 KB. Pindahkan teks yang panjang ke berkas lalu unggah berkasnya."
            )
        draft.save()
    return Saved(draft, newer), errors


def _turn(ctx: Context, rekaman: Rekaman) -> Any:
    if (stage := rekaman.stage) is None:
        raise WrongState(f"{rekaman} berstatus “{rekaman.get_status_display()}”; isinya tidak dapat diubah lagi.")
    if why := giliran_pihak.why_not(ctx, rekaman) or gerbang_terbuka.why_not(ctx, rekaman):
        raise NotPermitted(why)
    return stage


def of(rekaman: Rekaman) -> dict[str, Any]:
    """What has been typed in the current turn, by path."""
    draft = Draft.objects.filter(rekaman=rekaman, tahap=rekaman.tahap).first()
    return unseal(draft.isi) if draft else {}
