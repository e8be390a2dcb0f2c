"""Querysets whose SQL is written once per connection and run with other values each time.

Django writes the SQL of a queryset anew at every use; for a page of twenty small reads that costs several times as much as
the reads themselves. Only the words are kept: every use asks the database.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date, datetime
from functools import lru_cache
from operator import itemgetter
from typing import Any, Generic, TypeVar
from uuid import UUID
from weakref import WeakKeyDictionary

from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import Value
from django.db.models.query import FlatValuesListIterable, ModelIterable, ValuesListIterable, get_related_populators
from django.db.models.sql import InsertQuery

from telusur.kernel.base.together import group

R = TypeVar("R")
M = TypeVar("M", bound=models.Model)
IMMUTABLE = frozenset({"DateTimeField", "DateField", "TimeField", "UUIDField"})
KEPT = 1024  # of each column
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
    adapted: dict[tuple[type, Any], Any] = {}  # one value may stand in many places
    made: list[Any] = []
    for one in params:
        if type(one) is not Slot:
            made.append(one)
            continue
        value = values[one.value]
        key = type(one.output_field), value
        if key not in adapted:
            adapted[key] = one.adapted(value, connection)
        made.append(adapted[key])
    return tuple(made)


class _Written:
    """The statement of one queryset and how its rows are made of what the database answers."""

    def __init__(self, queryset: models.QuerySet[Any, Any], connection: BaseDatabaseWrapper, *, prepared: bool) -> None:
        compiler: Any = queryset.query.get_compiler(connection=connection)
        sql, self.params = compiler.as_sql()
        self.reads = Words(sql, connection, prepared=prepared)
        self.counts = Words(f"SELECT COUNT(*) FROM ({sql}) AS counted", connection)  # noqa: S608  (Django's own SQL)
        self.width = compiler.col_count
        converters = compiler.get_converters([one[0] for one in compiler.select[: self.width]])
        self.converters = [
            (place, _converter(tuple(how), column, connection)) for place, (how, column) in converters.items()
        ]
        self.make = _maker(queryset, compiler, connection.alias)
        self.locks = bool(queryset.query.select_for_update)
        self.model = queryset.model

    def rows(self, values: dict[str, Any], connection: BaseDatabaseWrapper) -> list[Any]:
        """What iterating the queryset would give, with these values in its slots."""
        found = self.reads.answer(filled(self.params, values, connection), connection)
        return [self.make(self._converted(row)) for row in found]

    def _converted(self, row: Sequence[Any]) -> list[Any]:
        made = list(row[: self.width])
        for place, convert in self.converters:
            made[place] = convert(made[place])
        return made


def _converter(
    how: tuple[Callable[..., Any], ...], column: Any, connection: BaseDatabaseWrapper
) -> Callable[[Any], Any]:
    """What the database says as Python has it. Times and ids come again and again as the same text and never change."""

    def convert(value: Any) -> Any:
        for one in how:
            value = one(value, column, connection)
        return value

    return lru_cache(maxsize=KEPT)(convert) if column.output_field.get_internal_type() in IMMUTABLE else convert


class Words:
    """One statement, also as the driver of SQLite itself takes it: Django would rewrite the marks at every use.

    ``prepared``: PostgreSQL keeps its plan as long as the connection lasts (not behind a pooler: ``TELUSUR_POOLER``).
    """

    def __init__(self, sql: str, connection: BaseDatabaseWrapper, *, prepared: bool = False) -> None:
        self.sql = self.spoken = sql
        self.prepared = prepared and connection.vendor == "postgresql"
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                self.spoken = str(cursor.cursor.convert_query(sql))

    def answer(self, params: tuple[Any, ...], connection: BaseDatabaseWrapper) -> list[Any]:
        """All rows. Past Django's cursor where nobody watches the statements, else the usual way."""
        watched = connection.execute_wrappers or connection.queries_logged
        with connection.cursor() as cursor:
            if watched or not (self.prepared or connection.vendor == "sqlite"):
                cursor.execute(self.sql, params)
                return list(cursor.fetchall())
            connection.validate_no_broken_transaction()
            with connection.wrap_database_errors:
                if self.prepared:
                    return _prepared(cursor.connection, self.sql, params)
                return list(sqlite3.Cursor.execute(cursor.cursor, self.spoken, params))


def _prepared(driver: Any, sql: str, params: tuple[Any, ...]) -> list[Any]:
    """By the driver's own cursor: Django's writes the values into the words, so its statements are never the same."""
    from psycopg import Cursor

    with Cursor(driver) as cursor:
        return list(cursor.execute(sql, params, prepare=True).fetchall())


def words(sql: str, connection: BaseDatabaseWrapper) -> Words:
    """A statement of which there are few, ready for this connection."""
    kept: dict[str, Words] = connection.__dict__.setdefault("telusur_words", {})
    if sql not in kept:
        kept[sql] = Words(sql, connection)
    return kept[sql]


def _maker(queryset: models.QuerySet[Any, Any], compiler: Any, alias: str) -> Callable[[list[Any]], Any]:
    """How a row of this queryset is made: of a flat list, a tuple, or a model with its related models."""
    shape = queryset._iterable_class
    if shape is FlatValuesListIterable:
        return itemgetter(0)
    if shape is ValuesListIterable:
        return _arranged(queryset)
    if shape is not ModelIterable or compiler.annotation_col_map:
        raise TypeError(f"Ready makes no rows of {shape.__name__} or with annotations")
    return _model(compiler, alias)


def _arranged(queryset: Any) -> Callable[[list[Any]], Any]:
    """The columns as ``values_list`` names them: the database answers annotations last."""
    query = queryset.query
    came = [*query.extra_select, *query.values_select, *query.annotation_select]
    wanted = list(queryset._fields or came)
    if len(wanted) == 1:
        return tuple
    return tuple if wanted == came else itemgetter(*map(came.index, wanted))


def _model(compiler: Any, alias: str) -> Callable[[list[Any]], Any]:
    known, select = compiler.klass_info, compiler.select
    places = known["select_fields"]
    first, after = places[0], places[-1] + 1
    names = [column[0].target.attname for column in select[first:after]]
    related, model = get_related_populators(known, select, alias), known["model"]  # type: ignore[call-arg]

    def make(row: list[Any]) -> Any:
        made = model.from_db(alias, names, row[first:after])
        for one in related:
            one.populate(row, made)
        return made

    return make


class Ready(Generic[R]):
    """``Ready(lambda: Asesmen.objects.filter(permohonan_id=Slot("kasus", UUID)))``; then ``.all(kasus=pk)``.

    For querysets of rows or of ``values_list`` of fields and annotations, without ``prefetch_related``; a slot cannot be None.
    ``by``: the one slot bears the name of a field, and only rows with that value can be in the answer.
    ``prepared``: PostgreSQL plans it once per connection; for joins that are asked all the time by unique values.
    """

    def __init__(self, make: Callable[[], models.QuerySet[Any, R]], *, by: str = "", prepared: bool = False) -> None:
        self.make, self.by, self.prepared = make, by, prepared

    def all(self, **values: Any) -> list[R]:
        """The rows. Acts of one group (``together``) ask once for as long as none of them writes to these tables."""
        connection = connections[DEFAULT_DB_ALIAS]
        written, acts = self._written(connection), group()
        if acts is None or written.locks or any(isinstance(one, list) for one in values.values()):
            return written.rows(_spread(values), connection)
        key = tuple(values.items())
        rows = acts.answer(self, key)
        if rows is None:
            acts.remember(self, key, rows := written.rows(values, connection))
        return rows

    def ahead(self, name: str, values: Collection[Any], read: Callable[[list[Any]], Iterable[tuple[Any, R]]]) -> None:
        """Read what a group is about to ask, in one statement: ``read(values)`` gives each value with a row of its answer."""
        acts = group()
        if acts is None or not values:
            return
        found: dict[Any, list[R]] = {value: [] for value in values}
        for value, row in read(list(found)):
            found[value].append(row)
        for value, rows in found.items():
            acts.remember(self, ((name, value),), rows)

    def asks(self, row: models.Model, connection: BaseDatabaseWrapper) -> bool:
        """Whether the table of this row is among those that are asked."""
        return connection.ops.quote_name(row._meta.db_table) in self._written(connection).reads.sql

    def by_field_of(self, model: type[models.Model]) -> str | None:
        """The field whose value decides which answer a row of this model can be in; None if any."""
        connection = connections[DEFAULT_DB_ALIAS]
        return self.by if self.by and self._written(connection).model is model else None

    def first(self, **values: Any) -> R | None:
        """The first row; the queryset itself says the order, and to read one only."""
        return next(iter(self.all(**values)), None)

    def count(self, **values: Any) -> int:
        """How many rows, counted by the database."""
        connection = connections[DEFAULT_DB_ALIAS]
        written = self._written(connection)
        answer = written.counts.answer(filled(written.params, _spread(values), connection), connection)
        return int(answer[0][0])

    def _written(self, connection: BaseDatabaseWrapper) -> _Written:
        kept = connection.__dict__.setdefault("telusur_ready", WeakKeyDictionary())  # they go with the connection
        if self not in kept:
            kept[self] = _Written(self.make(), connection, prepared=self.prepared)
        written: _Written = kept[self]
        return written


def _spread(values: dict[str, Any]) -> dict[str, Any]:
    """``IN`` lists by place."""
    flat = dict(values)
    for name, value in values.items():
        if isinstance(value, list):
            flat.update((f"{name}.{index}", one) for index, one in enumerate(value))
    return flat


class ReadyInsert(Generic[M]):
    """The insertion of one row of a model whose key the database gives; sends no signals. For what every act writes."""

    def __init__(self, model: type[M]) -> None:
        self.model = model

    def add(self, row: M) -> M:
        """Write a new row and give it its key."""
        connection = connections[DEFAULT_DB_ALIAS]
        sql, fields = self._written(connection)
        params = [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields]
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            row.pk = cursor.fetchone()[0]
        row._state.adding, row._state.db = False, connection.alias
        return row

    def _written(self, connection: BaseDatabaseWrapper) -> tuple[str, list[Any]]:
        kept: Any = connection.__dict__.setdefault("telusur_ready", WeakKeyDictionary())
        if self not in kept:
            fields = [field for field in self.model._meta.concrete_fields if not field.primary_key]
            query = InsertQuery(self.model)
            query.insert_values(fields, [self.model()])
            compiler: Any = query.get_compiler(connection=connection)
            compiler.returning_fields = [self.model._meta.pk]
            kept[self] = compiler.as_sql()[0][0], fields
        found: tuple[str, list[Any]] = kept[self]
        return found
