"""Reading the trail: of given subjects, and all of it for those who may."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.paginator import Page
from django.db.models import Q, QuerySet

from telusur.kernel.audit.models import Entry, Outcome
from telusur.kernel.audit.record import titles
from telusur.kernel.audit.seal import last_seal
from telusur.kernel.base import clock
from telusur.kernel.base.paging import Amount, Pages, counted_to_limit
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.base.text_index import holding
from telusur.kernel.commands.commands import SYSTEM_KEEPER
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.registry import REGISTRY, query

PER_PAGE = 50
LONGEST_VALUE = 120


@dataclass(frozen=True, slots=True)
class Filter:
    """What to look for. ``text`` in the names of actor and subject; ``code`` an act or the beginning of its code."""

    text: str = ""
    code: str = ""
    outcome: str = ""
    actor_id: str = ""
    subject_type: str = ""
    subject_id: str = ""
    since: date | None = None
    until: date | None = None

    def __str__(self) -> str:
        return "jejak"


def for_subjects(subjects: Iterable[tuple[str, Any]]) -> QuerySet[Entry]:
    """Entries about these (type, id), oldest first, as ``audit.record.type_of`` names types. The caller asks who may see."""
    by_type: dict[str, list[str]] = {}
    for kind, subject_id in subjects:
        by_type.setdefault(kind, []).append(str(subject_id))
    return about(by_type.items())


def about(kinds: Iterable[tuple[str, Sequence[Any]]]) -> QuerySet[Entry]:
    """The same for types with all their ids."""
    wanted = Q(pk__in=[])
    for kind, ids in kinds:
        wanted |= Q(subject_type=kind, subject_id__in=ids)
    entries: QuerySet[Entry] = Entry.objects.filter(wanted).order_by("id")
    return entries


@query(
    code="audit.telusuri",
    title="Menelusuri jejak",
    roles=[SYSTEM_KEEPER, *getattr(settings, "AUDIT_READERS", [])],
    permit=by_role_alone,
    subject="saringan",
    logged=False,
    clause="P508 10.2.6",
)
def search(ctx: Context, *, saringan: Filter, page: str | int = 1) -> Page[Entry]:
    """One page of the whole trail, latest first. Raises NotPermitted (recorded)."""
    return Pages(_found(saringan), PER_PAGE).get_page(page)


@dataclass(frozen=True, slots=True)
class Sealing:
    """How far the trail is sealed; ``unsealed`` counted to the limit of lists."""

    seals: int
    last_at: datetime | None
    unsealed: Amount


def sealing() -> Sealing:
    """For the head of the page; the trail itself is not counted."""
    last = last_seal()
    waiting = Entry.objects.filter(id__gt=last.last_entry) if last else Entry.objects.all()
    return Sealing(last.number if last else 0, last.at if last else None, counted_to_limit(waiting))


def _found(wanted: Filter) -> QuerySet[Entry]:
    found: QuerySet[Entry] = Entry.objects.order_by("-id")
    exact = {
        "outcome": wanted.outcome,
        "actor_id": wanted.actor_id,
        "subject_type": wanted.subject_type,
        "subject_id": wanted.subject_id,
        "code__startswith": wanted.code,
    }
    found = found.filter(**{name: value for name, value in exact.items() if value})
    if wanted.text:
        found = found.filter(holding(Entry, {"actor_name": wanted.text, "subject_label": wanted.text}))
    if wanted.since:
        found = found.filter(at__gte=clock.start_of(wanted.since))
    if wanted.until:
        found = found.filter(at__lt=clock.end_of(wanted.until))
    return found


def title_of(entry: Entry) -> str:
    """What was done, in words; the code itself for an act this release no longer knows."""
    spec = REGISTRY.get(entry.code)
    return spec.title if spec else titles.get(entry.code, entry.code)


def outcome_of(entry: Entry) -> str:
    """Dilakukan, Ditolak, Dibaca."""
    return str(Outcome(entry.outcome).label)


def changes_of(entry: Entry) -> list[str]:
    """The changes of rows as lines to read: ``Permohonan, status: Diajukan → Diterima``."""
    return [line for change in entry.changes for line in _lines(change)]


def _lines(change: dict[str, Any]) -> list[str]:
    model = _model(change["type"])
    name = str(model._meta.verbose_name).capitalize() if model else change["type"]
    if "count" in change:
        return [f"{name}: {change['count']} baris baru"]
    before, after = change.get("before", {}), change.get("after", {})
    names = [one for one in (after or before) if one != "id"]
    if change["act"] == "create":
        return [f"{name} baru, {_label(model, one)}: {_value(model, one, after[one])}" for one in names]
    if change["act"] == "delete":
        return [f"{name} dihapus, {_label(model, one)}: {_value(model, one, before[one])}" for one in names]
    return [
        f"{name}, {_label(model, one)}: {_value(model, one, before.get(one))} → {_value(model, one, after[one])}"
        for one in names
    ]


def _model(label: str) -> Any:
    try:
        return apps.get_model(label)
    except LookupError:
        return None


def _field(model: Any, name: str) -> Any:
    return (
        next((one for one in model._meta.concrete_fields if name in (one.attname, one.name)), None) if model else None
    )


def _label(model: Any, name: str) -> str:
    field = _field(model, name)
    return str(field.verbose_name) if field is not None else name


def _value(model: Any, name: str, value: Any) -> str:
    if value in (None, "", [], {}):
        return "kosong"
    field = _field(model, name)
    words = str(dict(getattr(field, "flatchoices", None) or {}).get(value, value) if isinstance(value, str) else value)
    return words if len(words) <= LONGEST_VALUE else f"{words[:LONGEST_VALUE]}…"
