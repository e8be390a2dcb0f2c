"""Workers die, connections are cut, the database restarts, a transaction stays open: nothing is lost or done twice."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any

import psycopg
import pytest

from scripts.postgresql import cluster, restart
from tests.environment import REPOSITORY

pytestmark = [pytest.mark.once, pytest.mark.journey]

EVENTS = 800
WORKERS = 4
PATIENCE = 60  # seconds for one step; then the test has failed


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of a PostgreSQL server of our own, with the tables of the LSP."""
    with cluster(synchronous_commit="on") as url:
        _run(url, "-m", "django", "migrate", "--verbosity", "0", "--settings", "telusur.sites.lsp.settings")
        yield url


def _environment(url: str) -> dict[str, str]:
    return {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "telusur.sites.lsp.settings"}


def _run(url: str, *arguments: str) -> None:
    subprocess.run([sys.executable, *arguments], env=_environment(url), cwd=REPOSITORY, check=True)


class Crowd:
    """Four workers; whoever is killed is replaced."""

    def __init__(self, url: str, folder: Path) -> None:
        self.url, self.log = url, (folder / "log").open("w")
        self.workers = [self._start() for _ in range(WORKERS)]

    def _start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "tests.kernel.outbox.chaos", "work"],
            env=_environment(self.url),
            cwd=REPOSITORY,
            stderr=self.log,
        )

    def kill_one(self, chance: random.Random) -> None:
        """In the middle of whatever it does."""
        place = chance.randrange(WORKERS)
        self.workers[place].send_signal(signal.SIGKILL)
        self.workers[place].wait()
        self.workers[place] = self._start()

    def stop(self) -> None:
        for one in self.workers:
            one.kill()
            one.wait()
        self.log.close()


def _ask(url: str, sql: str) -> Any:
    """One answer, as soon as the server gives one."""
    for _ in range(PATIENCE * 10):
        with suppress(psycopg.Error), psycopg.connect(url, autocommit=True, connect_timeout=5) as line:
            return line.execute(sql).fetchone()
        threading.Event().wait(0.1)
    pytest.fail("PostgreSQL tidak kembali.")


def _until_done(url: str, wanted: int) -> None:
    for _ in range(PATIENCE * 20):
        if _ask(url, "SELECT count(*) FROM outbox_delivery WHERE state = 'done'")[0] >= wanted:
            return
        threading.Event().wait(0.05)
    pytest.fail(f"{wanted} pengantaran tidak tercapai.")


def _cut_connections(url: str) -> None:
    others = "pid <> pg_backend_pid() AND datname = 'postgres'"
    _ask(url, f"SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE {others}")


@contextmanager
def _left_open(url: str) -> Iterator[None]:
    """A transaction that has locked some deliveries and does not end."""
    with psycopg.connect(url) as line:
        line.execute("SELECT id FROM outbox_delivery WHERE state = 'waiting' ORDER BY id DESC LIMIT 20 FOR UPDATE")
        yield
        with suppress(psycopg.Error):
            line.rollback()


@pytest.mark.parametrize("harm", [None, _cut_connections, restart], ids=["killed", "cut", "restarted"])
def test_no_delivery_is_lost_or_done_twice(server: str, tmp_path: Path, harm: Callable[[str], None] | None) -> None:
    before = _ask(server, "SELECT count(*) FROM outbox_event WHERE name = 'uji.kacau'")[0]
    _run(server, "-m", "tests.kernel.outbox.chaos", "put", str(EVENTS))
    crowd, chance = Crowd(server, tmp_path), random.Random(4)
    try:
        with _left_open(server) if harm is None else nullcontext():
            for part in range(1, 6):
                _until_done(server, before + EVENTS * part // 7)
                crowd.kill_one(chance)
                if harm is not None and part % 2:
                    harm(server)
    finally:
        crowd.stop()
    _run(server, "-m", "tests.kernel.outbox.chaos", "finish")
    states = _ask(server, "SELECT count(*), count(*) FILTER (WHERE state = 'done') FROM outbox_delivery")
    assert states == (before + EVENTS, before + EVENTS)
    entries = _ask(
        server,
        "SELECT count(*), count(DISTINCT request_id) FROM audit_entry WHERE code = 'uji.kacau' AND outcome = 'done'",
    )
    assert entries == (before + EVENTS, before + EVENTS)
