"""What somebody signed in was shown is not kept by the browser: not after signing out, not on any address."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.test import Client
from playwright.sync_api import Playwright

from telusur.lsp.peraga.orang import ASESI
from tests.addresses import every_address
from tests.cast import client_of, make_user
from tests.lsp.dunia import Panggung


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["asesi", "admin_lsp", "pengelola_sistem"])
def test_every_address_answers_somebody_signed_in_with_no_store(role: str) -> None:
    client = client_of(make_user("seseorang", "Seseorang Uji", role))
    client.raise_request_exception = False
    said = {address: client.get(address).headers.get("Cache-Control", "") for address in every_address()}
    assert SESSION_KEY in client.session  # none of them signed the person out
    assert len(said) > 100
    assert [address for address, kept in said.items() if "no-store" not in kept] == []


@pytest.mark.django_db
def test_pages_of_nobody_may_still_be_kept_by_nobodys_browser(client: Client) -> None:
    assert "no-store" not in client.get("/").headers.get("Cache-Control", "")


@pytest.mark.django_db
def test_signing_out_tells_the_browser_to_forget() -> None:
    inside = client_of(make_user("seseorang", "Seseorang Uji", "asesi"))
    answer = inside.post("/akun/keluar/")
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.journey
@pytest.mark.once
@pytest.mark.django_db(transaction=True)
def test_back_after_sign_out_shows_no_nik(
    panggung: Callable[[str], Panggung],
    live_server: Any,
    playwright: Playwright,
    browser_type_launch_args: dict[str, Any],
) -> None:
    """Chromium's headless shell keeps no back-forward memory; what shows that a full browser keeps none is the header above."""
    world = panggung("diajukan")
    without = ["--disable-back-forward-cache"]  # where a full Chromium is installed, this asks it too
    browser = playwright.chromium.launch(**browser_type_launch_args, ignore_default_args=without)
    context = browser.new_context(locale="id-ID")
    cookie = world.klien("admin").cookies[settings.SESSION_COOKIE_NAME]
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
    page, nik = context.new_page(), ASESI[0].nik
    page.goto(f"{live_server.url}/formulir/{world.rekaman(0, 'FR.APL.01').pk}/")
    assert nik in page.content()
    page.goto(f"{live_server.url}/akun/keluar/")
    page.locator("main").get_by_role("button", name="Keluar").click()
    page.wait_for_url(lambda url: "keluar" not in url)
    for _ in range(3):
        page.go_back()
        page.wait_for_load_state()
        assert nik not in page.content(), page.url
    browser.close()
