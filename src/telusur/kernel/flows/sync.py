"""Keeps the table of open work in step with the rows it is about, at the end of every command."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from telusur.kernel.calendar.working_days import Calendar, calendar
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.guard import GuardedModel
from telusur.kernel.flows.models import NO_DEADLINE, WorkItem
from telusur.kernel.flows.work import Work

Key = tuple[UUID, str, str]
WRITTEN = (
    "subject_type", "module", "role", "person_id", "title", "detail", "act", "url", "case_id", "since", "days", "due_at",
    "sort_at",
)  # fmt: skip

LATER: dict[type, list[Callable[[Any], list[Work]]]] = {}


def register_work(model: type, tell: Callable[[Any], list[Work]]) -> None:
    """Let a later module say who must act next on a row that its own module has done with.

    That module calls ``refresh(ctx, row)`` in the command that changes the answer.
    """
    LATER.setdefault(model, []).append(tell)


def sync(ctx: Context, saved: Sequence[GuardedModel]) -> None:
    """Hook of ``guard.before_commit``: one read, at most one write and one delete for all rows of the command."""
    subjects = {_id_of(row): row for row in saved if hasattr(row, "work_items")}
    subjects.pop(None, None)
    if not subjects:
        return
    old: dict[Key, WorkItem] = {
        (item.subject_id, item.code, item.holder): item
        for item in WorkItem.objects.filter(subject_id__in=list(subjects))
    }
    new: dict[Key, WorkItem] = {}
    table = cache(calendar)  # asked at most once for all rows of the command, and only if a deadline is counted
    for subject_id, row in subjects.items():
        for work in _wanted(row):
            key = (subject_id, work.code, work.holder)
            new[key] = _item(ctx, row, subject_id, work, old.get(key), table)
    _write(item for key, item in new.items() if not _same(item, old.get(key)))
    if gone := [item.pk for key, item in old.items() if key not in new]:
        WorkItem.objects.filter(pk__in=gone).delete()


def refresh(ctx: Context, *rows: GuardedModel) -> None:
    """For a row whose work depends on other rows: call it inside the command that changed those."""
    sync(ctx, rows)


def _id_of(row: GuardedModel) -> Any:
    # Django empties the key of a deleted row; what was loaded still names it.
    return row.pk or getattr(row, "_loaded", {}).get("id")


def _wanted(row: Any) -> Iterable[Work]:
    if row.pk is None:
        return ()
    return [*row.work_items(), *(work for tell in LATER.get(type(row), ()) for work in tell(row))]


def _item(
    ctx: Context, row: GuardedModel, subject_id: UUID, work: Work, old: WorkItem | None, table: Callable[[], Calendar]
) -> WorkItem:
    since = work.since or (old.since if old else ctx.at)
    due = _due(work, since, old, table)
    return WorkItem(
        subject_type=row._meta.label_lower,
        subject_id=subject_id,
        module=row._meta.app_label,
        code=work.code,
        holder=work.holder,
        role=work.role,
        person_id=work.person_id,
        title=work.title[:120],
        detail=work.detail[:255],
        act=work.act[:40],
        url=work.url,
        case_id=work.case_id,
        since=since,
        days=work.days,
        due_at=due,
        sort_at=due or NO_DEADLINE,
    )


def _due(work: Work, since: datetime, old: WorkItem | None, table: Callable[[], Calendar]) -> datetime | None:
    if work.due_at is not None or work.days is None:
        return work.due_at
    if old is not None and old.days == work.days and old.since == since:
        return old.due_at
    return table().due_at(since, work.days)


def _same(item: WorkItem, old: WorkItem | None) -> bool:
    return old is not None and all(getattr(item, name) == getattr(old, name) for name in WRITTEN)


def _write(items: Iterable[WorkItem]) -> None:
    rows = list(items)
    if rows:
        WorkItem.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["subject_id", "code", "holder"], update_fields=list(WRITTEN)
        )
