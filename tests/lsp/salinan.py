"""Copies of what a database holds: a world that took seconds to build is put back in milliseconds, by plain INSERT."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection
from django.db.models import Model
from psycopg.types.json import Jsonb

Row = tuple[Any, ...]
# What Django writes itself after a database was emptied, under new ids; nothing of ours points there.
OWN = frozenset({"contenttypes", "auth"})


@dataclass(frozen=True, slots=True)
class Salinan:
    """The rows by table, and the columns they are in."""

    kolom: dict[str, list[str]] = field(default_factory=dict)
    baris: dict[str, list[Row]] = field(default_factory=dict)


def _tables() -> list[type[Model]]:
    # Not every model has its table: a test may have installed an application for itself only.
    there = set(connection.introspection.table_names())
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and model._meta.db_table in there
    ]


def _read(model: type[Model]) -> tuple[list[str], list[Row]]:
    columns = [field.column for field in model._meta.concrete_fields if field.column]
    quoted = ", ".join(connection.ops.quote_name(name) for name in columns)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {quoted} FROM {connection.ops.quote_name(model._meta.db_table)}")
        return columns, cursor.fetchall()


def _as_written(rows: list[Row]) -> list[Row]:
    """The rows as this database takes them back; done once, because a copy is put back many times."""
    literal = _LITERAL.get(connection.vendor)
    return [tuple(map(literal, row)) for row in rows] if literal else rows


def ambil() -> Salinan:
    """Everything the database holds now."""
    found = Salinan()
    for model in _tables():
        columns, rows = _read(model)
        found.kolom[model._meta.db_table], found.baris[model._meta.db_table] = columns, _as_written(rows)
    return found


def _for_sqlite(value: Any) -> Any:
    return str(value) if isinstance(value, date | time) else value


def _for_postgresql(value: Any) -> Any:
    return Jsonb(value) if isinstance(value, dict | list) else value


_LITERAL: dict[str, Callable[[Any], Any]] = {"sqlite": _for_sqlite, "postgresql": _for_postgresql}


def pasang(salinan: Salinan) -> None:
    """Put the rows back into a database that holds only what migrations put there; what is there already stays."""
    models = [model for model in _tables() if model._meta.db_table in salinan.kolom]
    with connection.cursor() as cursor:
        for model in models:
            table = model._meta.db_table
            rows = _missing(model, salinan.kolom[table], salinan.baris[table])
            if rows:
                names = ", ".join(connection.ops.quote_name(name) for name in salinan.kolom[table])
                marks = ", ".join(["%s"] * len(salinan.kolom[table]))
                quoted = connection.ops.quote_name(table)
                cursor.executemany(
                    f"INSERT INTO {quoted} ({names}) VALUES ({marks})",
                    rows,
                )
        for sql in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(sql)


def _missing(model: type[Model], columns: Sequence[str], rows: list[Row]) -> list[Row]:
    _, present = _read(model)
    if not present:
        return rows
    if model._meta.app_label in OWN:
        return []
    assert model._meta.pk is not None
    key = list(columns).index(model._meta.pk.column)
    known = {row[key] for row in present}
    return [row for row in rows if row[key] not in known]
