"""Words anywhere in a text, found by an index on either database: what somebody types is not always how it begins.

A model says which of its columns it wants found so (``text_index = ("nama", "nomor_kunci")``); after every ``migrate``
the index is there. PostgreSQL keeps one per column (pg_trgm). SQLite keeps a table of trigrams beside the model's own
(FTS5, without a copy of the text), filled by triggers, so that rows written past the ORM are found too. A migration that
rebuilds a table takes the triggers with it: then they are made again and the index is filled anew.
"""

# ruff: noqa: S608  (names of tables and columns, from the models; what somebody typed is always a parameter)

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.apps import AppConfig, apps
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import AutoField, BigAutoField, Model, Q
from django.db.models.expressions import RawSQL

SHORTEST = 3  # characters; fewer make no trigram
COMMON = 2000  # rows; what so many hold is found sooner by looking from the first row of the list on


def holding(model: type[Model], wanted: Mapping[str, str], *, through: str = "") -> Q:
    """Rows of which one of these columns holds its text, whatever the case of the letters; an empty text asks nothing.

    ``through`` is the way from the rows that are asked to ``model``: ``permohonan``.
    """
    asked = {name: plain for name, text in wanted.items() if (plain := text.replace("\0", ""))}
    if not asked:
        return Q(pk__in=[])
    if connection.vendor == "sqlite" and min(map(len, asked.values())) >= SHORTEST:
        match = _match(asked)
        if _is_rare(model, match):
            return Q(**{f"{through or 'pk'}__in": RawSQL(_found(model), [match])})  # noqa: S611  (no text of anybody in it)
    way = f"{through}__" if through else ""
    found = Q()
    for name, text in asked.items():
        found |= Q(**{f"{way}{name}__icontains": text})
    return found


def _match(asked: Mapping[str, str]) -> str:
    return " OR ".join(f'{name} : "{text.replace(chr(34), chr(34) * 2)}"' for name, text in asked.items())


def _is_rare(model: type[Model], match: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT 1 FROM {_table(model)} WHERE {_table(model)} MATCH %s LIMIT 1 OFFSET {COMMON}",
            [match],
        )
        return cursor.fetchone() is None


def _found(model: type[Model]) -> str:
    table = _table(model)
    if _by_number(model):
        return f"SELECT rowid FROM {table} WHERE {table} MATCH %s"
    return f"SELECT r.owner FROM {table} t JOIN {table}_row r ON r.number = t.rowid WHERE t.{table} MATCH %s"


def _table(model: type[Model]) -> str:
    return f"{model._meta.db_table}_text"


def _by_number(model: type[Model]) -> bool:
    return isinstance(model._meta.pk, AutoField | BigAutoField)


def columns(model: type[Model]) -> tuple[str, ...]:
    """What a model wants found by words anywhere in it."""
    return tuple(getattr(model, "text_index", ()))


def keep(sender: AppConfig, using: str, **_: Any) -> None:
    """After ``migrate``: the indexes of this application are there and as the models want them."""
    database = connections[using]
    there = set(database.introspection.table_names())
    for model in sender.get_models():
        if columns(model) and model._meta.db_table in there:
            (_keep_postgresql if database.vendor == "postgresql" else _keep_sqlite)(database, model)


def _keep_postgresql(database: BaseDatabaseWrapper, model: type[Model]) -> None:
    """``icontains`` compares the upper case of a column's text; this index is of the same."""
    with database.cursor() as cursor:
        cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        for name in columns(model):
            table = model._meta.db_table
            index = database.ops.quote_name(f"{table}_{name}_text")
            cursor.execute(
                f"CREATE INDEX IF NOT EXISTS {index} ON {table} USING gin (UPPER({name}::text) gin_trgm_ops)"
            )


def _keep_sqlite(database: BaseDatabaseWrapper, model: type[Model]) -> None:
    wanted = dict(_parts(model))
    with database.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE name LIKE %s", [f"{_table(model)}%"])
        there = dict(cursor.fetchall())
        if all(there.get(name) == sql for name, sql in wanted.items()):
            return
        for name in reversed(wanted):
            kind = "TRIGGER" if wanted[name].startswith("CREATE TRIGGER") else "TABLE"
            cursor.execute(f"DROP {kind} IF EXISTS {name}")
        for sql in wanted.values():
            cursor.execute(sql)
        for sql in _filling(model):
            cursor.execute(sql)


def _parts(model: type[Model]) -> Iterator[tuple[str, str]]:
    """Name and statement of each part of the index on SQLite, as sqlite_master repeats them."""
    table, base, names = _table(model), model._meta.db_table, ", ".join(columns(model))
    yield table, f"CREATE VIRTUAL TABLE {table} USING fts5({names}, content='', tokenize='trigram')"
    if not _by_number(model):  # the hidden number of such a row changes with VACUUM
        yield f"{table}_row", f"CREATE TABLE {table}_row (number INTEGER PRIMARY KEY, owner NOT NULL UNIQUE)"
    for act, when, steps in (
        ("add", "INSERT", [*_numbered(model), _written(model)]),
        ("change", f"UPDATE OF {names}", [_removed(model), _written(model)]),
        ("remove", "DELETE", [_removed(model), *_forgotten(model)]),
    ):
        body = " ".join(f"{step};" for step in steps)
        yield (
            f"{table}_{act}",
            f"CREATE TRIGGER {table}_{act} AFTER {when} ON {base}{_only(model, act)} BEGIN {body} END",
        )


def _only(model: type[Model], act: str) -> str:
    """A row saved with the words it had costs the index nothing."""
    differs = " OR ".join(f"old.{name} IS NOT new.{name}" for name in columns(model))
    return f" WHEN {differs}" if act == "change" else ""


def _numbered(model: type[Model]) -> list[str]:
    pk = _key(model)
    return [] if _by_number(model) else [f"INSERT INTO {_table(model)}_row (owner) VALUES (new.{pk})"]


def _forgotten(model: type[Model]) -> list[str]:
    pk = _key(model)
    return [] if _by_number(model) else [f"DELETE FROM {_table(model)}_row WHERE owner = old.{pk}"]


def _written(model: type[Model]) -> str:
    table, names = _table(model), columns(model)
    values = ", ".join(f"new.{name}" for name in names)
    return f"INSERT INTO {table} (rowid, {', '.join(names)}) VALUES ({_number(model, 'new')}, {values})"


def _removed(model: type[Model]) -> str:
    table, names = _table(model), columns(model)
    values = ", ".join(f"old.{name}" for name in names)
    return (
        f"INSERT INTO {table} ({table}, rowid, {', '.join(names)}) VALUES ('delete', {_number(model, 'old')}, {values})"
    )


def _number(model: type[Model], row: str) -> str:
    own = f"{row}.{_key(model)}"
    return own if _by_number(model) else f"(SELECT number FROM {_table(model)}_row WHERE owner = {own})"


def _key(model: type[Model]) -> str:
    return str(model._meta.pk.column)


def _filling(model: type[Model]) -> Iterator[str]:
    """The rows that are there already."""
    table, base, names, pk = _table(model), model._meta.db_table, ", ".join(columns(model)), _key(model)
    if _by_number(model):
        yield f"INSERT INTO {table} (rowid, {names}) SELECT {pk}, {names} FROM {base}"
        return
    yield f"INSERT INTO {table}_row (owner) SELECT {pk} FROM {base}"
    rows = f"{base} b JOIN {table}_row r ON r.owner = b.{pk}"
    yield f"INSERT INTO {table} (rowid, {names}) SELECT r.number, {names} FROM {rows}"


def emptied(database: BaseDatabaseWrapper) -> Iterator[str]:
    """SQL for SQLite that empties the indexes whose tables were emptied while the triggers stood aside."""
    there = set(database.introspection.table_names())
    for model in apps.get_models():
        if columns(model) and _table(model) in there:
            yield f"INSERT INTO {_table(model)} ({_table(model)}) VALUES ('delete-all')"
            if not _by_number(model):
                yield f"DELETE FROM {_table(model)}_row"
