from __future__ import annotations

from collections.abc import Iterator
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
def loket_installed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    from django.apps import apps
    from django.conf import settings

    if apps.is_installed("tests.kernel.flows.loket"):  # by the other package that uses it; it stays to the end
        yield
        return
    acts = dict(registry.REGISTRY)
    with override_settings(INSTALLED_APPS=[*settings.INSTALLED_APPS, "tests.kernel.flows.loket.apps.LoketConfig"]):
        from tests.kernel.flows.loket import commands
        from tests.kernel.flows.loket.models import Berkas

        registry.ROLE_NAMES["petugas_loket"] = "Petugas loket"
        assert commands.terima
        with django_db_blocker.unblock():
            with connection.schema_editor() as editor:
                editor.create_model(Berkas)
            yield
            with connection.schema_editor() as editor:
                editor.delete_model(Berkas)
    registry.ROLE_NAMES.pop("petugas_loket")
    registry.REGISTRY.clear()
    registry.REGISTRY.update(acts)


@pytest.fixture
def loket(loket_installed: None, db: None) -> Any:
    """The module's commands."""
    from tests.kernel.flows.loket import commands

    return commands


@pytest.fixture
def petugas() -> Context:
    return Context(Actor(str(uuid4()), "Ani", frozenset({"petugas_loket"})), AT, "web", proof_at=AT)
