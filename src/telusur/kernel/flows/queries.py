"""What waits for whom. Reads of the table of open work; few queries and light rows, because this is everybody's first page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import cache
from typing import Any, NamedTuple, Protocol
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet

from telusur.kernel.base import clock
from telusur.kernel.base.paging import Amount, counted_to_limit
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.base.text_index import holding
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.guard import GuardedModel
from telusur.kernel.commands.registry import query
from telusur.kernel.flows.models import NO_DEADLINE, WorkItem
from telusur.kernel.flows.work import person_holder, role_holder

PER_PAGE = 25
BADGE_LIMIT = 100
LATE, TODAY, WEEK, LATER = "lewat", "hari-ini", "pekan-ini", "kemudian"
GROUPS = {LATE: "Lewat tenggat", TODAY: "Jatuh tempo hari ini", WEEK: "Pekan ini", LATER: "Kemudian"}
Stretch = tuple[datetime, datetime]
EARLIEST, LATEST = datetime(1, 1, 2, tzinfo=UTC), NO_DEADLINE + timedelta(hours=1)
SORTS = {
    "tenggat": ("sort_at", "id"),
    "sejak": ("since", "id"),
    "jenis": ("module", "title", "sort_at", "id"),
    "pemegang": ("holder", "sort_at", "id"),
}


@dataclass(frozen=True, slots=True)
class WorkFilter:
    """What a list is narrowed to; empty values narrow nothing. ``due`` is one of the four groups."""

    search: str = ""
    kind: str = ""
    due: str = ""
    role: str = ""
    person: str = ""
    sort: str = "tenggat"

    def __str__(self) -> str:
        return "tugas semua orang"


def _sum(amounts: Iterable[Amount]) -> Amount:
    every = list(amounts)
    return Amount(sum(every), more=any(one.more for one in every))


class Waiting(NamedTuple):
    """One thing to do, as lists show it."""

    title: str
    detail: str
    act: str
    url: str
    since: datetime
    due_at: datetime | None
    role: str
    person_id: UUID | None


class Holder(Protocol):
    """What may wait for a person."""

    @property
    def person_id(self) -> UUID | None: ...


@dataclass(frozen=True, slots=True)
class Group:
    """Items of one page that share a term. ``count`` is how many there are in all."""

    code: str
    title: str
    count: Amount
    items: Sequence[Waiting]

    @property
    def more(self) -> Amount:
        """How many of this group are not on this page."""
        return Amount(self.count - len(self.items), more=self.count.more)


@dataclass(frozen=True, slots=True)
class WorkPage:
    """One page of open work. ``counts`` are per group, before the filter by term."""

    page: Page[Waiting]
    groups: Sequence[Group]
    counts: dict[str, Amount]

    @property
    def items(self) -> Sequence[Waiting]:
        """The rows of this page in order."""
        return list(self.page.object_list)

    @property
    def total(self) -> Amount:
        """How many there are over all terms."""
        return _sum(self.counts.values())


class _Counted(Paginator):  # type: ignore[type-arg]
    """A paginator that was told how many rows there are, so that it does not count them again."""

    def __init__(self, count: Amount) -> None:
        super().__init__((), PER_PAGE)
        self._known = count

    @property
    def count(self) -> Amount:
        return self._known


class _OnePage(Page[Waiting]):
    """A page that goes on behind the last number that was counted, as long as it is full."""

    def has_next(self) -> bool:
        counted: Any = self.paginator.count
        return super().has_next() or (counted.more and len(self.object_list) == PER_PAGE)

    def next_page_number(self) -> int:
        return self.number + 1


def mine(ctx: Context, *, search: str = "", kind: str = "", due: str = "", page: int = 1) -> WorkPage:
    """What waits for the actor, by person or by role, most urgent first; 25 a page. Five queries."""
    wanted = WorkFilter(search=search, kind=kind, due=due)
    return _page(ctx, wanted, page, _holders(ctx))


def count_mine(ctx: Context, limit: int = BADGE_LIMIT) -> int:
    """How much waits for the actor, counted no further than ``limit``: for the badge beside the menu entry."""
    return WorkItem.objects.filter(holder__in=_holders(ctx)).order_by()[:limit].count()


@query(
    code="flows.lihat_semua",
    title="Melihat tugas semua orang",
    roles=[*settings.STAFF_ROLES, *settings.KEEPER_ROLES],
    permit=by_role_alone,
    subject="wanted",
    logged=False,
)
def all_items(ctx: Context, *, wanted: WorkFilter, page: int = 1) -> WorkPage:
    """What waits for anybody: who holds it, since when, until when. Five queries."""
    return _page(ctx, wanted, page)


def names_of(ctx: Context, items: Iterable[Holder]) -> dict[UUID, str]:
    """Names of the persons who hold these items, for an actor who was shown them and has signed in; one query at most."""
    from telusur.kernel.accounts.models import User

    if ctx.actor.user is None:
        return {}
    ids = {item.person_id for item in items if item.person_id is not None}
    return dict(User.objects.filter(pk__in=ids).values_list("pk", "name")) if ids else {}


@cache
def kinds() -> tuple[tuple[str, str], ...]:
    """Modules whose rows can need work: label and name, for the filter."""
    labels = {
        model._meta.app_label
        for model in apps.get_models()
        if issubclass(model, GuardedModel) and hasattr(model, "work_items")
    }
    pairs = ((label, str(apps.get_app_config(label).verbose_name)) for label in labels)
    return tuple(sorted(pairs, key=lambda pair: pair[1]))


def _holders(ctx: Context) -> list[str]:
    return [*(role_holder(role) for role in sorted(ctx.actor.roles)), person_holder(ctx.actor.id)]


def _page(ctx: Context, wanted: WorkFilter, page: int, holders: Sequence[str] = ()) -> WorkPage:
    """``holders`` for the list of one person; without them what the filter leaves of everybody's."""
    stretches, found = _stretches(ctx), _found(wanted)
    held = found.filter(holder__in=holders) if holders else found
    counts = {code: counted_to_limit(_within(held, stretch)) for code, stretch in stretches.items()}
    chosen = stretches.get(wanted.due)
    count = counts[wanted.due] if chosen else _sum(counts.values())
    paginator = _Counted(count)
    number = max(page, 1) if count.more else min(max(page, 1), paginator.num_pages)
    parts = [found.filter(holder=holder) for holder in holders] or [found]
    rows = _rows([_within(part, chosen) for part in parts] if chosen else parts, _order(wanted.sort), number)
    return WorkPage(_OnePage(rows, number, paginator), _groups(rows, counts, stretches), counts)


def _found(wanted: WorkFilter) -> QuerySet[WorkItem]:
    """What the filter leaves, whatever its term."""
    found = WorkItem.objects.filter(_condition(wanted)) if wanted.kind or wanted.search else WorkItem.objects.all()
    if wanted.person:
        return found.filter(holder=person_holder(wanted.person))
    return found.filter(role=wanted.role) if wanted.role else found


def _within(found: QuerySet[WorkItem], stretch: Stretch) -> QuerySet[WorkItem]:
    return found.filter(sort_at__gte=stretch[0], sort_at__lt=stretch[1])


def _rows(parts: Sequence[QuerySet[WorkItem]], order: Sequence[str], page: int) -> list[Waiting]:
    """One page of what each holder has: the first of each come sorted from the index, only these are merged and read.

    Sorting everything a role holds to show 25 of it costs many times as much with 20,000 open items.
    """
    first, last = (page - 1) * PER_PAGE, page * PER_PAGE
    if len(parts) == 1:
        found = parts[0]
    else:
        firsts = [
            WorkItem.objects.filter(pk__in=part.order_by(*order).values("pk")[:last]).values("pk") for part in parts
        ]
        found = WorkItem.objects.filter(pk__in=firsts[0].union(*firsts[1:], all=True))
    return [Waiting(*row) for row in found.order_by(*order).values_list(*Waiting._fields)[first:last]]


def _order(sort: str) -> tuple[str, ...]:
    """A column of the list, descending with a minus before it, as the head cells write it."""
    columns = SORTS.get(sort.removeprefix("-"), SORTS["tenggat"])
    return tuple(f"-{name}" for name in columns) if sort.startswith("-") else columns


def _condition(wanted: WorkFilter) -> Q:
    found = Q(module=wanted.kind) if wanted.kind else Q()
    for word in wanted.search.split()[:6]:
        found &= holding(WorkItem, {"title": word, "detail": word})
    return found


def _stretches(ctx: Context) -> dict[str, Stretch]:
    now, today_ends, week_ends = _limits(ctx)
    return {LATE: (EARLIEST, now), TODAY: (now, today_ends), WEEK: (today_ends, week_ends), LATER: (week_ends, LATEST)}


def _limits(ctx: Context) -> tuple[datetime, datetime, datetime]:
    """Now, the end of today and the end of Sunday, institution time."""
    midnight = datetime.combine(ctx.today + timedelta(days=1), time(), tzinfo=clock.zone())
    return ctx.at, midnight, midnight + timedelta(days=6 - ctx.today.weekday())


def _groups(items: Sequence[Waiting], counts: dict[str, Amount], stretches: dict[str, Stretch]) -> list[Group]:
    limits = [(end, code) for code, (_, end) in stretches.items()]  # in the order of time
    sorted_in: dict[str, list[Waiting]] = {code: [] for code in GROUPS}
    for item in items:
        at = item.due_at or NO_DEADLINE
        sorted_in[next(code for end, code in limits if at < end)].append(item)
    return [Group(code, GROUPS[code], counts[code], rows) for code, rows in sorted_in.items() if rows]
