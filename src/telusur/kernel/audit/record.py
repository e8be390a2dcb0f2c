"""Writing the trail."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db import models

from telusur.kernel.audit.mark import content_of, mark_of
from telusur.kernel.audit.models import ChangedRow, Entry, Outcome
from telusur.kernel.base.errors import DomainError

Refusal = TypeVar("Refusal", bound=DomainError)
# What an entry is called whose code is no command and no query.
titles: dict[str, str] = {}
PAGE = "halaman.buka"
titles[PAGE] = "Membuka halaman"


def record(
    ctx: Any,
    code: str,
    outcome: str,
    *,
    subject: Any = None,
    reason: str = "",
    changes: list[dict[str, Any]] | None = None,
    data: dict[str, Any] | None = None,
) -> Entry:
    """Add one entry. ``ctx`` is the Context of the act; ``subject`` a model row or None."""
    entry = Entry(
        at=ctx.at,
        code=code,
        outcome=outcome,
        reason=_storable(reason),
        actor_id=ctx.actor.id,
        actor_name=ctx.actor.name,
        actor_roles=" ".join(sorted(ctx.actor.roles)),
        subject_type=type_of(subject),
        subject_id=_id_of(subject),
        subject_label=_storable(str(subject))[:255] if subject is not None else "",
        channel=ctx.channel,
        request_id=ctx.request_id,
        changes=_storable(changes or []),
        data=_storable(data or {}),
    )
    names = [field.attname for field in Entry._meta.concrete_fields]
    entry.mark = mark_of(content_of(names, (getattr(entry, name) for name in names)))
    entry.save()
    changed = dict.fromkeys((one["type"], one["id"]) for one in entry.changes if "id" in one)
    if changed:
        ChangedRow.objects.bulk_create(ChangedRow(entry_id=entry.pk, type=kind, row_id=pk) for kind, pk in changed)
    return entry


def record_refusal(
    ctx: Any, code: str, refusal: Refusal, *, subject: Any = None, data: dict[str, Any] | None = None
) -> Refusal:
    """Add the entry of a refusal and give it back to be raised; however far it rises, it makes no second one."""
    record(ctx, code, Outcome.REFUSED, subject=subject, reason=refusal.sentence, data=data)
    refusal.recorded = True
    return refusal


def _storable(value: Any) -> Any:
    """Without what a database cannot hold as text: a NUL character in somebody's input must not stop the trail."""
    if isinstance(value, str):
        if value.isascii() and "\x00" not in value:
            return value
        return value.replace("\x00", "�").encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {name: _storable(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_storable(one) for one in value]
    return value


def type_of(subject: Any) -> str:
    """How the trail names the kind of a subject: ``aplikasi.permohonan``."""
    return subject._meta.label_lower if isinstance(subject, models.Model) else ""


def _id_of(subject: Any) -> str:
    return str(subject.pk) if isinstance(subject, models.Model) and subject.pk else ""


def last_act(subject: models.Model) -> Entry | None:
    """The latest act that succeeded on this row."""
    return (
        Entry.objects.filter(subject_type=type_of(subject), subject_id=str(subject.pk), outcome=Outcome.DONE)
        .order_by("-id")
        .first()
    )
