"""Querysets whose SQL is written once per connection and run with other values each time.

Django writes the SQL of a queryset anew at every use; for a page of twenty small reads that costs several times as much as
the reads themselves. Only the words are kept: every use asks the database.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from copy import copy
from datetime import date, datetime
from typing import Any, Generic, TypeVar
from uuid import UUID
from weakref import WeakKeyDictionary

from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import Value

R = TypeVar("R")
KINDS: dict[type, models.Field[Any, Any]] = {
    UUID: models.UUIDField(),
    str: models.TextField(),
    int: models.BigIntegerField(),
    date: models.DateField(),
    datetime: models.DateTimeField(),
}


class Slot(Value):
    """A place in a queryset that gets its value at each use."""

    def __init__(self, name: str, kind: type) -> None:
        super().__init__(name, output_field=KINDS[kind])

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        """A parameter that is this slot itself, to be replaced by the value."""
        return "%s", [self]

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        """The same: the parent casts decimals here."""
        return self.as_sql(compiler, connection)

    def adapted(self, value: Any, connection: BaseDatabaseWrapper) -> Any:
        """The value as the database takes it."""
        return self.output_field.get_db_prep_value(value, connection)


def slots(name: str, kind: type, count: int) -> list[Slot]:
    """``count`` places for ``IN``; their values are given as one list. Through a foreign key: ``kasus__id__in``."""
    return [Slot(f"{name}.{index}", kind) for index in range(count)]


def filled(params: Iterable[Any], values: dict[str, Any], connection: BaseDatabaseWrapper) -> tuple[Any, ...]:
    """The parameters of a statement with these values in its slots."""
    return tuple(one.adapted(values[one.value], connection) if type(one) is Slot else one for one in params)


class _Written:
    """The compiler of one queryset with its SQL; stands in for the queryset's query when its rows are made."""

    def __init__(self, queryset: models.QuerySet[Any, Any], connection: BaseDatabaseWrapper) -> None:
        self.queryset = queryset
        self.compiler: Any = queryset.query.get_compiler(connection=connection)
        self.sql, self.params = self.compiler.as_sql()
        columns = [one[0] for one in self.compiler.select[: self.compiler.col_count]]
        converters = self.compiler.get_converters(columns)
        self.compiler.get_converters = lambda _columns: converters

    def rows(self, values: dict[str, Any], connection: BaseDatabaseWrapper) -> Any:
        """What iterating the queryset would give, with these values in its slots."""
        params = filled(self.params, values, connection)
        compiler = copy(self.compiler)
        compiler.as_sql = lambda *args, **kwargs: (self.sql, params)
        queryset: Any = object.__new__(type(self.queryset))
        queryset.__dict__.update(self.queryset.__dict__)
        queryset._query = _Query(compiler)
        return queryset._iterable_class(queryset)


class _Query:
    """All that Django's makers of rows ask of a query."""

    def __init__(self, compiler: Any) -> None:
        self.compiler = compiler

    def get_compiler(self, *args: Any, **kwargs: Any) -> Any:
        """The one that has its SQL."""
        return self.compiler


class Ready(Generic[R]):
    """``Ready(lambda: Asesmen.objects.filter(permohonan_id=Slot("kasus", UUID)))``; then ``.all(kasus=pk)``.

    For querysets of rows or of ``values_list``, without ``prefetch_related``; a slot cannot be None.
    """

    def __init__(self, make: Callable[[], models.QuerySet[Any, R]]) -> None:
        self.make = make

    def all(self, **values: Any) -> list[R]:
        """The rows."""
        connection = connections[DEFAULT_DB_ALIAS]
        return list(self._written(connection).rows(_spread(values), connection))

    def first(self, **values: Any) -> R | None:
        """The first row; the queryset itself says the order, and to read one only."""
        return next(iter(self.all(**values)), None)

    def count(self, **values: Any) -> int:
        """How many rows, counted by the database."""
        connection = connections[DEFAULT_DB_ALIAS]
        written = self._written(connection)
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT COUNT(*) FROM ({written.sql}) AS counted",  # noqa: S608  (Django's own SQL)
                filled(written.params, _spread(values), connection),
            )
            return int(cursor.fetchone()[0])

    def _written(self, connection: BaseDatabaseWrapper) -> _Written:
        kept = connection.__dict__.setdefault("telusur_ready", WeakKeyDictionary())  # they go with the connection
        if self not in kept:
            kept[self] = _Written(self.make(), connection)
        written: _Written = kept[self]
        return written


def _spread(values: dict[str, Any]) -> dict[str, Any]:
    """``IN`` lists by place."""
    flat = dict(values)
    for name, value in values.items():
        if isinstance(value, list):
            flat.update((f"{name}.{index}", one) for index, one in enumerate(value))
    return flat
