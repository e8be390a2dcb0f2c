"""A session that nobody uses ends, and nothing is lost by it."""

from __future__ import annotations

import time
from typing import Any

import pytest

from telusur.kernel.accounts import idle
from telusur.kernel.accounts.models import User
from telusur.kernel.audit.models import Entry
from tests.cast import PASSWORD, client_of

pytestmark = pytest.mark.django_db
MINUTE = 60


@pytest.fixture
def pass_minutes(monkeypatch: pytest.MonkeyPatch) -> Any:
    begun, passed = time.time(), [0]

    def more(minutes: int) -> None:
        passed[0] += minutes

    monkeypatch.setattr(idle.time, "time", lambda: begun + passed[0] * MINUTE)
    return more


def test_after_an_hour_without_a_request_the_sign_in_page_says_why_and_leads_back(ani: User, pass_minutes: Any) -> None:
    browser = client_of(ani)
    pass_minutes(59)
    assert browser.get("/akun/profil/").status_code == 200
    pass_minutes(59)
    assert browser.get("/akun/profil/").status_code == 200
    pass_minutes(61)
    answer = browser.get("/akun/profil/", follow=True)
    assert answer.redirect_chain == [("/akun/masuk/?next=/akun/profil/", 302)]
    assert "60 menit tidak ada yang dikerjakan" in answer.content.decode()
    entry = Entry.objects.get(code="accounts.keluar")
    assert (entry.actor_name, entry.data["sebab"]) == (ani.name, "60 menit tidak dipakai")
    login = {"login": ani.email, "password": PASSWORD, "next": "/akun/profil/"}
    assert browser.post("/akun/masuk/", login).headers["Location"] == "/akun/profil/"
    assert idle.ENDED not in browser.session


def test_a_page_that_refreshes_itself_keeps_nobody_signed_in(ani: User, pass_minutes: Any) -> None:
    browser = client_of(ani)
    for _ in range(2):
        pass_minutes(31)
        last = browser.get(
            "/akun/profil/",
            headers={idle.BY_ITSELF: "1", "HX-Request": "true", "HX-Current-URL": "http://testserver/operasi/?a=1"},
        )
    assert (last.status_code, last.headers["HX-Redirect"]) == (204, "/akun/masuk/?next=%2Foperasi%2F%3Fa%3D1")


def test_autosave_is_told_401_and_keeps_what_was_typed(ani: User, pass_minutes: Any) -> None:
    browser = client_of(ani)
    pass_minutes(61)
    answer = browser.post(
        "/akun/profil/", "{}", content_type="application/json", headers={"Accept": "application/json"}
    )
    assert answer.status_code == 401


def test_a_button_leads_back_to_the_page_it_stood_on_and_nowhere_else(ani: User, pass_minutes: Any) -> None:
    for referer, expected in (
        ("http://testserver/permohonan/7/", "/akun/masuk/?next=%2Fpermohonan%2F7%2F"),
        ("https://lain.example/x", "/akun/masuk/"),
    ):
        browser = client_of(ani)
        pass_minutes(61)
        answer = browser.post("/akun/profil/", {"name": "Ani Baru"}, headers={"Referer": referer})
        assert (answer.status_code, answer.headers["Location"]) == (302, expected)
    assert User.objects.get(pk=ani.pk).name == ani.name


def test_zero_turns_it_off_and_public_pages_stay_open(ani: User, settings: Any, pass_minutes: Any) -> None:
    browser = client_of(ani)
    pass_minutes(61)
    assert browser.get("/verifikasi/").status_code == 200
    settings.IDLE_MINUTES = 0
    other = client_of(ani)
    pass_minutes(600)
    assert other.get("/akun/profil/").status_code == 200
