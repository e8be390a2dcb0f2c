"""New staff of BNSP set up every kind of second factor in a browser."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from playwright.sync_api import Page

from telusur.bnsp.roles import Role
from telusur.kernel.accounts import commands
from telusur.kernel.base import clock
from telusur.kernel.commands.context import system_context
from tests.factors import new_person_sets_up_everything, virtual_key

pytestmark = [pytest.mark.journey, pytest.mark.once, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _no_counts(transactional_db: None) -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def test_new_staff_sets_up_an_app_a_passkey_and_recovery_codes(page: Page, live_server: Any) -> None:
    virtual_key(page)
    system = system_context("uji", at=clock.now())
    commands.buat_akun(system, name="Wati Uji", email="wati@contoh.example", roles=[str(Role.CS)], basis="SK 3")
    new_person_sets_up_everything(page, live_server.url, "wati@contoh.example")
