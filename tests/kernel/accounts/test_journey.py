"""Signing in with a real browser: passkey, authenticator app; and how the pages look to axe and to a phone."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.core.cache import cache
from playwright.sync_api import Page, expect

from telusur.kernel.accounts.models import User
from telusur.kernel.audit.models import Entry
from tests.cast import PASSWORD
from tests.screen import FITS, grave

pytestmark = [pytest.mark.journey, pytest.mark.once, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _no_counts(transactional_db: None) -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def complaints(page: Page) -> list[str]:
    """What the browser complains of: scripts, refused by the content security policy or failing."""
    found: list[str] = []
    page.on(
        "console", lambda said: found.append(f"{said.text} {said.location['url']}") if said.type == "error" else None
    )
    page.on("pageerror", lambda error: found.append(str(error)))
    return found


def virtual_key(page: Page) -> Any:
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return devtools


def sign_in(page: Page, base: str, user: User) -> None:
    page.goto(f"{base}/akun/masuk/")
    page.get_by_label("Surel").fill(user.email)
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Masuk", exact=True).click()


def only_ours(complaints: list[str]) -> list[str]:
    return [text for text in complaints if "404" not in text or "/akun/" in text or "/static/" in text]


def test_a_passkey_is_added_and_then_opens_the_door_without_a_password(
    page: Page, live_server: Any, ani: User, complaints: list[str]
) -> None:
    virtual_key(page)
    sign_in(page, live_server.url, ani)
    page.goto(f"{live_server.url}/akun/keamanan/")
    page.get_by_role("link", name="Tambah kunci").click()
    expect(page.get_by_role("heading", name="Verifikasi ulang")).to_be_visible()
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Lanjutkan").click()
    page.get_by_label("Nama kunci").fill("Laptop kantor")
    page.get_by_role("button", name="Tambah kunci").click()
    expect(page.get_by_role("heading", name="Kode pemulihan")).to_be_visible()
    page.goto(f"{live_server.url}/akun/keamanan/kunci/")
    expect(page.get_by_text("Laptop kantor")).to_be_visible()
    page.goto(f"{live_server.url}/akun/keluar/")
    page.locator("main").get_by_role("button", name="Keluar").click()
    page.goto(f"{live_server.url}/akun/masuk/")
    page.get_by_role("button", name="kunci sandi").click()
    page.wait_for_url(lambda url: "/akun/" not in url)
    key = Authenticator.objects.get(user=ani, type="webauthn")
    assert key.last_used_at is not None
    assert Entry.objects.filter(code="accounts.masuk", outcome="done", actor_name=ani.name).count() == 2
    assert not only_ours(complaints)


def test_an_authenticator_app_is_asked_for_after_the_password(
    page: Page, live_server: Any, citra: User, complaints: list[str]
) -> None:
    from allauth.core import context as allauth_context
    from django.test import RequestFactory

    secret = generate_totp_secret()
    with allauth_context.request_context(RequestFactory().get("/")):
        TOTP.activate(citra, secret)
    sign_in(page, live_server.url, citra)
    expect(page.get_by_role("heading", name="Faktor kedua")).to_be_visible()
    page.get_by_label("Kode").fill("000000")
    page.get_by_role("button", name="Masuk", exact=True).click()
    expect(page.get_by_text("Kode itu tidak cocok")).to_be_visible()
    page.get_by_label("Kode").fill(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))
    page.get_by_role("button", name="Masuk", exact=True).click()
    page.wait_for_url(lambda url: "/akun/" not in url)
    assert not only_ours(complaints)


PUBLIC = ["/akun/masuk/", "/akun/daftar/", "/akun/sandi/lupa/"]
OWN = ["/akun/profil/", "/akun/keamanan/", "/akun/sandi/ganti/", "/akun/verifikasi-ulang/"]
KEEPER = ["/akun/orang/", "/akun/orang/baru/", "/akun/orang/{pk}/", "/akun/orang/faktor-kedua/",
    "/akun/peran/permintaan/", "/akun/kewenangan/",
    "/akun/kewenangan/accounts.beri_peran/"]  # fmt: skip


@pytest.mark.parametrize("width", [360, 1280])
def test_pages_fit_a_phone_and_a_laptop_and_axe_finds_nothing_serious(
    page: Page, live_server: Any, pandu: User, ani: User, width: int, complaints: list[str]
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for address in PUBLIC:
        look(page, live_server.url + address)
    sign_in(page, live_server.url, pandu)
    page.wait_for_url(lambda url: "/akun/" not in url)
    for address in [*OWN, *KEEPER]:
        look(page, live_server.url + address.format(pk=ani.pk))
    assert not only_ours(complaints)


def look(page: Page, address: str) -> None:
    page.goto(address)
    assert page.evaluate(FITS), f"{address} is too wide"
    if page.viewport_size == {"width": 360, "height": 800}:  # the frame of a laptop is judged by the journey
        assert grave(page) == [], address
