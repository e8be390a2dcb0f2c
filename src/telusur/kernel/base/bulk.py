"""Many rows of one table in one statement that is written once: what every message and every act of a batch leaves.

Django writes and checks the SQL of ``bulk_create`` anew, value by value, which costs more than the database needs to take it.
PostgreSQL gets the rows as one JSON text, SQLite as tuples for one prepared statement; the columns decide what fits, as always.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Generic, TypeVar
from uuid import UUID
from weakref import WeakKeyDictionary

from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.backends.base.base import BaseDatabaseWrapper

M = TypeVar("M", bound=models.Model)
Said = Callable[[Any], Any]
AS_THEY_ARE = {
    models.CharField, models.TextField, models.BooleanField, models.BigIntegerField, models.IntegerField,
    models.PositiveBigIntegerField, models.PositiveIntegerField, models.PositiveSmallIntegerField,
}  # fmt: skip
KEPT = 256
KNOWN = AS_THEY_ARE | {models.UUIDField, models.DateField, models.DateTimeField, models.JSONField}


_WRITERS: dict[type[models.Model], Bulk[Any]] = {}


class Bulk(Generic[M]):
    """``Bulk(Entry).add(rows)``: like ``bulk_create``, but the rows do not learn the keys that the database gives them.

    With ``unique`` a row that is there already gets the fields ``update``, or stays as it is where none are named. Sends no
    signals. No generated columns, no empty JSON fields.
    """

    def __init__(self, model: type[M], *, unique: Sequence[str] = (), update: Sequence[str] = ()) -> None:
        self.model, self.unique, self.update = model, unique, update

    @classmethod
    def of(cls, model: type[M]) -> Bulk[M]:
        """The one for this model that only adds."""
        if model not in _WRITERS:
            _WRITERS[model] = Bulk(model)
        return _WRITERS[model]

    def add(self, rows: Iterable[M]) -> None:
        """Write them, in this order."""
        connection = connections[DEFAULT_DB_ALIAS]
        sql, said = self._written(connection)
        values = [tuple(how(getattr(row, name)) for name, how in said) for row in rows]
        if not values:
            return
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute(sql, [json.dumps([{str(n): one for n, one in enumerate(row)} for row in values])])
            else:
                cursor.executemany(sql, values)

    def _written(self, connection: BaseDatabaseWrapper) -> tuple[str, list[tuple[str, Said]]]:
        kept: Any = connection.__dict__.setdefault("telusur_bulk", WeakKeyDictionary())
        if self not in kept:
            fields = [one for one in self.model._meta.concrete_fields if not isinstance(one, models.AutoField)]
            native = connection.vendor == "postgresql"
            said = [(one.attname, _plain(one) if native else _adapted(one, connection)) for one in fields]
            kept[self] = self._sql(fields, connection), said
        found: tuple[str, list[tuple[str, Said]]] = kept[self]
        return found

    def _sql(self, fields: Sequence[models.Field[Any, Any]], connection: BaseDatabaseWrapper) -> str:
        quote = connection.ops.quote_name
        columns = ", ".join(quote(str(one.column)) for one in fields)
        if connection.vendor == "postgresql":
            named = ", ".join(f'"{n}" {_type(one, connection)}' for n, one in enumerate(fields))
            values = f"SELECT * FROM json_to_recordset(%s) AS rows({named})"  # noqa: S608  (names of our own models)
        else:
            values = f"VALUES ({', '.join('%s' for _ in fields)})"
        table = quote(self.model._meta.db_table)
        sql = f"INSERT INTO {table} ({columns}) {values}"
        return f"{sql} {self._on_conflict(connection)}" if self.unique else sql

    def _on_conflict(self, connection: BaseDatabaseWrapper) -> str:
        def quoted(name: str) -> str:
            return connection.ops.quote_name(str(self.model._meta.get_field(name).column))  # type: ignore[union-attr]

        written = ", ".join(f"{quoted(one)} = EXCLUDED.{quoted(one)}" for one in self.update)
        return f"ON CONFLICT ({', '.join(map(quoted, self.unique))}) DO {f'UPDATE SET {written}' if written else 'NOTHING'}"


def _type(field: models.Field[Any, Any], connection: BaseDatabaseWrapper) -> str:
    """As what PostgreSQL reads a value: bounded text as text, so that the column itself refuses what is too long."""
    kind = str(field.db_type(connection))
    return "text" if kind.startswith("varchar") else kind


def _kind(field: models.Field[Any, Any]) -> type:
    """The class of the values; a field that does something of its own when it saves is not for here."""
    target = field.target_field if isinstance(field, models.ForeignKey) else field
    if type(target) not in KNOWN:
        raise TypeError(f"Bulk does not write {field}")
    return type(target)


def _plain(field: models.Field[Any, Any]) -> Said:
    """The value as JSON has it."""
    kind = _kind(field)
    if kind is models.UUIDField:
        return _uuid_text
    return _time_text if kind in (models.DateField, models.DateTimeField) else _same


def _same(value: Any) -> Any:
    return value


def _uuid_text(value: UUID | str | None) -> str | None:
    return None if value is None else str(value)


def _time_text(value: datetime | date | None) -> str | None:
    return None if value is None else value.isoformat()


def _adapted(field: models.Field[Any, Any], connection: BaseDatabaseWrapper) -> Said:
    """The value as Django would hand it to this database. Times and ids of a batch are often the same ones."""
    kind = _kind(field)
    if kind in AS_THEY_ARE:
        return _same
    if kind is models.JSONField:
        return lambda value: field.get_db_prep_save(value, connection)
    return lru_cache(maxsize=KEPT)(lambda value: field.get_db_prep_save(value, connection))
