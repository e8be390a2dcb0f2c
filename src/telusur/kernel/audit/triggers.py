"""The database's own refusal to change the trail.

The migration installs it; the verification looks whether it is there.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db.backends.base.base import BaseDatabaseWrapper

FIRST = ("audit_entry", "audit_seal", "audit_sealedentry")
TABLES = (*FIRST, "audit_changedrow")
SENTENCE = "Jejak tidak dapat diubah atau dihapus."


def statements(vendor: str, tables: Sequence[str] = TABLES) -> list[str]:
    """SQL that installs the triggers on this kind of database; installing twice is harmless."""
    if vendor == "postgresql":
        return [_POSTGRESQL_FUNCTION, *(sql for table in tables for sql in _postgresql(table))]
    return [sql for table in tables for sql in _sqlite(table)]


def removal(vendor: str, tables: Sequence[str] = TABLES) -> list[str]:
    """SQL that takes the triggers away: for the migration's way back, and for emptying a test database."""
    on = "ON {table}" if vendor == "postgresql" else ""
    return [
        f"DROP TRIGGER IF EXISTS {name} {on.format(table=table)}" for table in tables for name in _names(table, vendor)
    ]


def missing_triggers(connection: BaseDatabaseWrapper) -> list[str]:
    """Names of the triggers that should be there and are not, or are switched off."""
    if connection.vendor == "postgresql":
        look = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled IN ('O', 'A')"
    else:
        look = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    with connection.cursor() as cursor:
        cursor.execute(look)
        there = {row[0] for row in cursor.fetchall()}
    return [name for table in TABLES for name in _names(table, connection.vendor) if name not in there]


def _names(table: str, vendor: str) -> list[str]:
    acts = ("update", "delete", "truncate") if vendor == "postgresql" else ("update", "delete")
    return [f"{table}_no_{act}" for act in acts]


def _sqlite(table: str) -> list[str]:
    return [
        f"CREATE TRIGGER IF NOT EXISTS {table}_no_{act} BEFORE {act.upper()} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END"
        for act in ("update", "delete")
    ]


_POSTGRESQL_FUNCTION = (
    "CREATE OR REPLACE FUNCTION telusur_append_only() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{SENTENCE}'; END $$"
)


def _postgresql(table: str) -> list[str]:
    made = []
    for act, each in (("update", "ROW"), ("delete", "ROW"), ("truncate", "STATEMENT")):
        name = f"{table}_no_{act}"
        made.append(f"DROP TRIGGER IF EXISTS {name} ON {table}")
        made.append(
            f"CREATE TRIGGER {name} BEFORE {act.upper()} ON {table} "
            f"FOR EACH {each} EXECUTE FUNCTION telusur_append_only()"
        )
    return made
