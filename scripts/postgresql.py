"""A PostgreSQL server of the tests' own, and where Debian keeps the programs they need."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Chromium without the window it does not show: half the work of the whole browser, which serves as well.
CHROMIUM = "chromium-headless-shell"
OTHER_NAMES = {CHROMIUM: ("chromium", "chromium-browser", "google-chrome")}
USER = "postgres"
FAST = (
    "fsync=off full_page_writes=off wal_level=minimal max_wal_senders=0 autovacuum=off jit=off max_connections=100 "
    "shared_buffers=128MB listen_addresses=''"
)


def find(program: str) -> str | None:
    """Where a program is. Debian keeps PostgreSQL's own out of PATH."""
    names = (program, *OTHER_NAMES.get(program, ()))
    if found := next(filter(None, map(shutil.which, names)), None):
        return found
    versions = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"), key=lambda path: float(path.parts[4]))
    return str(versions[-1]) if versions else None


def _control(folder: Path, *words: str) -> list[str]:
    """``pg_ctl`` as the server's user."""
    return [*_as_user(), find("pg_ctl") or "pg_ctl", "-D", str(folder / "data"), "-w", "-s", *words]


def _as_user() -> list[str]:
    return ["runuser", "-u", USER, "--"] if os.geteuid() == 0 else []


@contextmanager
def cluster(*, synchronous_commit: str = "off") -> Iterator[str]:
    """A server without waiting for the disk, reachable by a socket only; yields its DATABASE_URL."""
    folder = Path(tempfile.mkdtemp(prefix="telusur-pg-"))
    if _as_user():
        shutil.chown(folder, USER)
    folder.chmod(0o755)
    settings = (*FAST.split(), f"synchronous_commit={synchronous_commit}")
    options = " ".join(["-k", str(folder), *(f"-c {setting}" for setting in settings)])
    create = [
        find("initdb") or "initdb",
        "-D",
        str(folder / "data"),
        "-U",
        USER,
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--no-sync",
    ]
    log = ["-l", str(folder / "log"), "-o", options]
    started = False
    try:
        made = [*_as_user(), *create, "--locale=C.UTF-8"]
        subprocess.run(made, check=True, stdout=subprocess.DEVNULL, cwd=folder)
        subprocess.run(_control(folder, *log, "start"), check=True, cwd=folder)
        started = True
        yield f"postgres://{USER}@{str(folder).replace('/', '%2F')}/postgres"
    finally:
        if started:
            subprocess.run(_control(folder, "-m", "immediate", "stop"), check=False, cwd=folder)
        shutil.rmtree(folder, ignore_errors=True)


def restart(url: str) -> None:
    """Stop the server as a crash would, with whatever is under way, and start it again."""
    folder = Path(url.split("@")[1].split("/", maxsplit=1)[0].replace("%2F", "/"))
    subprocess.run(_control(folder, "-m", "immediate", "-l", str(folder / "log"), "restart"), check=True, cwd=folder)
