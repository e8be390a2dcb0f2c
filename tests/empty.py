"""Databases without a row for processes of their own (SQLite)."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from functools import cache
from pathlib import Path

from django.db import connection

from tests.environment import DATA


def empty_database(path: Path) -> None:
    """Tables, indexes and triggers as in the database of this run (SQLite)."""
    with sqlite3.connect(connection.settings_dict["NAME"]) as here, sqlite3.connect(path) as there:
        made = (  # what a text index keeps its trigrams in comes with the index
            "SELECT sql FROM sqlite_master WHERE sql NOT NULL AND name NOT LIKE 'sqlite_%' "
            "AND name NOT IN (SELECT name FROM pragma_table_list WHERE type = 'shadow') ORDER BY type = 'table' DESC"
        )
        for (statement,) in here.execute(made):
            there.execute(statement)


def database_of(product: str, folder: Path) -> None:
    """The database of a process of this product in its data folder, migrated."""
    (folder / product).mkdir(parents=True, exist_ok=True)
    shutil.copyfile(_migrated(product), folder / product / "telusur.sqlite3")


@cache
def _migrated(product: str) -> Path:
    """Once in a process of the tests."""
    folder, made = DATA / f"contoh-{product}", DATA / f"contoh-{product}.sqlite3"
    kept = {name: value for name, value in os.environ.items() if not name.endswith(("DATABASE_URL", "SETTINGS_MODULE"))}
    command = [sys.executable, "-m", "telusur.cli", product, "migrate", "--verbosity", "0"]
    subprocess.run(command, env={**kept, "TELUSUR_DATA": str(folder)}, check=True)
    with sqlite3.connect(folder / product / "telusur.sqlite3") as database:
        database.execute("VACUUM INTO ?", [str(made)])
    return made
