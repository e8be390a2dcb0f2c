"""A new person in a browser: the mailed link, the first sign-in, an authenticator app, a passkey and recovery codes."""

from __future__ import annotations

import re
import time
from typing import Any

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Page, expect

from telusur.kernel.accounts import addresses
from telusur.kernel.accounts.models import User
from telusur.kernel.notices.models import Message
from tests.acting import PASSWORD

KEY = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


def virtual_key(page: Page) -> None:
    """A laptop with a fingerprint reader that always agrees."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})


def link_mailed_to(email: str) -> str:
    """The path of the password link in the newest letter to this mailbox."""
    body = Message.objects.filter(to_email=email, body__contains="/sandi/tautan/").latest("created_at").body
    found = re.search(r"(/akun/sandi/tautan/\S+)", body)
    assert found, body
    return found[1]


def code_of(secret: str, *, later: int = 0) -> str:
    """What an authenticator app shows now, or ``later`` half minutes from now."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later)))


def choose_password(page: Page, base: str, email: str) -> None:
    """Follow the link and choose a password."""
    page.goto(base + link_mailed_to(email))
    page.get_by_label("Kata sandi baru", exact=True).fill(PASSWORD)
    page.get_by_label("Ulangi kata sandi baru").fill(PASSWORD)
    page.get_by_role("button", name="Simpan kata sandi").click()
    expect(page.get_by_role("heading", name="Kata sandi tersimpan")).to_be_visible()


def sign_in(page: Page, base: str, email: str, password: str = PASSWORD) -> None:
    """By the page."""
    page.goto(f"{base}/akun/masuk/")
    page.get_by_label("Surel").fill(email)
    page.get_by_label("Kata sandi").fill(password)
    page.get_by_role("button", name="Masuk", exact=True).click()
    page.wait_for_url(lambda url: "/akun/masuk/" not in url or "faktor-kedua" in url)


def _prove_again(page: Page) -> None:
    """Before anything about security is changed the password is asked once more, for 15 minutes."""
    page.wait_for_load_state()
    if page.get_by_role("heading", name="Verifikasi ulang").count():
        page.get_by_label("Kata sandi").fill(PASSWORD)
        page.get_by_role("button", name="Lanjutkan").click()


def set_up_app(page: Page, base: str) -> str:
    """The authenticator app; returns its secret."""
    page.goto(f"{base}/akun/keamanan/")
    page.get_by_role("link", name="Pasang aplikasi").click()
    _prove_again(page)
    expect(page.get_by_role("heading", name="Pasang aplikasi autentikator")).to_be_visible()
    secret = page.locator("code").inner_text()
    page.get_by_label("Enam angka").fill(code_of(secret))
    page.get_by_role("button", name="Pasang").click()
    expect(page.get_by_role("heading", name="Kode pemulihan")).to_be_visible()
    return secret


def set_up_key(page: Page, base: str) -> None:
    """The passkey."""
    page.goto(f"{base}/akun/keamanan/")
    page.get_by_role("link", name="Tambah kunci").click()
    _prove_again(page)
    page.get_by_label("Nama kunci").fill("Laptop kantor")
    page.get_by_role("button", name="Tambah kunci").click()
    page.wait_for_url(lambda url: "tambah" not in url)


def sign_out(page: Page, base: str) -> None:
    """By the page."""
    page.goto(f"{base}/akun/keluar/")
    page.locator("main").get_by_role("button", name="Keluar").click()
    page.wait_for_url(lambda url: "keluar" not in url)


def new_person_sets_up_everything(page: Page, base: str, email: str) -> None:
    """From the letter to three ways in, each of which then opens the door."""
    choose_password(page, base, email)
    assert addresses.is_proven(User.objects.get(email=email))
    sign_in(page, base, email)
    secret = set_up_app(page, base)
    code = page.locator("li.tl-code").first.inner_text()
    set_up_key(page, base)
    _each_opens_the_door(page, base, email, [code_of(secret, later=1), code])
    sign_out(page, base)
    page.goto(f"{base}/akun/masuk/")
    page.get_by_role("button", name="kunci sandi").click()
    page.wait_for_url(lambda url: "/akun/" not in url)


def _each_opens_the_door(page: Page, base: str, email: str, codes: list[Any]) -> None:
    for code in codes:
        sign_out(page, base)
        sign_in(page, base, email)
        expect(page.get_by_role("heading", name="Faktor kedua")).to_be_visible()
        page.get_by_label("Kode").fill(code)
        page.get_by_role("button", name="Masuk", exact=True).click()
        page.wait_for_url(lambda url: "/akun/" not in url)
