from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import TestCase

from telusur.kernel.audit.commands import segel
from telusur.kernel.audit.models import Entry
from telusur.kernel.audit.record import record
from telusur.kernel.audit.seal import settled_end
from telusur.kernel.audit.triggers import removal, statements
from telusur.kernel.commands.context import Context, system_context

AT = datetime(2026, 11, 20, 3, 42, tzinfo=UTC)


@pytest.fixture(autouse=True)
def own_data_folder(settings: Any, tmp_path: Path) -> Path:
    """Keys and the list of seals of this test alone."""
    settings.DATA_FOLDER = tmp_path
    settings.SEAL_KEY = ""
    return tmp_path


@pytest.fixture
def write(db: None) -> Callable[..., list[Entry]]:
    """``write(3)``: so many entries, a minute apart."""

    def make(count: int, *, start: datetime = AT, channel: str = "web", code: str = "uji.catat") -> list[Entry]:
        made = []
        for number in range(count):
            ctx = Context(system_context("uji").actor, start + timedelta(minutes=number), channel)
            made.append(record(ctx, code, "done", reason=f"alasan {number}", data={"n": number, "x": 1.5}))
        return made

    return make


@pytest.fixture
def seal(db: None) -> Callable[..., Any]:
    """Seal everything there is, as the job does, at the given time; what follows a commit happens too."""

    def make(at: datetime = AT + timedelta(hours=1)) -> Any:
        with TestCase.captureOnCommitCallbacks(execute=True):
            return segel(system_context("segel", at=at), sampai=settled_end())

    return make


@pytest.fixture
def leave_gap(db: None) -> Callable[[int], None]:
    """Let the next ids be so many higher, as transactions do that were rolled back."""

    def skip(count: int) -> None:
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute(
                    "SELECT setval(s, nextval(s) + %s) FROM pg_get_serial_sequence('audit_entry', 'id') s", [count]
                )
            else:
                cursor.execute("UPDATE sqlite_sequence SET seq = seq + %s WHERE name = 'audit_entry'", [count])

    return skip


@pytest.fixture
def tamper(db: None) -> Callable[..., None]:
    """Run SQL as somebody would who holds the database: triggers off, rewrite, triggers on."""

    def run(sql: str, *parameters: Any) -> None:
        with connection.cursor() as cursor:
            for statement in removal(connection.vendor):
                cursor.execute(statement)
            cursor.execute(sql, parameters)
            assert cursor.rowcount > 0
            for statement in statements(connection.vendor):
                cursor.execute(statement)

    return run
