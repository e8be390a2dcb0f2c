"""Installs the small module ``gudang`` while these tests run, and takes its acts out of the registry afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import override_settings
from pytest_django.plugin import DjangoDbBlocker

from telusur.kernel.commands import registry
from telusur.kernel.commands.context import Actor, Context

AT = datetime(2026, 11, 20, 3, 42, tzinfo=UTC)


@pytest.fixture(scope="session")
def gudang_installed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    from django.conf import settings

    acts = dict(registry.REGISTRY)
    with override_settings(INSTALLED_APPS=[*settings.INSTALLED_APPS, "tests.kernel.commands.gudang.apps.GudangConfig"]):
        from tests.kernel.commands.gudang import commands
        from tests.kernel.commands.gudang.models import Peti

        registry.ROLE_NAMES["petugas"] = "Petugas"
        assert commands.terima
        with django_db_blocker.unblock():
            with connection.schema_editor() as editor:
                editor.create_model(Peti)
            yield
            with connection.schema_editor() as editor:
                editor.delete_model(Peti)
    registry.ROLE_NAMES.pop("petugas")
    registry.REGISTRY.clear()
    registry.REGISTRY.update(acts)


@pytest.fixture
def gudang(gudang_installed: None, db: None) -> Any:
    """The module's commands, its table empty."""
    from tests.kernel.commands.gudang import commands

    return commands


@pytest.fixture
def petugas() -> Context:
    return Context(Actor(str(uuid4()), "Ani", frozenset({"petugas"})), AT, "web", proof_at=AT)


@pytest.fixture
def tamu() -> Context:
    return Context(Actor(str(uuid4()), "Dedi", frozenset({"tamu"})), AT, "web", proof_at=AT)


@pytest.fixture
def peti(gudang: Any, petugas: Context) -> Any:
    return gudang.catat(petugas, kode="P-1", rahasia="emas")


@pytest.fixture
def trail() -> Callable[..., list[tuple[str, str]]]:
    """``trail()``: (code, outcome) of every entry but the one that made the fixture's row."""
    from telusur.kernel.audit.models import Entry

    def read() -> list[tuple[str, str]]:
        return list(Entry.objects.order_by("id").values_list("code", "outcome").exclude(code="gudang.catat"))

    return read
