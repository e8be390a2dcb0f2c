from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from telusur.kernel.audit.models import ChangedRow, Entry, Seal, SealedEntry
from telusur.kernel.audit.triggers import TABLES, missing_triggers, removal

# SQLite knows no TRUNCATE.
ACTS = ["UPDATE {t} SET {c} = {c}", "DELETE FROM {t}", *["TRUNCATE {t} CASCADE"] * (connection.vendor == "postgresql")]


@pytest.mark.parametrize(
    "way",
    [
        lambda entry: entry.save(),
        lambda entry: entry.delete(),
        lambda entry: Entry.objects.update(reason="lain"),
        lambda entry: Entry.objects.all().delete(),
        lambda entry: Entry.objects.bulk_update([entry], ["reason"]),
        lambda entry: Entry.objects.update_or_create(pk=entry.pk),
    ],
)
def test_python_refuses_to_change_the_trail(write: Any, way: Callable[[Entry], Any]) -> None:
    entry = write(1)[0]
    with pytest.raises(TypeError, match="Jejak tidak dapat"):
        way(entry)


def test_an_entry_with_the_id_of_another_is_no_update(write: Any) -> None:
    entry = write(1)[0]
    copy = Entry(pk=entry.pk, at=entry.at, code="x", outcome="done", channel="web", request_id=entry.request_id)
    with pytest.raises(DatabaseError), transaction.atomic():
        copy.save()
    assert Entry.objects.get().code == "uji.catat"


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("act", ACTS)
def test_the_database_refuses_too(write: Any, seal: Any, table: str, act: str) -> None:
    write(2)
    seal()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE" if connection.vendor == "postgresql" else "SELECT 1")
    ChangedRow.objects.create(entry_id=1, type="uji.baris", row_id="1")
    column = {
        "audit_entry": "code", "audit_seal": "batch", "audit_sealedentry": "digest", "audit_changedrow": "row_id",
    }[table]  # fmt: skip
    with (
        pytest.raises(DatabaseError, match="Jejak tidak dapat diubah atau dihapus"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(act.format(t=table, c=column))
    assert (Entry.objects.count(), Seal.objects.count(), SealedEntry.objects.count()) == (3, 1, 2)


def test_a_missing_trigger_is_noticed(db: None) -> None:
    assert missing_triggers(connection) == []
    with connection.cursor() as cursor:
        cursor.execute(removal(connection.vendor)[0])
    assert missing_triggers(connection) == ["audit_entry_no_update"]
