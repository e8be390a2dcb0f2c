"""What waits for whom. Reads of the table of open work; few queries and light rows, because this is everybody's first page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from functools import cache, lru_cache
from itertools import chain
from typing import Any, NamedTuple, Protocol
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.core.paginator import Page, Paginator
from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from telusur.kernel.base import clock
from telusur.kernel.base.ready import Ready, Slot, filled, slots, words
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.guard import GuardedModel
from telusur.kernel.commands.registry import query
from telusur.kernel.flows.models import NO_DEADLINE, WorkItem
from telusur.kernel.flows.work import person_holder, role_holder

PER_PAGE = 25
BADGE_LIMIT = 100
LATE, TODAY, WEEK, LATER = "lewat", "hari-ini", "pekan-ini", "kemudian"
GROUPS = {LATE: "Lewat tenggat", TODAY: "Jatuh tempo hari ini", WEEK: "Pekan ini", LATER: "Kemudian"}
SHAPES = 256  # filters whose statements are kept
Stretch = tuple[datetime, datetime]
EARLIEST, LATEST = datetime(1, 1, 2, tzinfo=UTC), NO_DEADLINE + timedelta(hours=1)
COUNT_LIMIT = 500
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


class Amount(int):
    """How many there are, counted up to ``COUNT_LIMIT``; where there are more it reads ``1.000+``.

    Nobody works by the difference between 3,000 and 3,001, but counting them would cost more than all else on the page.
    """

    more: bool

    def __new__(cls, value: int, *, more: bool = False) -> Amount:
        made = super().__new__(cls, value)
        made.more = more
        return made

    def __str__(self) -> str:
        return f"{int(self)}+" if self.more else int.__repr__(self)


def _counted_to_limit(found: int) -> Amount:
    return Amount(min(found, COUNT_LIMIT), more=found > COUNT_LIMIT)


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
    """What waits for the actor, by person or by role, most urgent first; 25 a page. Two queries."""
    wanted = WorkFilter(search=search, kind=kind, due=due)
    return _page(ctx, wanted, page, _holders(ctx))


def count_mine(ctx: Context, limit: int = BADGE_LIMIT) -> int:
    """How much waits for the actor, counted no further than ``limit``: for the badge beside the menu entry."""
    holders = _holders(ctx)
    return _waiting(len(holders), limit).count(holder=holders)


@cache
def _waiting(holders: int, limit: int) -> Ready[int]:
    waiting = WorkItem.objects.filter(holder__in=slots("holder", str, holders))
    return Ready(lambda: waiting.order_by().values_list("pk", flat=True)[:limit])


@query(
    code="flows.lihat_semua",
    title="Melihat tugas semua orang",
    roles=[*settings.STAFF_ROLES, *settings.KEEPER_ROLES],
    permit=by_role_alone,
    subject="wanted",
    logged=False,
)
def all_items(ctx: Context, *, wanted: WorkFilter, page: int = 1) -> WorkPage:
    """What waits for anybody: who holds it, since when, until when. Two queries."""
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
    stretches, chosen = _stretches(ctx), wanted.due in GROUPS
    values: dict[str, Any] = dict(zip(_names(len(holders)), holders, strict=True))
    values |= {f"{code}.{end}": at for code, pair in stretches.items() for end, at in enumerate(pair)}
    counts = _counted(wanted, len(holders), values)
    count = counts[wanted.due] if chosen else _sum(counts.values())
    paginator = _Counted(count)
    number = max(page, 1) if count.more else min(max(page, 1), paginator.num_pages)
    items = [Waiting(*row) for row in _rows(wanted, len(holders), number).all(**values)]
    return WorkPage(_OnePage(items, number, paginator), _groups(items, counts, stretches), counts)


def _names(holders: int) -> list[str]:
    return [f"holder.{index}" for index in range(holders)]


def _held_by(holders: int) -> Sequence[str | None]:
    """Whose items a statement is about: those of each holder apart, or everybody's at once."""
    return _names(holders) or (None,)


def _found(wanted: WorkFilter, holder: str | None) -> QuerySet[WorkItem]:
    """What the filter leaves, whatever its term, of one holder (by the name of its slot) or of everybody."""
    found = WorkItem.objects.filter(_condition(wanted)) if wanted.kind or wanted.search else WorkItem.objects.all()
    if holder is not None:
        return found.filter(holder=Slot(holder, str))
    if wanted.person:
        return found.filter(holder=person_holder(wanted.person))
    return found.filter(role=wanted.role) if wanted.role else found


def _within(found: QuerySet[WorkItem], code: str) -> QuerySet[WorkItem]:
    return found.filter(sort_at__gte=Slot(f"{code}.0", datetime), sort_at__lt=Slot(f"{code}.1", datetime))


@lru_cache(maxsize=SHAPES)
def _rows(wanted: WorkFilter, holders: int, page: int) -> Ready[tuple[Any, ...]]:
    """The rows of one page: the first of each holder come ready sorted from the index, only these are merged and read.

    Sorting everything a role holds to show 25 of it costs many times as much with 20,000 open items.
    """
    first, last = (page - 1) * PER_PAGE, page * PER_PAGE
    order = _order(wanted.sort)
    names = list(dict.fromkeys(name.removeprefix("-") for name in (*order, "id")))
    parts = [_found(wanted, holder) for holder in _held_by(holders)]
    if wanted.due in GROUPS:
        parts = [_within(part, wanted.due) for part in parts]
    written = [part.order_by(*order).values(*names)[:last].query.sql_with_params() for part in parts]
    union = " UNION ALL ".join(f"SELECT id FROM ({sql}) AS part" for sql, _ in written)  # noqa: S608  (Django's own SQL)
    params = list(chain.from_iterable(params for _, params in written))
    merged = WorkItem.objects.filter(id__in=RawSQL(union, params)).order_by(*order)  # noqa: S611
    return Ready(lambda: merged.values_list(*Waiting._fields)[first:last])


def _order(sort: str) -> tuple[str, ...]:
    """A column of the list, descending with a minus before it, as the head cells write it."""
    columns = SORTS.get(sort.removeprefix("-"), SORTS["tenggat"])
    return tuple(f"-{name}" for name in columns) if sort.startswith("-") else columns


def _condition(wanted: WorkFilter) -> Q:
    found = Q(module=wanted.kind) if wanted.kind else Q()
    for word in wanted.search.split()[:6]:
        found &= Q(title__icontains=word) | Q(detail__icontains=word)
    return found


def _stretches(ctx: Context) -> dict[str, Stretch]:
    now, today_ends, week_ends = _limits(ctx)
    return {LATE: (EARLIEST, now), TODAY: (now, today_ends), WEEK: (today_ends, week_ends), LATER: (week_ends, LATEST)}


def _limits(ctx: Context) -> tuple[datetime, datetime, datetime]:
    """Now, the end of today and the end of Sunday, institution time."""
    midnight = datetime.combine(ctx.today + timedelta(days=1), time(), tzinfo=clock.zone())
    return ctx.at, midnight, midnight + timedelta(days=6 - ctx.today.weekday())


@lru_cache(maxsize=SHAPES)
def _counting(wanted: WorkFilter, holders: int) -> tuple[str, list[Any]]:
    """A statement that counts per term, one more than the limit at most; each count runs over one stretch of an index."""
    columns: list[str] = []
    params: list[Any] = []
    for code in GROUPS:
        parts = [_within(_found(wanted, holder), code) for holder in _held_by(holders)]
        written = [part.order_by().values("id")[: COUNT_LIMIT + 1].query.sql_with_params() for part in parts]
        columns.append(" + ".join(f"(SELECT COUNT(*) FROM ({sql}) AS part)" for sql, _ in written))  # noqa: S608  (Django's)
        params += chain.from_iterable(values for _, values in written)
    return f"SELECT {', '.join(columns)}", params


def _counted(wanted: WorkFilter, holders: int, values: dict[str, Any]) -> dict[str, Amount]:
    """How many per term, in one statement."""
    sql, params = _counting(replace(wanted, due="", sort=""), holders)
    counted = words(sql, connection).answer(filled(params, values, connection), connection)[0]
    return dict(zip(GROUPS, map(_counted_to_limit, counted), strict=True))


def _groups(items: Sequence[Waiting], counts: dict[str, Amount], stretches: dict[str, Stretch]) -> list[Group]:
    limits = [(end, code) for code, (_, end) in stretches.items()]  # in the order of time
    sorted_in: dict[str, list[Waiting]] = {code: [] for code in GROUPS}
    for item in items:
        at = item.due_at or NO_DEADLINE
        sorted_in[next(code for end, code in limits if at < end)].append(item)
    return [Group(code, GROUPS[code], counts[code], rows) for code, rows in sorted_in.items() if rows]
