"""Pages of lists that grow: nothing is counted further than anybody works by."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.core.paginator import EmptyPage, Page, Paginator
from django.db.models import QuerySet

COUNT_LIMIT = 500


class Amount(int):
    """How many there are, counted up to ``COUNT_LIMIT``; where there are more it reads ``500+``.

    Nobody works by the difference between 3,000 and 3,001, but counting them would cost more than all else on the page.
    """

    more: bool

    def __new__(cls, value: int, *, more: bool = False) -> Amount:
        made = super().__new__(cls, value)
        made.more = more
        return made

    def __str__(self) -> str:
        return f"{int(self)}+" if self.more else int.__repr__(self)


def counted_to_limit(rows: QuerySet[Any]) -> Amount:
    """How many rows these are."""
    found = rows.order_by()[: COUNT_LIMIT + 1].count()
    return Amount(min(found, COUNT_LIMIT), more=found > COUNT_LIMIT)


class Pages(Paginator):  # type: ignore[type-arg]
    """A list in pages: a queryset is counted to the limit; behind it pages go on as far as there are rows."""

    @cached_property
    def count(self) -> Amount:
        rows = self.object_list
        return counted_to_limit(rows) if isinstance(rows, QuerySet) else Amount(len(rows))

    def validate_number(self, number: int | float | str) -> int:
        try:
            return int(super().validate_number(number))
        except EmptyPage:
            if int(number) > 0 and self.count.more:
                return int(number)
            raise

    def page(self, number: int | str) -> Page[Any]:
        """A page behind the last row is the last one that was counted."""
        wanted = self.validate_number(number)
        first = (wanted - 1) * self.per_page
        rows = list(self.object_list[first : first + self.per_page + 1])
        if not rows and wanted > self.num_pages:
            return self.page(self.num_pages)
        return _Part(rows[: self.per_page], wanted, self, goes_on=len(rows) > self.per_page)


class _Part(Page[Any]):
    """A page that knows whether there is another behind it."""

    def __init__(self, rows: list[Any], number: int, paginator: Pages, *, goes_on: bool) -> None:
        super().__init__(rows, number, paginator)
        self.goes_on = goes_on

    def has_next(self) -> bool:
        return self.goes_on

    def next_page_number(self) -> int:
        return self.number + 1

    def end_index(self) -> int:
        return (self.number - 1) * self.paginator.per_page + len(self.object_list)
