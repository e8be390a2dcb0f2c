"""What the system keeps is readable by its own account only, whatever the umask."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from telusur.kernel.base.private import private_folder
from tests.environment import REPOSITORY

MAKING = """
import django; django.setup()
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from telusur.kernel.base.keys import seal_key
with connection.cursor() as cursor:
    cursor.execute("CREATE TABLE a (b)")
    cursor.execute("INSERT INTO a VALUES (1)")
    default_storage.save("ab/cd/abcd", ContentFile(b"isi"))
    seal_key()
    import os, pathlib
    for path in sorted(pathlib.Path(os.environ["TELUSUR_DATA"], "lsp").rglob("*")):
        print(oct(path.stat().st_mode & 0o777), "d" if path.is_dir() else "f", path.name)
"""


def modes(folder: Path) -> set[tuple[bool, int]]:
    return {(path.is_dir(), path.stat().st_mode & 0o777) for path in [folder, *folder.rglob("*")]}


def test_database_wal_archive_and_keys_are_of_the_owner_alone_whatever_the_umask(tmp_path: Path) -> None:
    data = tmp_path / "data"
    told = {
        "PATH": os.environ["PATH"], "PYTHONPATH": str(REPOSITORY / "src"), "TELUSUR_DATA": str(data),
        "DJANGO_SETTINGS_MODULE": "telusur.sites.lsp.settings",
    }  # fmt: skip
    command = [sys.executable, "-c", MAKING]
    done = subprocess.run(
        command, env=told, cwd=tmp_path, capture_output=True, text=True, check=True, preexec_fn=lambda: os.umask(0)
    )
    listed = {line.split()[2]: line.split()[:2] for line in done.stdout.splitlines()}
    assert {"telusur.sqlite3", "telusur.sqlite3-wal", "abcd", "arsip", "cd", "kunci", "jejak.pem", "rahasia"} <= set(
        listed
    )
    assert {(kind, mode) for mode, kind in listed.values()} == {("f", "0o600"), ("d", "0o700")}
    assert modes(data / "lsp") == {(False, 0o600), (True, 0o700)}


def test_what_was_made_before_is_shut_as_well_but_not_the_served_copies(tmp_path: Path) -> None:
    folder = tmp_path / "lsp"
    for name in ("arsip/ab", "static/ui"):
        (folder / name).mkdir(parents=True)
    for name in ("telusur.sqlite3", "arsip/ab/abcd", "static/ui/a.css"):
        (folder / name).write_text("isi")
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)
    private_folder(folder)
    assert folder.stat().st_mode & 0o777 == 0o700
    assert modes(folder / "arsip") == {(True, 0o700), (False, 0o600)}
    assert (folder / "telusur.sqlite3").stat().st_mode & 0o777 == 0o600
    assert modes(folder / "static") == {(True, 0o755), (False, 0o644)}
