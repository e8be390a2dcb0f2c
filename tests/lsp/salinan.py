"""Copies of what a database holds: a world that took seconds to build is put back in milliseconds, by plain INSERT.

What is there already (what migrations put there) stays as it is.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time
from typing import Any
from uuid import uuid4

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection
from django.db.models import Model

# What Django writes itself after a database was emptied, under new ids; nothing of ours points there.
OWN = frozenset({"contenttypes", "auth"})


@dataclass(frozen=True, slots=True)
class Salinan:
    """How many rows each table has, and the statements with their values that put them back."""

    jumlah: dict[str, int] = field(default_factory=dict)
    perintah: list[tuple[str, Any]] = field(default_factory=list)
    kunci: str = field(default_factory=lambda: uuid4().hex)


# Of each copy that was put back on PostgreSQL the one message that does it again.
_PESAN: dict[str, str] = {}


def ambil() -> Salinan:
    """Everything the database holds now."""
    found = Salinan()
    models = [model for model in _tables() if model._meta.app_label not in OWN]
    for model in models:
        (_ambil_postgresql if connection.vendor == "postgresql" else _ambil_sqlite)(found, model)
    found.perintah.extend((sql, None) for sql in connection.ops.sequence_reset_sql(no_style(), models))
    return found


def pasang(salinan: Salinan) -> None:
    """Put the rows back."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # all in one message: the way there and back costs more than the rows
            if salinan.kunci not in _PESAN:
                _PESAN[salinan.kunci] = _di_server(salinan)
            cursor.execute(_PESAN[salinan.kunci])
            return
        cursor.execute("PRAGMA ignore_check_constraints = ON")  # each row was checked when it was written
        for sql, rows in salinan.perintah:
            cursor.executemany(sql, rows)
        cursor.execute("PRAGMA ignore_check_constraints = OFF")


def _tables() -> list[type[Model]]:
    # Not every model has its table: a test may have installed an application for itself only.
    there = set(connection.introspection.table_names())
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and model._meta.db_table in there
    ]


def _columns(model: type[Model]) -> str:
    return ", ".join(connection.ops.quote_name(field.column) for field in model._meta.concrete_fields if field.column)


def _ambil_sqlite(salinan: Salinan, model: type[Model]) -> None:
    columns, table = _columns(model), connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM {table}")
        rows = [tuple(map(_as_written, row)) for row in cursor.fetchall()]
    salinan.jumlah[model._meta.db_table] = len(rows)
    if rows:
        marks = ", ".join(["%s"] * len(rows[0]))
        salinan.perintah.append((f"INSERT INTO {table} ({columns}) VALUES ({marks}) ON CONFLICT DO NOTHING", rows))


def _as_written(value: Any) -> Any:
    return str(value) if isinstance(value, date | time) else value


def _ambil_postgresql(salinan: Salinan, model: type[Model]) -> None:
    columns, table = _columns(model), connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*), json_agg(t)::text FROM {table} t")
        count, rows = cursor.fetchone()
    salinan.jumlah[model._meta.db_table] = count
    if count:
        back = f"SELECT {columns} FROM json_populate_recordset(NULL::{table}, %s)"
        salinan.perintah.append((f"INSERT INTO {table} ({columns}) {{}} ON CONFLICT DO NOTHING", (back, rows)))


def _di_server(salinan: Salinan) -> str:
    """Read the rows into tables of their own, beside the transaction of the test; the statements that copy them from there."""
    pesan = []
    beside = connection.copy()
    with beside.cursor() as cursor:
        for nomor, (sql, rows) in enumerate(salinan.perintah):
            if rows is None:
                pesan.append(sql)
                continue
            simpanan = f"salinan_{salinan.kunci}_{nomor}"
            cursor.execute(f"CREATE UNLOGGED TABLE {simpanan} AS {rows[0]}", [rows[1]])
            pesan.append(sql.format(f"TABLE {simpanan}"))
    beside.close()
    # What the rows point to came with them: nothing to check, nor anything for a trigger to do.
    return "; ".join(
        ["SET LOCAL session_replication_role = replica", *pesan, "SET LOCAL session_replication_role = DEFAULT"]
    )
