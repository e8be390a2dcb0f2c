"""Fixtures that every test may use: the moment, contexts, the browser, and a database that can be emptied."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from tests.environment import DATA, PRODUCT

if TYPE_CHECKING:
    from telusur.kernel.accounts.models import User
    from telusur.kernel.commands.context import Context

# How long a generated example takes says something about the machine, not about the code.
hypothesis.settings.register_profile(
    "telusur", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow], derandomize=True
)
hypothesis.settings.load_profile("telusur")

# Friday 20 November 2026, 10.42 WIB.
NOW = datetime(2026, 11, 20, 3, 42, tzinfo=UTC)
CHROMIUM = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")


@pytest.fixture
def now() -> datetime:
    """The moment at which the fixed cast acts."""
    return NOW


@pytest.fixture
def ctx_for() -> Callable[..., Context]:
    """``ctx_for(user)``: the user's context at NOW, identity just proved; ``ctx_for()``: the public's.

    ``at=`` another moment, ``proven=False`` without a fresh proof, ``channel=`` another door.
    """
    from telusur.kernel.accounts.context import context_for
    from telusur.kernel.commands.context import public_context

    def make(user: User | None = None, *, at: datetime = NOW, proven: bool = True, channel: str = "web") -> Context:
        if user is None:
            return public_context(at=at, channel=channel)
        return context_for(user, at=at, channel=channel, proof_at=at if proven else None)

    return make


@pytest.fixture
def act_as_system() -> Callable[..., Context]:
    """``act_as_system("uji")``: the context of the system itself at NOW."""
    from telusur.kernel.commands.context import system_context

    def make(name: str = "uji", *, at: datetime = NOW) -> Context:
        return system_context(name, at=at)

    return make


@pytest.fixture(autouse=True)
def _empty_caches() -> Iterator[None]:
    """What one test found out about the world is no business of the next."""
    yield
    from django.contrib.contenttypes.models import ContentType

    ContentType.objects.clear_cache()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """SQLite in a file, because threads and the live server must see one database; without waiting for the disk. On PostgreSQL a
    name of its own for each product and process.
    """
    from django.conf import settings

    database: dict[str, Any] = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        database.setdefault("TEST", {})["NAME"] = str(DATA / "uji.sqlite3")
        database["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
    else:
        database.setdefault("TEST", {})["NAME"] = f"test_{PRODUCT}_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"


@pytest.fixture(scope="session", autouse=True)
def _append_only_tables_can_be_flushed() -> Iterator[None]:
    """Tests with real transactions empty every table afterwards; the triggers that forbid just that step aside meanwhile."""
    from django.db.backends.base.operations import BaseDatabaseOperations

    from telusur.kernel.base.text_index import emptied

    plain = BaseDatabaseOperations.execute_sql_flush

    def flush(self: Any, sql_list: list[str]) -> None:
        with self.connection.cursor() as cursor:
            if self.connection.vendor == "sqlite":
                cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
                triggers = cursor.fetchall()
                for name, _ in triggers:
                    cursor.execute(f'DROP TRIGGER "{name}"')
                plain(self, [*sql_list, *emptied(self.connection)])
                for _, sql in triggers:
                    cursor.execute(sql)
            else:
                plain(
                    self,
                    ["SET session_replication_role = replica", *sql_list, "SET session_replication_role = DEFAULT"],
                )

    patch = pytest.MonkeyPatch()
    patch.setattr(BaseDatabaseOperations, "execute_sql_flush", flush)
    yield
    patch.undo()


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of the installed Chromium. Its absence is a failure, never a skip."""
    found = os.environ.get("TELUSUR_CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM)), None)
    if not found:
        pytest.fail("Chromium is not installed; `make test` installs it or prints the command that does")
    return found


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    """Playwright for one module. While it runs, this thread has an event loop, and Django keeps other database connections for a
    thread with a loop: a test of the next module would write through one of them and wait for a lock of the other.
    """
    from django.db import connections

    with sync_playwright() as running:
        yield running
        connections.close_all()


@pytest.fixture(scope="module")
def browser(playwright: Playwright, browser_name: str, browser_type_launch_args: dict[str, Any]) -> Iterator[Browser]:
    """The browser of one module."""
    running: Browser = getattr(playwright, browser_name).launch(**browser_type_launch_args)
    yield running
    running.close()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any], chromium: str) -> dict[str, Any]:
    """Debian's Chromium instead of a downloaded one; root may not use the sandbox."""
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {
        **browser_type_launch_args,
        "executable_path": chromium,
        "args": [*sandbox, "--disable-dev-shm-usage", "--disable-gpu"],
    }


@pytest.fixture(scope="session")
def browser_context_args() -> dict[str, Any]:
    """A laptop of an Indonesian user, who does without movement: every frame of it is drawn by the processor."""
    return {
        "locale": "id-ID",
        "reduced_motion": "reduce",
        "timezone_id": "Asia/Jakarta",
        "viewport": {"width": 1280, "height": 800},
    }


@pytest.fixture
def deliver_events(db: None) -> Callable[..., int]:
    """``deliver_events()``: hand every waiting event to its quick listeners, and what those announce, until none waits.

    ``slow=True`` also to the listeners only the worker serves (documents, mail). A failing listener fails the test; with
    ``failures=True`` it may fail and stays waiting. Returns how many deliveries were made.
    """
    from datetime import timedelta

    from telusur.kernel.base import clock
    from telusur.kernel.outbox.dispatch import dispatch_pending
    from telusur.kernel.outbox.models import Delivery

    def deliver(*, slow: bool = False, failures: bool = False) -> int:
        total = 0
        while made := dispatch_pending(100, slow=slow, now=clock.now() + timedelta(seconds=1)):
            total += made
            failed = Delivery.objects.exclude(error="").exclude(state="done").select_related("event")
            if not failures and (texts := [f"{one.event.name} -> {one.subscriber}: {one.error}" for one in failed]):
                pytest.fail("\n".join(texts))
        return total

    return deliver
