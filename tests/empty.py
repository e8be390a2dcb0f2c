"""A database without a row for a process of its own: nothing has to be migrated a second time."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from django.db import connection


def empty_database(path: Path) -> None:
    """Tables, indexes and triggers as in the database of this run (SQLite)."""
    with sqlite3.connect(connection.settings_dict["NAME"]) as here, sqlite3.connect(path) as there:
        made = (
            "SELECT sql FROM sqlite_master WHERE sql NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY type = 'table' DESC"
        )
        for (sql,) in here.execute(made):
            there.execute(sql)
