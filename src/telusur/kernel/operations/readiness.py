"""Whether this node can serve: its database answers, its tables are there, its files can be written."""

from __future__ import annotations

import logging
import os
import tempfile
from collections.abc import Callable
from functools import cache

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

logger = logging.getLogger(__name__)
Check = Callable[[], None]


class NotReady(RuntimeError):
    """What is missing, for the log."""


def _database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


@cache  # raises until it holds; then it holds for the life of the process
def _tables() -> None:
    executor = MigrationExecutor(connection)
    if missing := executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise NotReady(f"{len(missing)} migrasi belum dijalankan, yang pertama {missing[0][0]}")


def _storage() -> None:
    with tempfile.NamedTemporaryFile(dir=settings.DATA_FOLDER, prefix=".siap-") as probe:
        probe.write(os.urandom(16))


CHECKS: dict[str, Check] = {"database": _database, "tables": _tables, "storage": _storage}


def readiness() -> dict[str, bool]:
    """Each part and whether it is in order; the reason goes to the log, not to whoever asks."""
    found: dict[str, bool] = {}
    for name, check in CHECKS.items():
        try:
            check()
            found[name] = True
        except Exception:  # whatever it is, this node is not ready
            logger.warning("Belum siap: %s.", name, exc_info=True)
            found[name] = False
    return found
