"""Databases without a row for processes of their own, and the templates from which the runs of ``make test`` take theirs.

``make test`` migrates each product once for each engine (scripts/test.py) and says where in UJI_CONTOH: a folder with
``<product>.sqlite3``, and in PostgreSQL a database ``contoh_<product>``. Without it every run migrates for itself.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import psycopg
from django.db import connection
from psycopg import sql


def template(product: str) -> Path | None:
    """The migrated SQLite database of a product, if one was made."""
    path = Path(os.environ.get("UJI_CONTOH", "/nonexistent")) / f"{product}.sqlite3"
    return path if path.exists() else None


def put_template(product: str) -> bool:
    """Make the test database of this process from the template; whether there is one."""
    made = template(product)
    if made is None:
        return False
    name = connection.creation._get_test_db_name()  # type: ignore[attr-defined]
    if connection.vendor == "sqlite":
        shutil.copyfile(made, name)
        return True
    settings: dict[str, Any] = connection.get_connection_params()
    known = {key: settings[key] for key in ("host", "port", "user", "password", "dbname") if settings.get(key)}
    with psycopg.connect(**known, autocommit=True) as server:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))  # an earlier run's
        names = sql.Identifier(name), sql.Identifier(f"contoh_{product}")
        server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(*names))
    return True


def empty_database(path: Path) -> None:
    """Tables, indexes and triggers as in the database of this run (SQLite)."""
    with sqlite3.connect(connection.settings_dict["NAME"]) as here, sqlite3.connect(path) as there:
        made = (
            "SELECT sql FROM sqlite_master WHERE sql NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY type = 'table' DESC"
        )
        for (statement,) in here.execute(made):
            there.execute(statement)


def database_of(product: str, folder: Path) -> None:
    """The database of a process of the other product in its data folder, migrated if a template is there."""
    if made := template(product):
        (folder / product).mkdir(parents=True, exist_ok=True)
        shutil.copyfile(made, folder / product / "telusur.sqlite3")
