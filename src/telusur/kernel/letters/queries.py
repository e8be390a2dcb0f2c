"""Reading the letter register and the number series."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.core.paginator import Page
from django.db.models import Q

from telusur.kernel.base.copied import sought
from telusur.kernel.base.paging import Pages
from telusur.kernel.base.readers import is_reader, readable
from telusur.kernel.base.rules import by_role_alone
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.registry import query
from telusur.kernel.letters import patterns
from telusur.kernel.letters.models import Letter, Series, SeriesCounter
from telusur.kernel.letters.numbers import SERIES
from telusur.kernel.letters.states import Reset

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class LetterFilter:
    """What the register is narrowed to; empty values narrow nothing."""

    search: str = ""
    kind: str = ""
    direction: str = ""
    first: date | None = None
    last: date | None = None
    case_id: str = ""

    def __str__(self) -> str:
        return "register surat"

    def condition(self, ctx: Context) -> Q:
        """The same as a database condition. Words are looked for only in letters that the actor may read."""
        found = Q()
        for word in self.search.split()[:6]:
            found &= sought("number", word) | Q(subject__icontains=word) | Q(to__icontains=word)
        if self.search.strip():
            found = (found | sought("number", self.search)) & readable(ctx, "readers")
        exact = {"kind": self.kind, "direction": self.direction, "case_id": self.case_id}
        ranges = {"date__gte": self.first, "date__lte": self.last}
        return found & Q(**{name: value for name, value in {**exact, **ranges}.items() if value})


@query(
    code="letters.lihat_register",
    title="Melihat register surat",
    roles=[*settings.STAFF_ROLES, *settings.KEEPER_ROLES],
    permit=by_role_alone,
    subject="wanted",
    logged=False,
)
def register(ctx: Context, *, wanted: LetterFilter, page: int = 1) -> Page[Letter]:
    """One page of the register, newest letter first; 50 a page."""
    found = Letter.objects.filter(wanted.condition(ctx)).order_by("-date", "-id")
    return Pages(found, PER_PAGE).get_page(page)


def may_read(ctx: Context, letter: Letter) -> bool:
    """Whether the actor may see more of a letter than that there is one."""
    return is_reader(ctx, letter.readers)


def kind_label(kind: str) -> str:
    """How people call this kind of letter."""
    series = SERIES.get(kind)
    return series.label if series else kind.replace("_", " ").capitalize()


def kinds() -> list[tuple[str, str]]:
    """Code and label of every registered series, by label."""
    return sorted(((code, series.label) for code, series in SERIES.items()), key=lambda pair: pair[1])


@dataclass(frozen=True, slots=True)
class SeriesView:
    """A series as its keeper sees it: pattern in force, how many numbers are out this year, what the next looks like."""

    code: str
    label: str
    pattern: str
    changed: bool
    taken: int
    example: str
    parts: tuple[str, ...]


def series_list(ctx: Context) -> list[SeriesView]:
    """Every series with its pattern and next number; parts that the caller gives stand as their names."""
    changed = dict(Series.objects.values_list("code", "pattern"))
    counters = {(row.series, row.year): row.last for row in SeriesCounter.objects.filter(year__in=[0, ctx.today.year])}
    rows = []
    for code, default in SERIES.items():
        taken = counters.get((code, ctx.today.year if default.reset == Reset.TAHUN else 0), 0)
        pattern = changed.get(code, default.pattern)
        example = patterns.write(pattern, taken + 1, ctx.today, {name: name.upper() for name in default.parts})
        rows.append(
            SeriesView(code, default.label, pattern, code in changed, taken, example, tuple(sorted(default.parts)))
        )
    return sorted(rows, key=lambda row: row.label)
